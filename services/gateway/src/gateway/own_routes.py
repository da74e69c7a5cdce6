"""
What all routes of ours have in common, and none of Immich's: limits before, headers after.
"""

from fastapi import HTTPException
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.caller import Caller
from gateway.forwarding import get
from gateway.limits import Limits, TooManyError
from mediacore.api_errors import problem

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNLIMITED = frozenset({"/health", "/metrics"})  # asked by machines of ours
MAX_BODY_BYTES = 8 * 1024 * 1024
TOO_LARGE = 413


class OwnRoutes:
    """
    Answers by our own application.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, asker: Caller, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request, if its address has not asked too often.
        """
        send = _with_headers(send)
        try:
            if scope["path"] not in UNLIMITED:
                self._limits.address(asker.address)
        except TooManyError as error:
            answer = problem(error.status_code, error.detail)
            answer.headers.update(error.headers or {})
            await answer(scope, receive, send)
            return
        length = get(asker.headers, b"content-length")
        if length.isdecimal() and int(length) > MAX_BODY_BYTES:
            await problem(TOO_LARGE, "The body is too large")(scope, receive, send)
            return
        await self._app(scope, _bounded(receive), send)


def _with_headers(send: Send) -> Send:
    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            message = {**message, "headers": headers.raw}
        await send(message)

    return add


def _bounded(receive: Receive) -> Receive:
    """
    Break off a body without a length once it is longer than any route of ours takes.
    """
    size = 0

    async def count() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_BODY_BYTES:
            raise HTTPException(TOO_LARGE, "The body is too large")
        return message

    return count
