"""
The API process.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.integration.dedup.processes import TOKEN, environment, running
from tests.waiting import wait_until

AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def client(
    database_url: Callable[[str], str], redis_url: str, tmp_path: Path
) -> Iterator[httpx.Client]:
    """
    A client of a running API.
    """
    env = environment(database_url("dedup"), redis_url, tmp_path / "library")
    with (
        running("dedup.main", env),
        httpx.Client(base_url=f"http://127.0.0.1:{env['PORT']}") as opened,
    ):

        def answers() -> bool:
            try:
                return opened.get("/health").is_success
            except httpx.TransportError:
                return False

        wait_until(answers, 60)
        yield opened


def test_service_answers_its_neighbours_only(client: httpx.Client) -> None:
    """
    Health is open; everything else needs the service token. A scan can be asked for.
    """
    assert client.get("/health").json()["service"] == "dedup"
    for path in ("/duplicates", "/scan/status", "/metrics", "/changes"):
        assert client.get(path).status_code == 401
        assert client.get(path, headers=AUTHORIZED).status_code == 200
    assert client.post("/scan", headers=AUTHORIZED).status_code == 202
    metrics = client.get("/metrics", headers=AUTHORIZED).text
    assert "twinlens_reclaimable_bytes" in metrics
    assert 'twinlens_queue_depth{service="dedup"} 1' in metrics
