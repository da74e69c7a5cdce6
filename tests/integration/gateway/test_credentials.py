"""
Tests of what the gateway never tells: no credential is in its log, whatever happens.
"""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from mediacore.logs import configure_logging
from tests.integration.gateway.scripted import TOKEN, Gateway, Scripted, running_gateway
from tests.integration.gateway.stand_in import DEMO, ask, cookie_of, gateway_over, sign_in

PAGE = {"x_requested_with": "twinlens"}
WRONG = "not-the-password"
SECRETS = ("hush-key", "hush-token", "hush-share", "hush-slug", "hush-cookie", "hush-basic")
WAYS: tuple[tuple[str, dict[str, str]], ...] = (
    ("?apiKey=hush-key", {}),
    ("?sessionKey=hush-token", {}),
    ("?key=hush-share", {}),
    ("?slug=hush-slug", {}),
    ("", {"x_api_key": "hush-key"}),
    ("", {"x_immich_user_token": "hush-token"}),
    ("", {"x_immich_session_token": "hush-token"}),
    ("", {"x_immich_share_key": "hush-share"}),
    ("", {"authorization": "Bearer hush-token"}),
    ("", {"authorization": "Basic hush-basic"}),
    ("", {"cookie": "immich_access_token=hush-cookie; immich_shared_link_token=hush-share"}),
    ("", {"cookie": "twinlens=hush-cookie"}),
)
SCRIPTED = "aiohttp.access"  # the log of the Immich that a test plays
PATHS = ("/api/session", "/api/albums", "/api/immich/albums", "/api/groups", "/api/preferences")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """
    Everything that is logged, debugging included.
    """
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    written = io.StringIO()
    configure_logging(level="debug", stream=written, human=False)
    root.handlers[0].addFilter(lambda record: record.name != SCRIPTED)
    yield written
    root.handlers[:], level = before
    root.setLevel(level)


@pytest.fixture(params=[2, 3])
async def through(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    log: io.StringIO,  # noqa: ARG001 - it must listen before anything starts
    database_url: Callable[[str], str],
) -> AsyncIterator[Gateway]:
    """
    A gateway with its database over a stand-in of either version.
    """
    url = database_url("gateway")
    async with gateway_over(request.param, tmp_path, database_url=url) as gateway:
        yield gateway


def told(log: io.StringIO, secrets: set[str]) -> set[str]:
    """
    Give the secrets that are in the log.
    """
    text = log.getvalue()
    assert text
    return {secret for secret in secrets if secret in text}


async def every_way(gateway: Gateway) -> None:
    """
    Ask in every way there is, on routes of ours and of Immich's.
    """
    for path in PATHS:
        for query, headers in WAYS:
            await ask(gateway, "GET", f"{path}{query}", **headers)


async def test_signing_in_and_out_tells_nothing(through: Gateway, log: io.StringIO) -> None:
    """
    Neither password nor token, neither ticket nor state.
    """
    session = await sign_in(through, DEMO)
    await ask(through, "POST", "/api/session", {**DEMO, "password": WRONG}, **PAGE)
    _, started, cookies = await ask(through, "POST", "/api/session/oauth/start", **PAGE)
    ticket = cookie_of(cookies, "twinlens_oauth")
    async with through.client.get(started["url"], allow_redirects=False) as answer:
        back = answer.headers["location"]
    finish = "/api/session/oauth/finish"
    _, _, cookies = await ask(through, "POST", finish, {"url": back}, cookie=ticket, **PAGE)
    other = cookie_of(cookies, "twinlens")
    await every_way(through)
    await ask(through, "PUT", "/api/preferences", {"level": "exact"}, cookie=session, **PAGE)
    socket = f"{through.url}/api/immich/socket.io/?EIO=4&transport=websocket"
    async with through.client.ws_connect(
        socket, headers={"cookie": session, "origin": through.url}
    ) as opened:
        await opened.receive()
    await ask(through, "DELETE", "/api/session", cookie=session, **PAGE)
    await ask(through, "GET", "/api/session", cookie=session)

    values = {one.partition("=")[2] for one in (session, ticket, other)}
    state = back.rpartition("state=")[2]
    assert told(log, {*values, state, WRONG, *SECRETS, TOKEN}) == set()


async def test_nonsense_tells_nothing_either(log: io.StringIO) -> None:
    """
    What stands where Immich should speaks no HTTP, or hangs up.
    """
    for said in (b"nonsense\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"):

        async def babble(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter, said: bytes = said
        ) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(said)
            writer.close()
            await writer.wait_closed()

        async with await asyncio.start_server(babble, "127.0.0.1", 0) as upstream:
            port = upstream.sockets[0].getsockname()[1]
            async with running_gateway(f"http://127.0.0.1:{port}") as gateway:
                for path in PATHS:
                    for query, headers in WAYS:
                        with suppress(aiohttp.ClientPayloadError):
                            await ask(gateway, "GET", f"{path}{query}", **headers)

    assert told(log, {*SECRETS, TOKEN}) == set()


async def test_trouble_tells_nothing_either(log: io.StringIO, immich: Scripted) -> None:
    """
    Immich down, Immich confused, and a connection that breaks.
    """
    immich.say("/api/users/me", {"surprise": "hush-key"})
    immich.say("/api/auth/login", {"message": "down"}, 500)
    async with running_gateway("http://127.0.0.1:9") as gateway:
        await every_way(gateway)
    async with running_gateway(immich.url) as gateway:
        await every_way(gateway)
        await ask(gateway, "POST", "/api/session", {**DEMO, "password": WRONG}, **PAGE)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await gateway.client.ws_connect(
                f"{gateway.url}/api/socket.io/", headers={"cookie": "twinlens=hush-cookie"}
            )

    assert told(log, {WRONG, *SECRETS, TOKEN}) == set()
