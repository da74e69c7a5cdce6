"""
Tests of server-sent events.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable

import aiohttp
import orjson
import pytest

from gateway import event_routes
from tests.integration.gateway.scripted import DEADLINE, Gateway, Scripted, running_gateway

USER = str(uuid.UUID(int=1))
TOKEN = {"x-immich-user-token": "t"}


@pytest.fixture
async def live(
    immich: Scripted, services: Scripted, database_url: Callable[[str], str]
) -> AsyncIterator[Gateway]:
    """
    A gateway with a database, and somebody who is signed in.
    """
    immich.say("/api/users/me", {"id": USER, "name": "Ada", "email": "a@b.c", "isAdmin": True})
    immich.say("/api/api-keys/me", {"message": "no key"}, status=403)
    services.say("/scan/status", {"state": "running", "done": 1})
    async with running_gateway(
        immich.url, services=services.url, database_url=database_url("gateway")
    ) as gateway:
        yield gateway


async def block(answer: aiohttp.ClientResponse) -> bytes:
    """
    Give the next block of a stream of events.
    """
    async with asyncio.timeout(DEADLINE):
        return await answer.content.readuntil(b"\n\n")


async def test_events_come_as_things_change(live: Gateway, services: Scripted) -> None:
    """
    The state at once, then what is new; proxies are told not to hold anything back.
    """
    async with live.client.get(f"{live.url}/api/events", headers=TOKEN) as answer:
        hello = await block(answer)
        first = await block(answer)
        services.say("/scan/status", {"state": "running", "done": 2})
        second = await block(answer)

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-accel-buffering"] == "no"
    assert b"retry: 3000" in hello
    for told, done in ((first, 1), (second, 2)):
        assert b"event: progress" in told
        data = orjson.loads(told.partition(b"data: ")[2])
        assert data["dedup"]["done"] == done


async def test_stream_ends_so_that_the_page_shows_again_who_it_is(
    live: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Somebody who was signed out hears no more.
    """
    monkeypatch.setattr(event_routes, "LIFETIME_SECONDS", 0.01)
    async with (
        asyncio.timeout(DEADLINE),
        live.client.get(f"{live.url}/api/events", headers=TOKEN) as answer,
    ):
        assert (await answer.read()).startswith(b": hello")


async def test_state_can_be_polled(live: Gateway) -> None:
    """
    For those whose proxies swallow streams.
    """
    async with live.client.get(f"{live.url}/api/events/state", headers=TOKEN) as answer:
        assert (await answer.json())["progress"]["grouping"]["done"] == 1


async def test_nobody_hears_nothing(live: Gateway, immich: Scripted) -> None:
    """
    Events are for people who are signed in.
    """
    immich.say("/api/users/me", {"message": "Invalid user token"}, status=401)
    async with live.client.get(f"{live.url}/api/events", headers=TOKEN) as answer:
        assert answer.status == 401
