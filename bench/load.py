"""
A load generator as light as Python can be: the same request again and again on some connections.
"""

import asyncio
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import uvloop

RECEIVE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """
    What came of it.

    :ivar rate: answers a second.
    :ivar median_ms: how long an answer took, and so on.
    """

    rate: float
    median_ms: float
    p95_ms: float


class Asker(asyncio.Protocol):
    """
    One connection: asks again as soon as an answer of the known length is there.
    """

    def __init__(self, request: bytes, length: int, until: float, taken: list[float]) -> None:
        self._request, self._length, self._until, self._taken = request, length, until, taken
        self._got = 0
        self._asked = 0.0
        self._transport: asyncio.Transport
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """
        Ask for the first time.
        """
        self._transport = transport  # type: ignore[assignment] # asyncio's own, or uvloop's
        self._ask()

    def _ask(self) -> None:
        self._got, self._asked = 0, time.perf_counter()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """
        Count; at the end of an answer go on, or stop.
        """
        self._got += len(data)
        if self._got < self._length:
            return
        now = time.perf_counter()
        self._taken.append(now - self._asked)
        if now < self._until:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """
        Say that it is over.
        """
        self.done.set_result(exc)


async def _length(host: str, port: int, request: bytes, body: int) -> int:
    """
    Give how long an answer is with its head.
    """
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(request)
    async with asyncio.timeout(RECEIVE_SECONDS):
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(body)
    writer.close()
    if not head.startswith(b"HTTP/1.1 200"):
        raise ValueError(head)
    return len(head) + body


async def _load(url: str, body: int, connections: int, seconds: float) -> Load:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 80
    path = parts.path.encode()
    request = b"GET %b HTTP/1.1\r\nhost: photos.example\r\nuser-agent: immich-ios/2\r\n\r\n" % path
    length = await _length(host, port, request, body)
    taken: list[float] = []
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    until = started + seconds
    askers = [
        (await loop.create_connection(lambda: Asker(request, length, until, taken), host, port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(asker.done for asker in askers))
    spent = time.perf_counter() - started
    percentiles = statistics.quantiles(taken, n=20)
    return Load(len(taken) / spent, statistics.median(taken) * 1000, percentiles[-1] * 1000)


def load(url: str, body: int, connections: int, seconds: float) -> Load:
    """
    Ask for so long on so many connections for a body of so many bytes.
    """
    return uvloop.run(_load(url, body, connections, seconds))
