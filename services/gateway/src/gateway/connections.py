"""
Connections to Immich, kept open for a moment after each answer.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast

from gateway.exchange import Exchange, UpstreamError

CONNECT_SECONDS = 5.0
KEEPALIVE_SECONDS = 3.0  # below the five seconds after which Node closes an idle connection
WRITE_HIGH_WATER = 1 << 20


@dataclass(frozen=True, slots=True)
class Address:
    """
    Where Immich listens.
    """

    host: str
    port: int
    is_secure: bool


class Connection(asyncio.Protocol):
    """
    One connection; one exchange at a time.
    """

    def __init__(self, pool: "Connections") -> None:
        self._pool = pool
        self._loop = asyncio.get_running_loop()
        self._exchange: Exchange | None = None
        self._drained: asyncio.Future[None] | None = None
        self._upload: asyncio.Task[None] | None = None
        self.idle_since = 0.0
        self.uses = 0
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """
        Take the transport.
        """
        self.transport = cast("asyncio.Transport", transport)
        self.transport.set_write_buffer_limits(WRITE_HIGH_WATER)

    def data_received(self, data: bytes) -> None:
        """
        Hand bytes on; those that nobody asked for end the connection.
        """
        if self._exchange is None:
            self.transport.abort()
        else:
            self._exchange.feed(data)

    def pause_writing(self) -> None:
        """
        Let the upload wait.
        """
        self._drained = self._loop.create_future()

    def resume_writing(self) -> None:
        """
        Let the upload go on.
        """
        if self._drained is not None and not self._drained.done():
            self._drained.set_result(None)
        self._drained = None

    def connection_lost(self, exc: Exception | None) -> None:
        """
        Tell whoever waits.
        """
        self._pool.forget(self)
        self.resume_writing()
        if self._exchange is not None:
            self._exchange.end(exc)

    def begin(self, head: bytes, *, is_head: bool, patience: float) -> Exchange:
        """
        Send a request, or its head, and give the exchange that follows.
        """
        self.uses += 1
        self._exchange = Exchange(self.transport, is_head=is_head, patience=patience)
        self.transport.write(head)
        return self._exchange

    def upload(self, exchange: Exchange, pieces: AsyncIterator[bytes], *, is_chunked: bool) -> None:
        """
        Send a body while the answer is waited for.
        """
        sending = self._send_all(exchange, pieces, is_chunked=is_chunked)
        self._upload = self._loop.create_task(sending)

    async def _send_all(
        self, exchange: Exchange, pieces: AsyncIterator[bytes], *, is_chunked: bool
    ) -> None:
        try:
            async for piece in pieces:
                if self.transport.is_closing():
                    return
                self.transport.write(in_chunk(piece) if is_chunked else piece)
                exchange.touched = self._loop.time()
                if self._drained is not None:
                    await self._drained
            if is_chunked and not self.transport.is_closing():
                self.transport.write(b"0\r\n\r\n")
        except Exception as error:  # noqa: BLE001 - whoever waits for the answer raises it again
            exchange.fail(error)
            self.transport.abort()

    def release(self, exchange: Exchange) -> None:
        """
        End the exchange: keep the connection for another one, or close it.
        """
        self._exchange = None
        upload, self._upload = self._upload, None
        is_sent = upload is None or upload.done()
        if upload is not None:
            upload.cancel()
        if self.transport.is_closing():
            return
        if is_sent and exchange.is_complete and exchange.keeps_alive:
            self._pool.keep(self)
        else:
            self.transport.abort()


def in_chunk(piece: bytes) -> bytes:
    """
    Frame a piece of a body whose length nobody knows.
    """
    return b"%x\r\n%b\r\n" % (len(piece), piece)


class Connections:
    """
    A pool of connections to one address, the latest used first.
    """

    def __init__(self, address: Address, connect_seconds: float = CONNECT_SECONDS) -> None:
        self._address = address
        self._connect_seconds = connect_seconds
        self._idle: list[Connection] = []
        self._all: set[Connection] = set()

    async def take(self) -> Connection:
        """
        Give a connection that is open as far as can be told.

        :raises UpstreamError: when Immich cannot be reached.
        """
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if now - connection.idle_since < KEEPALIVE_SECONDS:
                return connection
            connection.transport.abort()
        return await self.open()

    async def open(self) -> Connection:
        """
        Give a new connection.

        :raises UpstreamError: when Immich cannot be reached.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_seconds):
                _, connection = await loop.create_connection(
                    lambda: Connection(self),
                    self._address.host,
                    self._address.port,
                    ssl=True if self._address.is_secure else None,
                )
        except TimeoutError as error:
            raise UpstreamError("Immich is too slow to answer.", timed_out=True) from error
        except OSError as error:
            raise UpstreamError(
                f"Immich cannot be reached: {type(error).__name__}.", timed_out=False
            ) from error
        self._all.add(connection)
        return connection

    def keep(self, connection: Connection) -> None:
        """
        Take a connection back.
        """
        connection.idle_since = asyncio.get_running_loop().time()
        self._idle.append(connection)

    def forget(self, connection: Connection) -> None:
        """
        Let go of a connection that is closed.
        """
        self._all.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)

    def close(self) -> None:
        """
        Close every connection.
        """
        for connection in list(self._all):
            connection.transport.abort()
