"""
Tests of asking a service.
"""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import respx

from gateway.engine_client import EngineClient
from mediacore.errors import InvalidRequestError, NotFoundError, TwinlensError, UnavailableError

URL = "http://grouping.test"


@pytest.fixture
async def engine() -> AsyncIterator[EngineClient]:
    """
    A service played by each test.
    """
    async with httpx.AsyncClient(base_url=URL) as client:
        yield EngineClient("grouping", client, "secret")


@respx.mock
async def test_question_carries_the_token(engine: EngineClient) -> None:
    """
    The services answer those who know it.
    """
    route = respx.post(f"{URL}/scan").respond(json={"run_id": 1})

    assert await engine.ask("POST", "/scan") == {"run_id": 1}
    assert route.calls.last.request.headers["authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (httpx.Response(404, json={"detail": "No scan is under way"}), NotFoundError, "under way"),
        (httpx.Response(422, json={"detail": "limit"}), InvalidRequestError, "limit"),
        (httpx.Response(503, json={"detail": "no database"}), UnavailableError, "no database"),
        (httpx.Response(500, json={}), UnavailableError, "answered 500"),
        (httpx.Response(200, json=[]), UnavailableError, "another shape"),
        (httpx.Response(200, text="<html>"), UnavailableError, "does not answer"),
    ],
)
@respx.mock
async def test_refusal_becomes_one_of_our_errors(
    engine: EngineClient, answer: httpx.Response, error: type[TwinlensError], words: str
) -> None:
    """
    The service's own sentence is kept.
    """
    respx.get(f"{URL}/scan/status").mock(return_value=answer)

    with pytest.raises(error, match=words):
        await engine.ask("GET", "/scan/status", seconds=1)


@respx.mock
async def test_service_that_is_away_is_said_to_be(engine: EngineClient) -> None:
    """
    A broken connection is no error of the caller's.
    """
    respx.get(f"{URL}/scan/status").mock(side_effect=httpx.ConnectError("no"))

    with pytest.raises(UnavailableError, match="grouping does not answer"):
        await engine.ask("GET", "/scan/status")


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (httpx.Response(200, json={"status": "up", "version": "1"}), "up"),
        (httpx.Response(503, json={"status": "down", "checks": {}}), "down"),
        (httpx.Response(502, text="bad gateway"), "down"),
        (httpx.Response(200, json=["up"]), "down"),
    ],
)
@respx.mock
async def test_health_is_what_the_service_says(
    engine: EngineClient, answer: httpx.Response, wanted: str
) -> None:
    """
    Whatever else comes back means down.
    """
    respx.get(f"{URL}/health").mock(return_value=answer)

    assert (await engine.health(1))["status"] == wanted


@respx.mock
async def test_silent_service_is_down(engine: EngineClient) -> None:
    """
    The answer names the service.
    """
    respx.get(f"{URL}/health").mock(side_effect=httpx.ReadTimeout("late"))

    found: dict[str, Any] = await engine.health(1)

    assert found == {"status": "down", "service": "grouping", "detail": "does not answer"}
