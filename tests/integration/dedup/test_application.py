"""
The API with all that it needs, in this process.
"""

from collections.abc import Iterator

import pytest
import redis
from fastapi.testclient import TestClient

from dedup import wiring
from dedup.application import create_app
from mediacore.metrics import CONTENT_TYPE
from tests.integration.dedup.processes import TOKEN


@pytest.fixture
def client(told: None, redis_url: str) -> Iterator[TestClient]:
    """
    A caller with the service token.
    """
    assert told is None
    app = create_app(
        wiring.settings(),
        wiring.database(),
        wiring.runtime(lambda: None),
        redis.Redis.from_url(redis_url),
    )
    with TestClient(app, headers={"Authorization": f"Bearer {TOKEN}"}) as opened:
        yield opened


def test_all_routes_are_there(client: TestClient) -> None:
    """
    Duplicates, scans, changes, health and metrics answer.
    """
    for path in ("/duplicates", "/scan/status", "/changes", "/health", "/findings", "/metrics"):
        assert client.get(path).status_code == 200


def test_numbers_are_measured(client: TestClient) -> None:
    """
    The exposition tells how far the service is and what it found.
    """
    answer = client.get("/metrics")

    assert answer.headers["content-type"] == CONTENT_TYPE
    for name in ("files", "files_failed", "queue_depth", "duplicate_groups", "reclaimable_bytes"):
        assert f"twinlens_{name}{{" in answer.text
