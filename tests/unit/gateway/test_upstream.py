"""
Tests of asking Immich over real connections.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from gateway.exchange import ClientGoneError, UpstreamError
from gateway.line import Line
from gateway.upstream import Request, Upstream, as_text

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
WAIT = b""
CLOSED = None


@dataclass(slots=True)
class Server:
    """
    An Immich that answers from a script; `CLOSED` closes the connection instead, `WAIT` says
    nothing yet.
    """

    url: str = ""
    script: list[bytes | None] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """
        Serve a connection until the caller or the script closes it.
        """
        try:
            while True:
                self.heads.append(await reader.readuntil(b"\r\n\r\n"))
                answer = self.script.pop(0)
                if answer is None:
                    return
                writer.write(answer)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(*script: bytes | None) -> AsyncIterator[Server]:
    """
    Run such a server.
    """
    made = Server(script=list(script))
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield made
    server.close()
    await server.wait_closed()


async def read(upstream: Upstream, request: Request) -> tuple[int, bytes]:
    """
    Ask, and read the answer's first piece.
    """
    answer = await upstream.send(request, Line())
    body = await answer.read()
    answer.release()
    return answer.status, body


def test_repeated_headers_stay_repeated() -> None:
    """
    Names and order are kept.
    """
    sent = as_text(((b"a", b"1"), (b"A", b"2")))

    assert list(sent.items()) == [("a", "1"), ("A", "2")]


def test_headers_are_read_as_utf8_else_latin1() -> None:
    """
    A file name in a header survives in either coding.
    """
    sent = as_text(((b"a", "\u00e9".encode()), (b"b", b"\xe9")))

    assert list(sent.values()) == ["\u00e9", "\u00e9"]


async def test_request_is_written_as_it_is() -> None:
    """
    Path and headers to the byte, behind the path of Immich's address; a host that HTTP/1.0
    did not name is its own.
    """
    request = Request("GET", b"/\xe9?", ((b"x-a", b"\xff"), (b"x-b", b"")), is_old=True)
    async with serving(OK) as server, Upstream(f"{server.url}/photos", 60) as upstream:
        assert await read(upstream, request) == (200, b"ok")

    host = server.url.removeprefix("http://").encode()
    head = b"GET /photos/\xe9? HTTP/1.1\r\nx-a: \xff\r\nx-b: \r\nhost: %b\r\n\r\n" % host
    assert server.heads == [head]


@pytest.mark.parametrize(
    ("first", "body"), [(b"abc", b"3\r\nabc\r\n0\r\n\r\n"), (b"", b"0\r\n\r\n")]
)
async def test_whole_body_without_length_is_framed(first: bytes, body: bytes) -> None:
    """
    As the caller framed it.
    """
    request = Request("POST", b"/", ((b"host", b"h"),), first, is_chunked=True)
    head = b"POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n"
    async with serving(WAIT, OK) as server, Upstream(server.url, 60) as upstream:
        assert await read(upstream, request) == (200, b"ok")

    assert server.heads == [head, body]


async def test_connection_is_used_again_and_replaced_once() -> None:
    """
    One that Immich closes as it is used costs the caller nothing.
    """
    request = Request("GET", b"/", ())
    async with serving(OK, CLOSED, OK) as server, Upstream(server.url, 60) as upstream:
        assert await read(upstream, request) == (200, b"ok")
        assert await read(upstream, request) == (200, b"ok")

    assert len(server.heads) == 3


@pytest.mark.parametrize(
    ("script", "request_"),
    [
        ((OK, CLOSED), Request("POST", b"/", ())),
        ((OK, b"HTTP/1.1 2"), Request("GET", b"/", ())),
    ],
)
async def test_what_may_have_been_done_is_not_repeated(
    script: tuple[bytes | None, ...], request_: Request
) -> None:
    """
    A change, or an answer that had begun.
    """
    async with serving(*script) as server, Upstream(server.url, 0.5) as upstream:
        await read(upstream, Request("GET", b"/", ()))
        with pytest.raises(UpstreamError):
            await upstream.send(request_, Line())

    assert len(server.heads) == 2


async def test_caller_who_is_gone_already_is_asked_for_nothing() -> None:
    """
    The request ends before its answer.
    """
    line = Line()
    line.lose()
    async with serving(OK, OK) as server, Upstream(server.url, 60) as upstream:
        with pytest.raises(ClientGoneError):
            await upstream.send(Request("GET", b"/", ()), line)
