"""
The id of a request: one story through gateway, services and workers, told by its log lines.

It is bound where the request arrives, sent with every call inside, kept with the work that a
request asked for, and bound again by whoever does that work.
"""

import re
import uuid
from contextlib import AbstractContextManager

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "x-request-id"
KEY = "request_id"
LONGEST = 64
_ALLOWED = re.compile(rf"[\w.:+/=@-]{{1,{LONGEST}}}", re.ASCII)


def accepted(told: str) -> str:
    """
    Give the id that a caller told; one of our own where it is none, or could forge a log line.
    """
    return told if _ALLOWED.fullmatch(told) else uuid.uuid4().hex


def current() -> str | None:
    """
    Give the id of what is done just now, if it has one.
    """
    found = structlog.contextvars.get_contextvars().get(KEY)
    return None if found is None else str(found)


def bound(request_id: str | None, **more: object) -> AbstractContextManager[None]:
    """
    Bind an id (and more) to the log lines of a block.
    """
    told = {} if request_id is None else {KEY: request_id}
    return structlog.contextvars.bound_contextvars(**told, **more)


def begin(scope: Scope) -> str:
    """
    Forget what was bound before, and bind the id of a request; give it.
    """
    told = next((value for key, value in scope["headers"] if key == HEADER.encode()), b"")
    request_id = accepted(told.decode("latin-1"))
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**{KEY: request_id})
    return request_id


class RequestIdMiddleware:
    """
    Binds every request's id, and tells it in the answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Bind the id, then pass the request on.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = begin(scope)

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers[HEADER] = request_id
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, tell)
