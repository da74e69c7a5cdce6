"""
Answers with Express's manners: a strong ETag on JSON, a request id, compression, and 304 where
nothing changed.
"""

import base64
import gzip
import hashlib
import secrets
from typing import Any

import orjson
from fastapi.responses import Response, StreamingResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CORRELATION_ID = "x-immich-cid"
CORRELATION_ID_V3 = "x-correlation-id"
COMPRESSED_FROM = 1024
NOT_MODIFIED = 304
OK = 200


class ImmichJson(Response):
    """
    JSON with the ETag that Express would give it.
    """

    media_type = "application/json; charset=utf-8"

    def __init__(self, content: Any, status_code: int = OK) -> None:
        super().__init__(orjson.dumps(content), status_code)
        digest = base64.b64encode(hashlib.sha1(self.body, usedforsecurity=False).digest())
        self.headers["etag"] = f'"{len(self.body):x}-{digest.decode().rstrip("=")}"'
        self.headers["vary"] = "Accept-Encoding"


class Streamed(StreamingResponse):
    """
    An answer that is sent as it is made, by nobody but the task that answers.
    """

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """
        Answer a request.
        """
        await self.stream_response(send)


class ExpressManners:
    """
    Adds what Express adds to every answer.
    """

    def __init__(self, app: ASGIApp, *, v3: bool = False) -> None:
        self.app = app
        self.v3 = v3

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request.
        """
        if scope["type"] != "http" or scope["path"].startswith("/api/socket.io"):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        await self.app(scope, receive, _Polite(asked, send, v3=self.v3))


class _Polite:
    def __init__(self, asked: Headers, send: Send, *, v3: bool) -> None:
        self._asked = asked
        self._send = send
        self._v3 = v3
        self._fresh = False
        self._held: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif self._fresh:
            await self._send({**message, "body": b""})
        elif self._held is not None:
            held, self._held = self._held, None
            body = gzip.compress(message["body"], compresslevel=6, mtime=0)
            MutableHeaders(raw=held["headers"])["content-length"] = str(len(body))
            await self._send(held)
            await self._send({**message, "body": body})
        else:
            await self._send(message)

    async def _start(self, message: Message) -> None:
        headers = MutableHeaders(raw=message["headers"])
        headers["x-powered-by"] = "Express"
        if self._v3:
            sent = self._asked.get(CORRELATION_ID_V3)
            headers.setdefault(CORRELATION_ID_V3, sent or secrets.token_hex(4))
        else:
            headers.setdefault(CORRELATION_ID, secrets.token_hex(4))
        wanted = self._asked.get("if-none-match")
        self._fresh = message["status"] == OK and wanted is not None
        self._fresh = self._fresh and wanted == headers.get("etag")
        if self._fresh:
            for name in ("content-length", "content-type"):
                del headers[name]
            message = {**message, "status": NOT_MODIFIED}
        elif self._is_worth_compressing(headers):
            headers["content-encoding"] = "gzip"
            self._held = message
            return
        await self._send(message)

    def _is_worth_compressing(self, headers: MutableHeaders) -> bool:
        return (
            "gzip" in self._asked.get("accept-encoding", "")
            and headers.get("content-type") == ImmichJson.media_type
            and int(headers["content-length"]) >= COMPRESSED_FROM
        )
