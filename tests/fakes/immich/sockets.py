"""
The WebSocket on which Immich tells its apps what happens: as much of socket.io as they use.
"""

import asyncio
from http import HTTPStatus
from typing import Any, NoReturn

import orjson
from fastapi import Request, Response
from fastapi.websockets import WebSocket, WebSocketDisconnect

from tests.fakes.immich.accounts import Caller, identify
from tests.fakes.immich.errors import ImmichError
from tests.fakes.immich.world import World

PATH = "/api/socket.io/"
PING_INTERVAL = 25.0
OPEN = {"upgrades": [], "pingInterval": 25000, "pingTimeout": 20000, "maxPayload": 1000000}


def no_polling(_request: Request) -> Response:
    """
    Refuse every transport but the WebSocket.
    """
    return Response(
        orjson.dumps({"code": 0, "message": "Transport unknown"}),
        HTTPStatus.BAD_REQUEST,
        {"access-control-allow-origin": "*"},
        "application/json",
    )


def frame(event: str, *payload: Any) -> str:
    """
    Give an event as socket.io writes it.
    """
    return "42" + orjson.dumps([event, *payload]).decode()


def _server_version(world: World) -> dict[str, Any]:
    major, minor, patch = world.settings.version
    text = world.settings.version_text
    return {
        "options": {},
        "loose": False,
        "includePrerelease": False,
        "raw": text,
        "major": major,
        "minor": minor,
        "patch": patch,
        "prerelease": [],
        "build": [],
        "version": text,
    }


def _caller(socket: WebSocket, world: World) -> Caller | None:
    try:
        caller = identify(world, socket, query=False)
    except ImmichError:
        return None
    return caller if caller.may("all") and caller.link is None else None


async def serve(socket: WebSocket) -> None:
    """
    Open, tell who may not listen, and pass on what happens till the other side leaves.
    """
    world: World = socket.app.state.world
    await socket.accept()
    sid = world.stamps.new_id("socket").replace("-", "")[:20]
    await socket.send_text("0" + orjson.dumps({"sid": sid, **OPEN}).decode())
    try:
        await _converse(socket, world, sid)
    except (WebSocketDisconnect, RuntimeError):
        return


async def _converse(socket: WebSocket, world: World, sid: str) -> None:
    while not (await socket.receive_text()).startswith("40"):
        pass
    await socket.send_text("40" + orjson.dumps({"sid": sid[::-1]}).decode())
    caller = _caller(socket, world)
    if caller is None:
        await socket.send_text(frame("error", "unauthorized"))
        await socket.send_text("41")
        await _until_left(socket)
    else:
        await _listen(socket, world, caller.user.user_id)


async def _listen(socket: WebSocket, world: World, user_id: str) -> None:
    frames: asyncio.Queue[str] = asyncio.Queue()

    def hear(told: str, event: str, payload: list[Any]) -> None:
        if told == user_id:
            frames.put_nowait(frame(event, *payload))

    world.listeners.append(hear)
    hear(user_id, "on_server_version", [_server_version(world)])
    sender = asyncio.create_task(_send(socket, frames))
    try:
        await _until_left(socket)
    finally:
        world.listeners.remove(hear)
        sender.cancel()


async def _send(socket: WebSocket, frames: "asyncio.Queue[str]") -> None:
    while True:
        try:
            text = await asyncio.wait_for(frames.get(), PING_INTERVAL)
        except TimeoutError:
            text = "2"
        await socket.send_text(text)


async def _until_left(socket: WebSocket) -> NoReturn:
    while True:
        await socket.receive_text()
