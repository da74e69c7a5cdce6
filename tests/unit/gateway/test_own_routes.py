"""
Tests of what all routes of ours have in common.
"""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from starlette.types import Receive, Scope, Send

from gateway.caller import caller_of
from gateway.limits import Limits
from gateway.own_routes import HEADERS, MAX_BODY_BYTES, OwnRoutes
from mediacore import api_errors


@pytest.fixture
async def client() -> httpx.AsyncClient:
    """
    A client of an application with one address that may ask twice.
    """
    app = FastAPI()
    api_errors.install(app)

    async def echo(request: Request) -> Response:
        return Response(str(len(await request.body())), headers={"Cache-Control": "private"})

    async def health() -> None:
        return None

    app.add_api_route("/echo", echo, methods=["POST"])
    app.add_api_route("/health", health, methods=["GET"])
    routes = OwnRoutes(app, Limits.of(users=0, addresses=2, sign_ins=0))

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await routes(caller_of(scope, has_site=False), scope, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(serve), base_url="http://ours.test")


async def test_answers_carry_our_headers(client: httpx.AsyncClient) -> None:
    """
    What a route says itself stays.
    """
    answer = await client.post("/echo", content=b"12345")

    assert answer.text == "5"
    assert {name: answer.headers[name] for name in HEADERS} == {
        **HEADERS,
        "Cache-Control": "private",
    }


async def test_address_that_asks_too_often_waits(client: httpx.AsyncClient) -> None:
    """
    429, how long to wait, and our headers as ever.
    """
    for _ in range(2):
        await client.post("/echo")
    answer = await client.post("/echo")

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_machines_of_ours_ask_as_often_as_they_like(client: httpx.AsyncClient) -> None:
    """
    A load balancer must not take us for dead.
    """
    statuses = {(await client.get("/health")).status_code for _ in range(5)}

    assert statuses == {200}


async def test_body_that_is_announced_too_large_is_not_read(client: httpx.AsyncClient) -> None:
    """
    Its length alone is enough.
    """
    headers = {"content-length": str(MAX_BODY_BYTES + 1)}
    answer = await client.post("/echo", headers=headers, content=b"")

    assert answer.status_code == 413


async def test_endless_body_is_broken_off(client: httpx.AsyncClient) -> None:
    """
    Without a length it is counted as it comes.
    """

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1024 * 1024

    answer = await client.post("/echo", content=endless())

    assert answer.status_code == 413
