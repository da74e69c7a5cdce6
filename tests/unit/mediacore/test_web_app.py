"""
The frame of every service's API.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import structlog
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from mediacore.metrics import Sample
from mediacore.web_app import make_app

TOKEN = "0123456789abcdef"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


class Library:
    """
    A part of a service that can be broken.
    """

    broken = False

    def check(self) -> str:
        """
        Say that it is there, or raise.
        """
        if self.broken:
            raise OSError("not mounted")
        return "mounted"


@pytest.fixture
def library() -> Library:
    """
    A part that works, until a test breaks it.
    """
    return Library()


@pytest.fixture
def app(library: Library) -> FastAPI:
    """
    An application with one route of its own, and one from a router.
    """

    def samples() -> Iterable[Sample]:
        return [("twinlens_queue_depth", "Waiting", {}, 3.0)]

    wanted = make_app(
        service="grouping",
        version="1.2",
        token=TOKEN,
        checks={"library": library.check},
        samples=samples,
    )
    router = APIRouter()

    @router.get("/bound")
    def bound() -> dict[str, Any]:
        return structlog.contextvars.get_contextvars()

    wanted.include_router(router)
    return wanted


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """
    A caller without a token.
    """
    return TestClient(app)


def test_healthy_service_answers_200_to_anybody(client: TestClient) -> None:
    """
    A load balancer needs no token.
    """
    response = client.get("/health")

    assert (response.status_code, response.json()["status"]) == (200, "up")
    assert response.json()["checks"]["library"]["detail"] == "mounted"


def test_unhealthy_service_answers_503(client: TestClient, library: Library) -> None:
    """
    What is wrong comes with the status that takes the service out of rotation.
    """
    library.broken = True

    response = client.get("/health")

    assert (response.status_code, response.json()["status"]) == (503, "down")
    assert response.json()["checks"]["library"]["detail"] == "OSError: not mounted"


@pytest.mark.parametrize("path", ["/metrics", "/bound"])
def test_every_other_route_wants_the_token(client: TestClient, path: str) -> None:
    """
    A route is guarded without having to say so.
    """
    assert client.get(path).status_code == 401
    assert client.get(path, headers=BEARER).status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_describes_the_service_to_strangers(client: TestClient, path: str) -> None:
    """
    The framework's own pages are off.
    """
    assert client.get(path).status_code == 404


def test_metrics_hold_the_facts_and_the_latency(client: TestClient) -> None:
    """
    The exposition has the service's gauges and its requests by route.
    """
    client.get("/health")

    text = client.get("/metrics", headers=BEARER).text

    assert "twinlens_queue_depth 3.0" in text
    assert 'route="/health"' in text


def test_request_id_of_the_caller_is_bound_and_told(client: TestClient) -> None:
    """
    Every log line of a request carries the id it came with, and so does its answer.
    """
    response = client.get("/bound", headers={**BEARER, "X-Request-Id": "r1"})

    assert response.json() == {"request_id": "r1"}
    assert response.headers["x-request-id"] == "r1"


def test_nothing_of_an_earlier_request_stays_bound(client: TestClient) -> None:
    """
    A request without an id does not inherit somebody else's, but gets its own.
    """
    client.get("/bound", headers={**BEARER, "X-Request-Id": "r1"})
    response = client.get("/bound", headers=BEARER)

    assert response.json() == {"request_id": response.headers["x-request-id"]}
    assert response.headers["x-request-id"] != "r1"


def test_errors_are_problems(client: TestClient) -> None:
    """
    The application answers every error as problem+json.
    """
    assert client.get("/nowhere").headers["content-type"] == "application/problem+json"


def test_a_lifespan_of_the_service_is_run(library: Library) -> None:
    """
    What a service opens at start is opened, and closed at the end.
    """
    told: list[str] = []

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        told.append("opened")
        yield
        told.append("closed")

    app = make_app(
        service="grouping",
        version="1.2",
        token=TOKEN,
        checks={"library": library.check},
        samples=list,
        lifespan=lifespan,
    )
    with TestClient(app) as client:
        client.get("/health")

    assert told == ["opened", "closed"]


def test_service_without_a_lifespan_starts(app: FastAPI) -> None:
    """
    Nothing to open is fine.
    """
    with TestClient(app) as client:
        assert client.get("/health").status_code == 200


def test_errors_are_documented_as_problems(app: FastAPI) -> None:
    """
    No route says that it answers errors in the framework's own shape.
    """
    told = app.openapi()
    answers = told["paths"]["/metrics"]["get"]["responses"]

    assert set(answers) == {"200", "default"}
    assert list(answers["default"]["content"].values()) == [
        {"schema": {"$ref": "#/components/schemas/Refusal"}}
    ]
    assert told["paths"]["/health"]["get"]["security"] == []
