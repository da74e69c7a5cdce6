"""
A gateway over the stand-in for Immich, of either version.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.fakes.immich.__main__ import server
from tests.integration.gateway.scripted import Gateway, running_gateway, until

DEMO = {"email": "demo@twinlens.local", "password": "demo"}
GUEST = {"email": "guest@twinlens.local", "password": "guest"}


@asynccontextmanager
async def gateway_over(version: int, media: Path, **settings: Any) -> AsyncIterator[Gateway]:
    """
    Run both, with OAuth switched on.
    """
    env = {
        "PORT": "0",
        "MEDIA_PATH": str(media),
        "STAND_IN_VERSION": str(version),
        "STAND_IN_OAUTH": "1",
    }
    stand_in = server(env)
    task = asyncio.create_task(stand_in.serve())
    await until(lambda: stand_in.started)
    url = f"http://127.0.0.1:{stand_in.servers[0].sockets[0].getsockname()[1]}"
    async with running_gateway(url, media_path=str(media), **settings) as gateway:
        yield gateway
    stand_in.should_exit = True
    await task


async def ask(
    gateway: Gateway, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, Any, list[str]]:
    """
    Ask the gateway; give status, JSON and the cookies that are set.
    """
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    url = f"{gateway.url}{path}"
    async with gateway.client.request(method, url, json=body, headers=told) as answer:
        text = await answer.read()
        shown = await answer.json(content_type=None) if text else None
        return answer.status, shown, answer.headers.getall("set-cookie", [])


def cookie_of(cookies: list[str], name: str) -> str:
    """
    Give a cookie that was set as a browser would send it.
    """
    return next(one.partition(";")[0] for one in cookies if one.startswith(f"{name}="))


async def sign_in(gateway: Gateway, who: dict[str, str]) -> str:
    """
    Sign in, and give the cookie.
    """
    status, _, cookies = await ask(
        gateway, "POST", "/api/session", who, x_requested_with="twinlens"
    )
    assert status == 201
    return cookie_of(cookies, "twinlens")
