"""
Immich as a test wants it to behave, and a gateway in front of it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import orjson
from aiohttp import web
from aiohttp.test_utils import TestServer

from gateway.main import server
from gateway.settings import GatewaySettings

TOKEN = "0123456789abcdef0123"
NOWHERE = "postgresql://nobody@127.0.0.1:9/none"  # a gateway without it still passes through
DEADLINE = 60.0

DEFAULTS: dict[str, Any] = {
    "/api/api-keys/me": {"permissions": ["all"]},
    "/api/partners": [],
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Seen:
    """
    A request as Immich, or a service, got it.
    """

    method: str
    raw_path: str
    headers: list[tuple[str, str]]
    body: bytes

    def json(self) -> Any:
        """
        Give the body, which is JSON.
        """
        return orjson.loads(self.body)

    def header(self, name: str) -> list[str]:
        """
        Give all values of a header.
        """
        return [value for key, value in self.headers if key.lower() == name]


@dataclass(slots=True)
class Scripted:
    """
    A server whose answers a test sets, by path; it keeps what it was asked.
    """

    url: str = ""
    answers: dict[str, Handler] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """
        Answer a request: as set for its path, else with what nobody minds.
        """
        handler = self.answers.get(request.path)
        headers = list(request.headers.items())
        if handler is not None and request.headers.get("x-stream"):
            self.seen.append(Seen(request.method, request.raw_path, headers, b""))
            return await handler(request)
        body = await request.read()
        self.seen.append(Seen(request.method, request.raw_path, headers, body))
        if handler is None:
            return web.json_response(DEFAULTS.get(request.path, {}))
        return await handler(request)

    def say(self, path: str, body: Any, status: int = 200, **headers: str) -> None:
        """
        Set a JSON answer.
        """

        async def handler(_request: web.Request) -> web.StreamResponse:
            return web.json_response(body, status=status, headers=headers)

        self.answers[path] = handler


@asynccontextmanager
async def scripted_server() -> AsyncIterator[Scripted]:
    """
    Run a scripted server on a free port.
    """
    script = Scripted()
    app = web.Application(client_max_size=2**30)
    app.router.add_route("*", "/{tail:.*}", script.handle)
    async with TestServer(app, skip_url_asserts=True) as running:
        script.url = f"http://127.0.0.1:{running.port}"
        yield script


@dataclass(frozen=True, slots=True)
class Gateway:
    """
    A running gateway, and a client that adds nothing of its own.

    :ivar rooms: what the gateway holds open.
    """

    port: int
    client: aiohttp.ClientSession
    rooms: Any = None

    @property
    def url(self) -> str:
        """
        Where it listens.
        """
        return f"http://127.0.0.1:{self.port}"

    async def talk(self, request: bytes) -> bytes:
        """
        Send raw bytes and give everything that comes back until the connection closes.
        """
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        async with asyncio.timeout(DEADLINE):
            answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer


@asynccontextmanager
async def running_gateway(
    immich: str,
    *,
    services: str = "http://127.0.0.1:9",
    web_root: Path | None = None,
    **settings: Any,
) -> AsyncIterator[Gateway]:
    """
    Run a gateway on a free port.
    """
    chosen = GatewaySettings.model_validate(
        {
            "service_token": TOKEN,
            "database_url": NOWHERE,
            "immich_url": immich,
            "grouping_url": services,
            "dedup_url": services,
            "web_root": web_root,
            "media_path": "/mnt",
            "background": False,
            **settings,
        }
    )
    instance = server(chosen)
    instance.config.port = 0
    task = asyncio.create_task(instance.serve())
    await until(lambda: instance.started)
    front: Any = instance.config.app
    port = instance.servers[0].sockets[0].getsockname()[1]
    jar = aiohttp.DummyCookieJar()
    session = aiohttp.ClientSession(
        cookie_jar=jar, auto_decompress=False, skip_auto_headers=["accept-encoding"]
    )
    async with session as client:
        yield Gateway(port, client, front.app.state.rooms)
    instance.should_exit = True
    await task


async def until(condition: Callable[[], bool]) -> None:
    """
    Wait for something to become true.
    """
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0.01)
