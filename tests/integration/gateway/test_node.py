"""
The gateway beside a server of Node's own making, as Immich's is: odd requests, to the byte.
"""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.gateway.scripted import DEADLINE, Gateway, running_gateway

NODE = Path(sys.executable).parent / "node"
ECHO = Path(__file__).parent / "echo.js"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
TAIL = b"Host: photos.example\r\nConnection: close\r\n\r\n"
CHANGING = re.compile(rb"(?im)^(date|connection|keep-alive|transfer-encoding):[^\r]*\r\n")
NAME = re.compile(rb"^[^:]+")
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\n"
FRAMES = re.compile(rb"(?m)^[0-9a-f]+\r\n|\r\n")
REQUESTS = (
    b"GET /a%2Fb//c;v=1/../%zz?&&a=b=c&a=[1]{}|'\" HTTP/1.1\r\n" + TAIL,
    b"GET /? HTTP/1.1\r\n" + TAIL,
    b"GET /x#y HTTP/1.1\r\n" + TAIL,
    b"GET /\xe9\xff HTTP/1.1\r\n" + TAIL,
    b"GET /?\xc3\xa9 HTTP/1.1\r\n" + TAIL,
    b"GET /x\ty HTTP/1.1\r\n" + TAIL,
    b"PROPFIND /x HTTP/1.1\r\n" + TAIL,
    b"QUERY /x HTTP/1.1\r\n" + TAIL,
    b"get /x HTTP/1.1\r\n" + TAIL,
    b"NOPE /x HTTP/1.1\r\n" + TAIL,
    b"OPTIONS * HTTP/1.1\r\n" + TAIL,
    b"HEAD /x HTTP/1.1\r\n" + TAIL,
    b"HEAD /endless HTTP/1.1\r\n" + TAIL,
    b"GET /endless HTTP/1.1\r\n" + TAIL,
    b"GET /endless HTTP/1.0\r\nHost: photos.example\r\n\r\n",
    b"GET /x HTTP/1.1\r\nConnection: close\r\n\r\n",
    b"GET /x HTTP/1.1\r\nX-A: \xe9\xff\r\nx-a:\r\nX-A:  2 \r\n" + TAIL,
    b"GET /x HTTP/1.1\r\nX-A: " + b"a" * 12_000 + b"\r\n" + TAIL,
    b"GET /x HTTP/1.1\r\n X-A: 1\r\n" + TAIL,
    b"GET /x HTTP/1.1\r\nX A: 1\r\n" + TAIL,
    b"GET /x HTTP/1.1\r\nExpect: cake\r\n" + TAIL,
    b"GET /x HTTP/1.1\r\nContent-Length: 3\r\n" + TAIL + b"abc",
    b"POST /x HTTP/1.1\r\nContent-Length: 0\r\n" + TAIL,
    b"POST /x HTTP/1.1\r\n" + TAIL,
    b"POST /x HTTP/1.1\r\nContent-Length: x\r\n" + TAIL,
    b"POST /x HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n" + TAIL + b"abcd",
    b"POST /x HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"
    + TAIL
    + b"0\r\n\r\n",
    b"POST /x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n" + TAIL + b"abc",
    b"DELETE /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
    + TAIL
    + b"3;x=y\r\nabc\r\n0\r\nT: 1\r\n\r\n",
    b"POST /x HTTP/1.1\r\n" + CHUNKED + TAIL + b"zz\r\n",
    b"\x16\x03\x01\x02\x00\x01",
)


@pytest.fixture
async def node() -> AsyncIterator[int]:
    """
    Run the server.
    """
    command = (str(NODE), str(ECHO))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    yield int(await process.stdout.readline())
    process.terminate()
    await process.communicate()


def lines_of(answer: bytes) -> tuple[list[bytes], bytes]:
    """
    Give the lines of a head, and the body without its frames; header names have no case.
    """
    interim = INTERIM * answer.startswith(INTERIM)
    head, _, body = answer.removeprefix(interim).partition(b"\r\n\r\n")
    is_framed = b"transfer-encoding: chunked" in head.lower()
    status, *rows = CHANGING.sub(b"", head + b"\r\n").split(b"\r\n")
    named = [
        name.lower() + b":" + value for name, _, value in (row.partition(b":") for row in rows)
    ]
    return [status, *named], re.sub(rb"(?m)^[0-9a-f]+\r\n|\r\n", b"", body) if is_framed else body


async def test_odd_requests_are_answered_alike(node: int) -> None:
    """
    What Node takes comes back as it would from Node, and what it refuses is refused alike.
    """
    async with running_gateway(f"http://127.0.0.1:{node}") as gateway:
        direct = Gateway(node, gateway.client)
        for request in REQUESTS:
            async with asyncio.timeout(DEADLINE):
                answers = [lines_of(await side.talk(request)) for side in (direct, gateway)]
            assert answers[1] == answers[0], request[:120]
