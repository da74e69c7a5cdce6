"""
HTTP as callers speak it: what Node takes is taken, to the byte, and what it refuses is refused.
"""

import asyncio
from typing import Any
from urllib.parse import unquote

import httptools
from starlette.types import Message
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)
from uvicorn.server import ServerState

from gateway.line import BARE_QUERY, HELD, KEY, Line

HEAD_SECONDS = 60.0  # as Node's headersTimeout
HEAD_BYTES = 65_536  # Node's own limit is 16 KiB, and what it says then comes through
BODILESS = frozenset({204, 304})
BODY_HIGH_WATER = 1 << 20  # bytes of a body that may wait for Immich
UNKNOWN_LENGTH = -1
TOO_SLOW = b"408 Request Timeout"
TOO_LONG = b"431 Request Header Fields Too Large"
REFUSAL = b"HTTP/1.1 %b\r\nConnection: close\r\n\r\n"


class Cycle(RequestResponseCycle):
    """
    One request and its answer, written with as few steps as can be.
    """

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        self.is_old = facts["scope"]["http_version"] == "1.0"
        self._pieces: list[bytes] = []
        self._size = 0
        self._held: tuple[bytes, ...] = ()

    def take(self, piece: bytes) -> None:
        """
        Keep a piece of the caller's body, and let them wait when that is enough for now.
        """
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > BODY_HIGH_WATER:
            self.flow.pause_reading()
        self.message_event.set()

    async def receive(self) -> Any:
        """
        Give what has come of the caller's body, or that they are gone.
        """
        if self.waiting_for_100_continue and not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.waiting_for_100_continue = False
        if not (self._pieces or self.disconnected or self.response_complete):
            self.flow.resume_reading()
            await self.message_event.wait()
        self.message_event.clear()
        if not self._pieces and (self.disconnected or self.response_complete):
            return {"type": "http.disconnect"}
        pieces, self._pieces, self._size = self._pieces, [], 0
        body = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        return {"type": "http.request", "body": body, "more_body": self.more_body}

    async def send(self, message: Any) -> None:
        """
        Write a part of the answer, when the caller has taken what was written before.
        """
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        if message["type"] == "http.response.start":
            self._begin(message)
        else:
            self._go_on(message.get("body", b""), more=message.get("more_body", False))

    def _begin(self, message: Message) -> None:
        self.response_started = True
        self.waiting_for_100_continue = False
        status: int = message["status"]
        lines = [STATUS_LINE[status]]
        self.expected_content_length = UNKNOWN_LENGTH
        for name, value in message.get("headers", ()):
            if b"\n" in value or b"\r" in value:
                raise ValueError("a header must not have two lines")
            if name.lower() == b"content-length":
                self.expected_content_length = int(value)
            lines.append(b"%b: %b\r\n" % (name, value))
        has_body = self.scope["method"] != "HEAD" and status not in BODILESS
        if not has_body:
            self.expected_content_length = 0
        if self.expected_content_length == UNKNOWN_LENGTH:
            self.chunked_encoding = not self.is_old
            self.keep_alive = self.keep_alive and not self.is_old
            if self.chunked_encoding:
                lines.append(b"transfer-encoding: chunked\r\n")
        if not self.keep_alive:
            lines.append(b"connection: close\r\n")
        lines.append(b"\r\n")
        head = b"".join(lines)
        if message.get(HELD, False):
            self._held = (head,)
        else:
            self.transport.write(head)

    def _go_on(self, body: bytes, *, more: bool) -> None:
        parts, self._held = self._held, ()
        if self.chunked_encoding:
            parts = (*parts, *in_chunks(body, more=more))
        elif body and self.expected_content_length:
            parts = (*parts, body)
        if len(parts) == 1:
            self.transport.write(parts[0])
        elif parts:
            self.transport.writelines(parts)
        if not more:
            self._finish()

    def _finish(self) -> None:
        self.response_complete = True
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()


def in_chunks(body: bytes, *, more: bool) -> tuple[bytes, ...]:
    """
    Frame a piece of a body whose length nobody knows, and its end.
    """
    parts = (b"%x\r\n" % len(body), body, b"\r\n") if body else ()
    return parts if more else (*parts, b"0\r\n\r\n")


def target_of(url: bytes) -> tuple[bytes, bytes, bytes]:
    """
    Give path, question mark and query as they were written; of a whole address what follows it.
    """
    if not url.startswith((b"/", b"*")):
        parsed = httptools.parse_url(url)
        url = (parsed.path or b"/") + (b"?" + parsed.query if parsed.query else b"")
    return url.partition(b"?")


class ServerProtocol(HttpToolsProtocol):
    """
    A caller's connection.

    :cvar head_seconds: how long a head may take.
    """

    head_seconds = HEAD_SECONDS

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._line = Line()
        self._is_in_head = False
        self._head_bytes = 0
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the base narrows it
        """
        Begin to wait for a head.
        """
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """
        Tell whoever answers that nobody waits.
        """
        self._forget_timer()
        super().connection_lost(exc)
        self._line.lose()

    def data_received(self, data: bytes) -> None:
        """
        Take bytes; a head must end soon, and must not be endless.
        """
        if not self._is_in_head:
            self._head_bytes = 0
        super().data_received(data)
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES:
                self._refuse(TOO_LONG)
            elif self._head_timer is None:
                self._wait_for_head()

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(
            self.head_seconds, self._refuse, b"408 Request Timeout"
        )

    def on_message_begin(self) -> None:
        """
        Begin a head.
        """
        super().on_message_begin()
        self._is_in_head = True

    def on_headers_complete(self) -> None:
        """
        Let the application answer, now or after what was asked before.
        """
        self._is_in_head = False
        self._forget_timer()
        version = self.parser.get_http_version()
        scope: dict[str, Any] = self.scope  # type: ignore[assignment] # with a key of ours
        scope["method"] = self.parser.get_method().decode("ascii")
        scope["http_version"] = version
        if self.parser.should_upgrade() and self._should_upgrade():
            return
        path, mark, query = target_of(self.url)
        scope["path"] = unquote(path.decode("latin-1"))
        scope["raw_path"] = path
        scope["query_string"] = query
        scope[KEY] = self._line
        scope[BARE_QUERY] = bool(mark) and not query
        before = self.cycle
        self.cycle = self._cycle(version)
        if before is None or before.response_complete:
            self._start_asgi_task(self.cycle, self.app)
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))

    def _cycle(self, version: str) -> Cycle:
        return Cycle(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=[],
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=version != "1.0" and self.parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )

    def on_body(self, body: bytes) -> None:
        """
        Hand on a piece of a body, unless its answer is already complete.
        """
        if not self.cycle.response_complete:
            self.cycle.take(body)  # type: ignore[attr-defined] # the base knows only its own cycle

    def _forget_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _refuse(self, status: bytes) -> None:
        self._is_in_head = False
        self._forget_timer()
        self.transport.write(REFUSAL % status)
        self.transport.close()

    def send_400_response(self, _msg: str) -> None:
        """
        Refuse what is no HTTP.
        """
        self._refuse(b"400 Bad Request")
