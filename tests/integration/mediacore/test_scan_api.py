"""
The scan routes.
"""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from mediacore import api_errors
from mediacore.scan_api import make_scan_router
from tests.integration.mediacore.shelf import Bench


@pytest.fixture
def client(bench: Bench) -> TestClient:
    """
    The routes over a shelf.
    """
    app = FastAPI()
    api_errors.install(app)
    app.include_router(
        make_scan_router(
            bench.database,
            batch_size=100,
            wake=bench.runtime.wake,
            backlog=lambda _session: (),
        )
    )
    return TestClient(app)


def test_start_pause_resume_cancel(client: TestClient) -> None:
    """
    A run goes through its states by request, and each answer says where it is.
    """
    started = client.post("/scan")

    assert started.status_code == 202
    assert client.post("/scan/pause").json()["state"] == "paused"
    assert client.get("/scan/status").json()["state"] == "paused"
    assert client.post("/scan/resume").json()["state"] == "running"
    assert client.post("/scan/cancel").json()["state"] == "cancelled"
    assert client.get("/scan/runs").json()["items"][0]["id"] == started.json()["run_id"]


def test_nothing_to_pause_is_not_found(client: TestClient) -> None:
    """
    Without an open run a pause is a 404 that says so.
    """
    answer = client.post("/scan/pause")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "No scan is under way"


def test_retry_says_how_many_files(client: TestClient, bench: Bench) -> None:
    """
    A retry queues the failed files and wakes a worker.
    """
    bench.put("a.jpg", b"no")
    bench.scan()

    answer = client.post("/scan/retry")

    assert answer.json() == {"queued": 1}
