"""
Two stand-ins alike to the byte: one asked directly, the other one through a gateway.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.integration.gateway.scripted import Gateway, running_gateway, until

BOUNDARY = re.compile(rb"boundary=(\w+)")
HOST = "photos.example"
REQUEST_IDS = frozenset({b"x-immich-cid", b"x-correlation-id"})
PASSING = REQUEST_IDS | {b"connection", b"keep-alive", b"transfer-encoding", b"date"}

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What can be told of an answer: all but what belongs to a connection, a moment or a request.
    """

    status: int
    headers: Headers
    body: bytes


@dataclass(slots=True)
class Stage:
    """
    An application that can be another one at the next request.
    """

    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Let the one of the moment answer.
        """
        assert self.app is not None
        await self.app(scope, receive, send)


@asynccontextmanager
async def serving(app: ASGIApp, **options: Any) -> AsyncIterator[str]:
    """
    Run an application on a free port.
    """
    config = uvicorn.Config(
        app,
        port=0,
        lifespan="off",
        server_header=False,
        log_config=None,
        access_log=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=1,
        **options,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


@dataclass(slots=True)
class Pair:
    """
    Two Immichs on their ports, of which the second is behind a gateway.
    """

    plain: Stage
    hidden: Stage
    direct_url: str
    gateway: Gateway

    async def ask(
        self, url: str, method: str, path: str, headers: dict[str, str], body: Any
    ) -> Reply:
        """
        Ask one side, with nothing followed, decoded or added.
        """
        sent = {"Host": HOST, **headers}
        more: dict[str, Any] = {"json": body} if isinstance(body, dict | list) else {"data": body}
        client = self.gateway.client
        async with client.request(
            method, f"{url}{path}", headers=sent, allow_redirects=False, **more
        ) as answer:
            return told(answer.status, answer.raw_headers, await answer.read())

    async def both(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: Any = None
    ) -> tuple[Reply, Reply]:
        """
        Ask directly, then through the gateway.
        """
        urls = self.direct_url, self.gateway.url
        sent = headers or {}
        direct, through = [await self.ask(url, method, path, sent, body) for url in urls]
        return direct, through


def told(status: int, rows: Sequence[tuple[bytes, bytes]], body: bytes) -> Reply:
    """
    Tell what matters of an answer.

    An error of version 2 repeats the request's id in its body, and parts have a chance boundary.
    """
    boundary = next((match[1] for _, value in rows if (match := BOUNDARY.search(value))), b"")
    if boundary:
        rows = [(key, value.replace(boundary, b"<part>")) for key, value in rows]
        body = body.replace(boundary, b"<part>")
    kept = [(key, value) for key, value in rows if key.lower() not in PASSING]
    mark = next((value for key, value in rows if key.lower() in REQUEST_IDS), b"")
    if mark and mark in body:
        kept = [(key, value) for key, value in kept if key.lower() != b"etag"]
        body = body.replace(mark, b"<id>")
    return Reply(status, kept, body)


@asynccontextmanager
async def running_pair() -> AsyncIterator[Pair]:
    """
    Run two empty stages, and a gateway before the second.
    """
    async with AsyncExitStack() as stack:
        plain, hidden = Stage(), Stage()
        direct = await stack.enter_async_context(serving(plain))
        behind = await stack.enter_async_context(serving(hidden))
        gateway = await stack.enter_async_context(running_gateway(behind))
        yield Pair(plain, hidden, direct, gateway)
