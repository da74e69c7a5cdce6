"""
One request on one connection to Immich: its answer as it comes, no faster than it is taken.
"""

import asyncio

import httptools

from gateway.forwarding import BODILESS, Headers
from mediacore.errors import TwinlensError

HIGH_WATER = 1 << 20  # bytes that may wait for a slow caller before Immich has to wait
FIRST_FINAL = 200


class UpstreamError(TwinlensError):
    """
    Raised when Immich gives no answer, or breaks it off.

    `timed_out` in the context tells a slow Immich from one that is down.
    """


class ClientGoneError(Exception):
    """
    Raised when the caller has hung up, so that what was asked for them stops.
    """


class Exchange:
    """
    An answer of Immich's; the parser's callbacks fill it, one reader takes from it.

    :ivar status: once it has started.
    :ivar headers: names and values as they came.
    :ivar is_complete: all of it has come.
    :ivar keeps_alive: the connection can carry another request.
    :ivar began: at least one byte came.
    :ivar touched: when Immich was last sent something.
    """

    def __init__(self, transport: asyncio.Transport, *, is_head: bool, patience: float) -> None:
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpResponseParser(self)
        self._is_head = is_head
        self._patience = patience
        self._pieces: list[bytes] = []
        self._size = 0
        self._left = -1
        self._is_chunked = False
        self._is_paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle
        self._failure: Exception | None = None
        self._has_started = False
        self._rows: list[tuple[bytes, bytes]] = []
        self.status = 0
        self.headers: Headers = ()
        self.is_complete = False
        self.keeps_alive = False
        self.began = False
        self.touched = self._loop.time()

    def on_header(self, name: bytes, value: bytes) -> None:
        """
        Keep a header; what trails a body is dropped.
        """
        if self._has_started:
            return
        self._rows.append((name, value.rstrip(b" \t")))

    def on_headers_complete(self) -> None:
        """
        Begin the answer, unless it only says that there will be one.
        """
        status = self._parser.get_status_code()
        if status < FIRST_FINAL:
            self._rows.clear()
            return
        self._has_started = True
        self.status = status
        self.headers = tuple(self._rows)
        self.keeps_alive = self._parser.should_keep_alive()
        for name, value in self._rows:
            lower = name.lower()
            if lower == b"content-length":
                self._left = int(value)
            elif lower == b"transfer-encoding":
                self._is_chunked = True
        if self._is_head or status in BODILESS:
            self.is_complete = True

    def on_body(self, body: bytes) -> None:
        """
        Keep a piece of the body.
        """
        if self.is_complete:
            self.keeps_alive = False
            return
        self._left -= len(body)
        self._keep(body)

    def on_message_complete(self) -> None:
        """
        Note the end of the answer.
        """
        if self._has_started:
            self.is_complete = True

    def feed(self, data: bytes) -> None:
        """
        Take bytes from the connection.

        Once the head has told the length, the parser is spared: bytes are counted.
        """
        self.began = True
        if self.is_complete:
            self.keeps_alive = False
        elif self._has_started and not self._is_chunked and self._left > 0:
            self._count(data)
        else:
            self._parse(data)
        self._wake()

    def _count(self, data: bytes) -> None:
        if len(data) > self._left:
            data, self.keeps_alive = data[: self._left], False
        self._left -= len(data)
        self.is_complete = self._left == 0
        self._keep(data)

    def _parse(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            if self.is_complete:
                self.keeps_alive = False
                return
            problem = UpstreamError("Immich's answer makes no sense.", timed_out=False)
            problem.__cause__ = error
            self.fail(problem)
            self._transport.abort()

    def _keep(self, body: bytes) -> None:
        self._pieces.append(body)
        self._size += len(body)
        if self._size > HIGH_WATER and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()

    def end(self, error: Exception | None) -> None:
        """
        Note that the connection is gone: the end of an answer of unknown length, if it went well.
        """
        self.keeps_alive = False
        is_endless = self._has_started and not self._is_chunked and self._left < 0
        if is_endless and error is None:
            self.is_complete = True
            self._wake()
        elif not self.is_complete:
            self.fail(UpstreamError("Immich broke off its answer.", timed_out=False))

    def fail(self, error: Exception) -> None:
        """
        End with an error, which the reader gets.
        """
        if not self.is_complete and self._failure is None:
            self._failure = error
            self._wake()

    def abandon(self) -> None:
        """
        Stop at once: nobody waits for the answer any more.
        """
        self.fail(ClientGoneError())
        if not self._transport.is_closing():
            self._transport.abort()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    @property
    def has_pieces(self) -> bool:
        """
        Whether some of the body waits to be read.
        """
        return bool(self._pieces)

    async def started(self) -> None:
        """
        Wait for status and headers.

        :raises UpstreamError: when none come, or none in time.
        :raises ClientGoneError: when nobody waits for them any more.
        """
        while not self._has_started:
            await self._more()

    async def read(self) -> bytes:
        """
        Give the next piece of the body, or `b""` at its end.

        :raises UpstreamError: when it breaks off, or does not go on in time.
        :raises ClientGoneError: when nobody waits for it any more.
        """
        while not self._pieces:
            if self.is_complete:
                return b""
            await self._more()
        pieces, self._pieces = self._pieces, []
        self._size = 0
        if self._is_paused:
            self._is_paused = False
            if not self._transport.is_closing():
                self._transport.resume_reading()
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    async def _more(self) -> None:
        if self._failure is not None:
            raise self._failure
        self._waiter = self._loop.create_future()
        self._timer = self._loop.call_later(self._patience, self._look_at_clock)
        try:
            await self._waiter
        finally:
            self._waiter = None
            self._timer.cancel()

    def _look_at_clock(self) -> None:
        """
        Give Immich up, unless it is still being sent something.
        """
        left = self.touched + self._patience - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._look_at_clock)
            return
        self.fail(UpstreamError("Immich is too slow to answer.", timed_out=True))
        self._transport.abort()
