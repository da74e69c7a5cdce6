"""
Answers with Express's manners: a strong ETag on JSON, a request id, and 304 where nothing changed.
"""

import base64
import hashlib
import secrets
from typing import Any

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOT_MODIFIED = 304
OK = 200


class ImmichJson(JSONResponse):
    """
    JSON with the ETag that Express would give it.
    """

    media_type = "application/json; charset=utf-8"

    def __init__(self, content: Any, status_code: int = OK) -> None:
        super().__init__(content, status_code)
        digest = base64.b64encode(hashlib.sha1(self.body, usedforsecurity=False).digest())
        self.headers["etag"] = f'"{len(self.body):x}-{digest.decode().rstrip("=")}"'
        self.headers["vary"] = "Accept-Encoding"


class ExpressManners:
    """
    Adds what Express adds to every answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = Headers(scope=scope).get("if-none-match")
        fresh = False

        async def polite(message: Message) -> None:
            nonlocal fresh
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers["x-powered-by"] = "Express"
                headers.setdefault("x-immich-cid", secrets.token_hex(4))
                fresh = wanted is not None and wanted == headers.get("etag")
                if fresh and message["status"] == OK:
                    for name in ("content-length", "content-type"):
                        del headers[name]
                    message = {**message, "status": NOT_MODIFIED}
            elif fresh:
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, polite)
