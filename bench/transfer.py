"""
Large transfers through the gateway beside the same without it, and the gateway's memory meanwhile.

    python -m bench.transfer [GIGABYTES=1]

A server of a few lines gives and takes bytes; a raw client takes and gives them. The gateway's
resident memory is sampled all the while. The last line is JSON.
"""

import argparse
import asyncio
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]  # ships no type information
import uvloop

from bench.upstreams import running
from localstack.ports import free_port

GIGABYTE = 10**9
BLOCK = bytes(1 << 20)
SAMPLE_SECONDS = 0.05
TAKE = b"POST"


class Server(asyncio.Protocol):
    """
    Gives as many bytes as the path says, or takes as many as are announced.
    """

    def __init__(self) -> None:
        self._head = b""
        self._left = -1
        self._to_give = 0
        self._is_paused = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """
        Take the transport.
        """
        self._transport = transport  # type: ignore[assignment] # asyncio's own, or uvloop's

    def data_received(self, data: bytes) -> None:
        """
        Read a head, or count a body.
        """
        if self._left >= 0:
            self._count(len(data))
            return
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return
        self._head = b""
        lines = head.lower().split(b"\r\n")
        if head.startswith(TAKE):
            lengths = [line for line in lines if line.startswith(b"content-length:")]
            self._left = int(lengths[0].partition(b":")[2])
            self._count(len(rest))
            return
        self._to_give = int(head.split(b" ")[1].rpartition(b"/")[2] or b"0")
        self._transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % self._to_give)
        self._give()

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left == 0:
            self._left = -1
            self._transport.write(b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n")

    def _give(self) -> None:
        while self._to_give and not self._is_paused:
            piece = BLOCK[: self._to_give]
            self._to_give -= len(piece)
            self._transport.write(piece)

    def pause_writing(self) -> None:
        """
        Wait for the other side.
        """
        self._is_paused = True

    def resume_writing(self) -> None:
        """
        Go on.
        """
        self._is_paused = False
        self._give()


async def serve(port: int) -> None:
    """
    Serve until stopped.
    """
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", port)
    await server.serve_forever()


class Taker(asyncio.Protocol):
    """
    Asks for a body, and counts it.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._got = 0
        self._has_head = False
        self._transport: asyncio.Transport
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """
        Ask.
        """
        self._transport = transport  # type: ignore[assignment] # asyncio's own, or uvloop's
        head = b"GET /api/%d HTTP/1.1\r\nhost: photos.example\r\n\r\n"
        self._transport.write(head % self._size)

    def data_received(self, data: bytes) -> None:
        """
        Count.
        """
        if not self._has_head:
            data, self._has_head = data.partition(b"\r\n\r\n")[2], True
        self._got += len(data)
        if self._got >= self._size:
            self.done.set_result(None)
            self._transport.close()


async def download(url: str, size: int) -> float:
    """
    Take a body, and give the seconds.
    """
    parts = urlsplit(url)
    started = time.perf_counter()
    loop = asyncio.get_running_loop()
    host, port = parts.hostname or "", parts.port or 80
    _, taker = await loop.create_connection(lambda: Taker(size), host, port)
    await taker.done
    return time.perf_counter() - started


async def upload(url: str, size: int) -> float:
    """
    Give a body, and give the seconds until it is answered.
    """
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    started = time.perf_counter()
    head = b"POST /api/assets HTTP/1.1\r\nhost: photos.example\r\ncontent-length: %d\r\n\r\n"
    writer.write(head % size)
    left = size
    while left:
        piece = BLOCK[:left]
        left -= len(piece)
        writer.write(piece)
        await writer.drain()
    await reader.readuntil(b"\r\n\r\n")
    writer.close()
    return time.perf_counter() - started


@contextmanager
def sampled(process: psutil.Process) -> Iterator[list[int]]:
    """
    Sample a process's resident memory.
    """
    samples = [process.memory_info().rss]
    done = threading.Event()

    def sample() -> None:
        while not done.wait(SAMPLE_SECONDS):
            samples.append(process.memory_info().rss)

    thread = threading.Thread(target=sample)
    thread.start()
    yield samples
    done.set()
    thread.join()


def measure(direct: str, ours: str, gateway: psutil.Process, size: int) -> list[dict[str, object]]:
    """
    Give the figures of both directions.
    """
    rows = []
    for name, transfer in (("download", download), ("upload", upload)):
        plain = uvloop.run(transfer(direct, size))
        with sampled(gateway) as samples:
            through = uvloop.run(transfer(ours, size))
        rows.append(
            {
                "what": name,
                "gigabytes": size / GIGABYTE,
                "direct_mb_per_s": round(size / plain / 1e6),
                "gateway_mb_per_s": round(size / through / 1e6),
                "of_direct": round(plain / through, 2),
                "rss_before_mb": round(samples[0] / 1e6),
                "rss_highest_mb": round(max(samples) / 1e6),
            }
        )
        print(rows[-1], flush=True)
    return rows


def main() -> None:
    """
    Start, measure, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("gigabytes", nargs="?", type=float, default=1.0)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        uvloop.run(serve(options.serve))
        return
    behind, place = free_port(), free_port()
    environment = {
        "PORT": str(place),
        "IMMICH_URL": f"http://127.0.0.1:{behind}",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
        "SERVICE_TOKEN": "benchmark-benchmark",
        "LOG_LEVEL": "error",
    }
    command = [sys.executable, "-m", "bench.transfer", "--serve", str(behind)]
    with (
        running(command, behind) as direct,
        running([sys.executable, "-m", "gateway.main"], place, **environment) as ours,
    ):
        children = psutil.Process().children()
        gateway = next(one for one in children if "gateway.main" in one.cmdline())
        rows = measure(direct, ours, gateway, int(options.gigabytes * GIGABYTE))
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
