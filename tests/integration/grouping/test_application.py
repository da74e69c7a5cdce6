"""
The application as a whole: its lock, its health, its numbers, and its own description.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from localstack.ports import free_port
from tests.integration.grouping.desk import Desk, make_application, make_client, make_desk

NOWHERE = "postgresql://nobody@127.0.0.1:{port}/none"


@pytest.fixture
def application(desk: Desk, redis_url: str) -> FastAPI:
    """
    The application over a desk.
    """
    return make_application(desk, redis_url)


@pytest.fixture
def client(application: FastAPI) -> Iterator[TestClient]:
    """
    A caller with the service token.
    """
    with make_client(application) as made:
        yield made


def routes(application: FastAPI) -> set[tuple[str, str]]:
    """
    Give method and path of every route.
    """
    return {
        (method.upper(), path)
        for path, methods in application.openapi()["paths"].items()
        for method in methods
    } | {
        (method, route.path)
        for route in application.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }


def test_all_routes_of_the_design_are_there(application: FastAPI) -> None:
    """
    Groups, suggestions, scans, changes, health, metrics: and the OpenAPI page can be made.
    """
    paths = set(application.openapi()["paths"])

    assert paths >= {
        "/groups",
        "/groups/{group_id}",
        "/groups/{group_id}/primary",
        "/groups/{group_id}/split",
        "/groups/merge",
        "/groups/dissolve",
        "/groups/undo/{token}",
        "/groups/lookup",
        "/groups/counts",
        "/suggestions/orphan-raws",
        "/suggestions/{suggestion_id}/accept",
        "/suggestions/{suggestion_id}/reject",
        "/changes",
        "/scan",
        "/scan/status",
        "/scan/runs",
        "/scan/pause",
        "/scan/resume",
        "/scan/cancel",
        "/scan/retry",
        "/metrics",
    }


def test_every_route_but_health_demands_the_token(application: FastAPI, client: TestClient) -> None:
    """
    Without the token, and with a wrong one, everything is 401.
    """
    for method, path in routes(application) - {("GET", "/health")}:
        for header in ("", "Bearer wrong"):
            answer = client.request(method, path, headers={"Authorization": header})
            assert answer.status_code == 401, (method, path)

    assert client.get("/health", headers={"Authorization": ""}).status_code == 200


def test_health_tells_of_both_servers(client: TestClient) -> None:
    """
    Up means that Postgres and Redis answer.
    """
    body = client.get("/health").json()

    assert body["status"] == "up"
    assert set(body["checks"]) == {"database", "redis"}


def test_health_is_down_without_postgres(tmp_path: Path, redis_url: str) -> None:
    """
    503, and the check that failed is named.
    """
    nowhere = NOWHERE.format(port=free_port())
    away = make_desk(nowhere, tmp_path / "library")
    with make_client(make_application(away, redis_url)) as caller:
        answer = caller.get("/health")

    assert answer.status_code == 503
    assert {name: row["ok"] for name, row in answer.json()["checks"].items()} == {
        "database": False,
        "redis": True,
    }


def test_health_is_down_without_redis(desk: Desk) -> None:
    """
    The same for Redis.
    """
    with make_client(make_application(desk, f"redis://127.0.0.1:{free_port()}/0")) as caller:
        answer = caller.get("/health")

    assert answer.status_code == 503
    assert answer.json()["checks"]["redis"]["ok"] is False


def test_metrics_tell_of_files_and_groups(client: TestClient, desk: Desk) -> None:
    """
    Files, failures, rate, queue, groups by type, free disk and latencies.
    """
    desk.pair("IMG_0001")
    desk.put("IMG_0002.JPG", b"")
    desk.scan()
    client.get("/groups")

    text = client.get("/metrics").text

    assert 'twinlens_files{service="grouping"} 3' in text
    assert 'twinlens_groups{type="raw_jpeg"} 1' in text
    assert 'twinlens_queue_depth{service="grouping"} 0' in text
    for name in ("files_per_second", "files_failed", "disk_free_bytes"):
        assert f"twinlens_{name}" in text
    assert "/groups" in text


def test_scan_is_started_and_told_of(client: TestClient, desk: Desk) -> None:
    """
    A scan that was asked for wakes a worker, and its status has all that a progress bar needs.
    """
    desk.pair("IMG_0001")
    started = client.post("/scan")
    assert started.status_code == 202
    assert desk.sent == [1]
    desk.runtime.work()
    desk.runtime.work()

    status = client.get("/scan/status").json()

    assert (status["state"], status["total"], status["done"], status["failed"]) == ("done", 2, 2, 0)
    assert {"stage", "rate", "eta_seconds", "recent_errors"} < set(status)
