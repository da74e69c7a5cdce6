"""
All processes of the service together.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

from tests.integration.dedup.processes import TOKEN, environment, running
from tests.waiting import wait_until


def test_copy_put_into_the_folder_is_found(
    database_url: Callable[[str], str], redis_url: str, tmp_path: Path
) -> None:
    """
    From files on disk, through watcher, queue and worker, to the answer of the API.
    """
    folder = tmp_path / "library"
    env = environment(database_url("dedup"), redis_url, folder)
    (folder / "a.jpg").write_bytes(os.urandom(1000))
    with ExitStack() as stack:
        for module in ("dedup.main", "dedup.worker", "dedup.watch"):
            stack.enter_context(running(module, env))
        client = stack.enter_context(
            httpx.Client(
                base_url=f"http://127.0.0.1:{env['PORT']}",
                headers={"Authorization": f"Bearer {TOKEN}"},
                transport=httpx.HTTPTransport(retries=20),
            )
        )

        def get(path: str) -> Any:
            return client.get(path).json()

        wait_until(lambda: get("/scan/status")["state"] == "done", 60)
        assert get("/duplicates")["items"] == []
        (folder / "b.png").write_bytes((folder / "a.jpg").read_bytes())
        wait_until(lambda: get("/duplicates")["items"], 60)

        (group,) = get("/duplicates")["items"]
        assert [row["path"] for row in group["members"]] == ["a.jpg", "b.png"]
