"""
A WebSocket through to Immich, both ways.
"""

import asyncio
from http import HTTPStatus

import aiohttp
import structlog
from aiohttp import WSMsgType
from starlette.types import Message, Receive, Scope, Send

from gateway.exchange import UpstreamError
from gateway.forwarding import Headers
from gateway.upstream import Upstream

DENIAL = "websocket.http.response"
NO_STATUS = 1005
ABNORMAL = 1006
GOING_AWAY = 1001
NORMAL = 1000

log = structlog.get_logger()


async def deny(scope: Scope, send: Send, status: int) -> None:
    """
    Refuse a WebSocket before it opens, with a status where the server can send one.
    """
    if DENIAL in scope.get("extensions", {}):
        await send({"type": f"{DENIAL}.start", "status": status, "headers": []})
        await send({"type": f"{DENIAL}.body", "body": b"", "more_body": False})
    else:
        await send({"type": "websocket.close", "code": NORMAL, "reason": ""})


class Sockets:
    """
    Opens a WebSocket to Immich for each caller's, and carries frames until either side ends.
    """

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    async def __call__(
        self, target: str, headers: Headers, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """
        Serve one caller.
        """
        await receive()
        query, protocols = scope["query_string"], tuple(scope["subprotocols"])
        try:
            socket = await self._upstream.open_socket(target, query, headers, protocols)
        except aiohttp.WSServerHandshakeError as error:
            log.info("websocket_refused", status=error.status)
            await deny(scope, send, error.status)
            return
        except UpstreamError as error:
            log.warning("immich_unreachable", error=error.message)
            await deny(scope, send, HTTPStatus.BAD_GATEWAY)
            return
        async with socket:
            await send({"type": "websocket.accept", "subprotocol": socket.protocol})
            await _both_ways(socket, receive, send)


async def _both_ways(socket: aiohttp.ClientWebSocketResponse, receive: Receive, send: Send) -> None:
    down = asyncio.create_task(_down(socket, send))
    up = asyncio.create_task(_up(socket, receive))
    _, pending = await asyncio.wait((down, up), return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(down, up, return_exceptions=True)


async def _down(socket: aiohttp.ClientWebSocketResponse, send: Send) -> None:
    while True:
        frame = await socket.receive()
        if frame.type is WSMsgType.TEXT:
            await send({"type": "websocket.send", "text": frame.data})
        elif frame.type is WSMsgType.BINARY:
            await send({"type": "websocket.send", "bytes": frame.data})
        elif frame.type is WSMsgType.CLOSE:
            await send(_close(frame.data or NORMAL, str(frame.extra or "")))
            return
        else:
            await send(_close(GOING_AWAY, ""))
            return


def _close(code: int, reason: str) -> Message:
    return {"type": "websocket.close", "code": code, "reason": reason}


async def _up(socket: aiohttp.ClientWebSocketResponse, receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            code = message.get("code") or NORMAL
            sendable = NORMAL if code in {NO_STATUS, ABNORMAL} else code
            await socket.close(code=sendable, message=(message.get("reason") or "").encode())
            return
        if message.get("text") is not None:
            await socket.send_str(message["text"])
        else:
            await socket.send_bytes(message["bytes"])
