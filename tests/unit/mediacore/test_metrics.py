"""
What Prometheus gets to read.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
import structlog.testing
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from mediacore.metrics import LatencyMiddleware, Metrics, Sample, disk_samples


def value_of(metrics: Metrics, name: str, **labels: str) -> float | None:
    """
    Give the value of one sample, or `None` where there is none.
    """
    return metrics.registry.get_sample_value(name, labels)


@pytest.fixture
def metrics() -> Metrics:
    """
    The registry of a service without gauges.
    """
    return Metrics("grouping")


@pytest.fixture
def client(metrics: Metrics) -> TestClient:
    """
    A measured application with the route of a router, and a route that fails.
    """
    app = FastAPI()
    app.add_middleware(LatencyMiddleware, metrics=metrics)
    router = APIRouter(prefix="/groups")

    @router.get("/{group_id}")
    def group(group_id: int) -> int:
        return group_id

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    app.include_router(router)
    return TestClient(app, raise_server_exceptions=False)


def requests(metrics: Metrics, method: str, route: str, status: str) -> float | None:
    """
    Give how many requests were measured under these labels.
    """
    return value_of(
        metrics,
        "twinlens_http_request_seconds_count",
        service="grouping",
        method=method,
        route=route,
        status=status,
    )


def test_requests_are_counted_by_route_and_not_by_path(
    metrics: Metrics, client: TestClient
) -> None:
    """
    A million groups are one label.
    """
    client.get("/groups/1")
    client.get("/groups/2")

    assert requests(metrics, "GET", "/groups/{group_id}", "200") == 2


def test_unknown_paths_and_methods_share_one_label(metrics: Metrics, client: TestClient) -> None:
    """
    A stranger who invents addresses makes no new series.
    """
    client.get("/a")
    client.request("INVENTED", "/b")

    assert requests(metrics, "GET", "other", "404") == 1
    assert requests(metrics, "other", "other", "404") == 1


def test_route_that_raises_is_counted_as_a_500(metrics: Metrics, client: TestClient) -> None:
    """
    A bug is seen in the figures.
    """
    client.get("/broken")

    assert requests(metrics, "GET", "/broken", "500") == 1


async def test_what_is_no_request_passes_unmeasured(metrics: Metrics) -> None:
    """
    Start-up and WebSockets are none of the middleware's business.
    """
    seen: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])
        await send(await receive())

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        seen.append(message["type"])

    await LatencyMiddleware(inner, metrics)({"type": "lifespan"}, receive, send)

    assert seen == ["lifespan", "lifespan.startup"]
    assert b'service="grouping"' not in metrics.render()


def test_facts_are_read_at_the_scrape() -> None:
    """
    A gauge has the value of the moment it is asked for, whatever the order of its labels.
    """
    depth = [1.0]

    def read() -> Iterable[Sample]:
        yield "depth", "Waiting", {"queue": "scan", "state": "new"}, depth[0]
        yield "depth", "Waiting", {"state": "old", "queue": "scan"}, 7.0

    metrics = Metrics("grouping", read)
    depth[0] = 5.0

    assert value_of(metrics, "depth", queue="scan", state="new") == 5.0
    assert value_of(metrics, "depth", queue="scan", state="old") == 7.0
    assert value_of(metrics, "twinlens_facts_readable") == 1.0


def test_facts_that_cannot_be_read_hide_nothing_else() -> None:
    """
    While the database is away, the latency is still told, and so is the gap.
    """

    def read() -> Iterable[Sample]:
        yield "depth", "Waiting", {}, 1.0
        raise OSError("gone")

    metrics = Metrics("grouping", read)
    metrics.latency.labels("grouping", "GET", "/", "200").observe(0.1)
    with structlog.testing.capture_logs() as logs:
        text = metrics.render().decode()

    assert "twinlens_facts_readable 0.0" in text
    assert "twinlens_http_request_seconds_count{" in text
    assert [line["event"] for line in logs] == ["facts_unreadable"]


def test_free_space_of_places_that_exist(tmp_path: Path) -> None:
    """
    A volume that is not mounted has no figure, rather than a wrong one.
    """
    (sample,) = disk_samples({"media": tmp_path, "gone": tmp_path / "gone"})

    assert (sample[0], sample[2]) == ("twinlens_disk_free_bytes", {"place": "media"})
    assert sample[3] > 0
