"""
Tests of how the gateway speaks HTTP with its callers, over connections of their own.
"""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from gateway.line import BARE_QUERY, HELD, line_of
from gateway.server_protocol import BODY_HIGH_WATER, HEAD_BYTES, ServerProtocol
from tests.integration.gateway.pairs import serving
from tests.integration.gateway.scripted import DEADLINE, until

HOST = b"host: h\r\n"
CLOSE = b"host: h\r\nconnection: close\r\n\r\n"
PIECE = bytes(100_000)


class Hasty(ServerProtocol):
    """
    A server that waits for no head.
    """

    head_seconds = 0.05


class App:
    """
    An application that does what its path says.
    """

    def __init__(self) -> None:
        self.seen: list[Scope] = []
        self.lost: list[bool] = []
        self.sent = 0
        self.go_on = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer.
        """
        self.seen.append(scope)
        handler = getattr(self, scope["path"].strip("/").partition("/")[0], self.facts)
        await handler(scope, receive, send)

    async def facts(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """
        Tell what was asked.
        """
        told = [scope["method"], scope["raw_path"].decode("latin-1"), scope["http_version"]]
        body = json.dumps(told).encode()
        await begin(send, 200, (b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.body", "body": body})

    async def lines(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """
        Give a body of no known length.
        """
        await begin(send, 200)
        await send({"type": "http.response.body", "body": b"one\n", "more_body": True})
        await send({"type": "http.response.body", "body": b"two\n"})

    async def held(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """
        Give the head and the first of the body as one.
        """
        start: Message = {"type": "http.response.start", "status": 200, HELD: True}
        await send({**start, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ab"})

    async def nothing(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """
        Give no body.
        """
        await begin(send, 204)
        await send({"type": "http.response.body"})

    async def broken(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """
        Give a header of two lines.
        """
        await begin(send, 200, (b"x", b"1\r\nset-cookie: 2"))

    async def slow(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Wait until told.
        """
        await self.go_on.wait()
        await self.facts(scope, receive, send)

    async def hoard(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Read a body late, and tell its length.
        """
        await self.go_on.wait()
        while (message := await receive())["more_body"]:
            self.sent += len(message["body"])
        self.sent += len(message["body"])
        await self.facts(scope, receive, send)

    async def endless(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """
        Give more than anybody takes, until the caller is gone.
        """
        line = line_of(scope)
        line.watch(lambda: self.lost.append(True))
        await begin(send, 200)
        while not line.is_lost:
            await send({"type": "http.response.body", "body": PIECE, "more_body": True})
            self.sent += 1
            await asyncio.sleep(0)
        await send({"type": "http.response.body", "body": PIECE})


async def begin(send: Send, status: int, *headers: tuple[bytes, bytes]) -> None:
    """
    Begin an answer.
    """
    await send({"type": "http.response.start", "status": status, "headers": headers})


@pytest.fixture
async def app() -> App:
    """
    An application.
    """
    return App()


@pytest.fixture
async def port(app: App) -> AsyncIterator[int]:
    """
    Where it is served.
    """
    async with serving(app, http=ServerProtocol) as url:
        yield int(url.rpartition(":")[2])


async def talk(port: int, *pieces: bytes) -> bytes:
    """
    Send bytes, and give everything that comes back.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.01)
    async with asyncio.timeout(DEADLINE):
        answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def body_of(answer: bytes) -> bytes:
    """
    Give what follows the head.
    """
    return answer.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    ("written", "path", "query", "is_bare"),
    [
        (b"/;a=b//c%2Fd#e", b"/;a=b//c%2Fd#e", b"", False),
        (b"/x?", b"/x", b"", True),
        (b"/x?a=%e9&&?|", b"/x", b"a=%e9&&?|", False),
        (b"http://h/x?y=1", b"/x", b"y=1", False),
        (b"http://h", b"/", b"", False),
        (b"*", b"*", b"", False),
    ],
)
async def test_target_is_taken_as_it_is_written(
    app: App, port: int, written: bytes, path: bytes, query: bytes, is_bare: bool
) -> None:
    """
    Any byte that Node takes, in path and query.
    """
    answer = await talk(port, b"OPTIONS " + written + b" HTTP/1.1\r\n" + CLOSE)

    scope = app.seen[0]
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert (scope["raw_path"], scope["query_string"]) == (path, query)
    assert scope[BARE_QUERY] is is_bare


@pytest.mark.parametrize(
    "request_",
    [b"get /x HTTP/1.1\r\n", b"NOPE / HTTP/1.1\r\n", b"GET /\xe9 HTTP/1.1\r\n", b"\x16\x03"],
)
async def test_what_node_refuses_is_refused_alike(port: int, request_: bytes) -> None:
    """
    A method in lower case or of no standard, and what is no HTTP.
    """
    assert (
        await talk(port, request_ + CLOSE)
        == b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
    )


async def test_odd_method_is_passed_on(port: int) -> None:
    """
    Those that Node knows.
    """
    assert b'["PROPFIND", "/x", "1.1"]' in await talk(port, b"PROPFIND /x HTTP/1.1\r\n" + CLOSE)


async def test_several_requests_at_once_are_answered_in_order(app: App, port: int) -> None:
    """
    Also when the first one takes its time.
    """
    talking = asyncio.create_task(
        talk(port, b"GET /slow HTTP/1.1\r\n" + HOST + b"\r\nGET /x HTTP/1.1\r\n" + CLOSE)
    )
    await until(lambda: len(app.seen) == 1)
    app.go_on.set()
    answer = await talking

    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert answer.index(b"/slow") < answer.index(b"/x")


async def test_connection_stays_open_for_another_request(app: App, port: int) -> None:
    """
    Even one whose head comes in pieces.
    """
    first = b"GET /a HTTP/1.1\r\n" + HOST + b"\r\n"
    answer = await talk(port, first, b"GET /b HT", b"TP/1.1\r\n", CLOSE)

    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert [one["path"] for one in app.seen] == ["/a", "/b"]


async def test_body_that_nobody_reads_is_skipped(app: App, port: int) -> None:
    """
    Who is answered early may still send the rest, and ask again.
    """
    first = b"POST /x HTTP/1.1\r\n" + HOST + b"content-length: 5\r\n\r\nab"
    answer = await talk(port, first, b"cde", b"GET /y HTTP/1.1\r\n" + CLOSE)

    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert [one["path"] for one in app.seen] == ["/x", "/y"]


async def test_body_waits_until_it_is_read(app: App, port: int) -> None:
    """
    A caller who gives more than is taken is held back, and all of it arrives.
    """
    size = 16 * BODY_HIGH_WATER
    head = b"POST /hoard HTTP/1.1\r\nconnection: close\r\ncontent-length: %d\r\n" % size
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head + HOST + b"\r\n" + bytes(size))
    await until(lambda: len(app.seen) == 1)
    await asyncio.sleep(0.1)
    app.go_on.set()
    async with asyncio.timeout(DEADLINE):
        answer = await reader.read()
    writer.close()
    await writer.wait_closed()

    assert (app.sent, answer[:15]) == (size, b"HTTP/1.1 200 OK")


async def test_body_without_length_is_framed(port: int) -> None:
    """
    For who understands it.
    """
    answer = await talk(port, b"GET /lines HTTP/1.1\r\n" + CLOSE)

    assert b"transfer-encoding: chunked\r\n" in answer
    assert body_of(answer) == b"4\r\none\n\r\n4\r\ntwo\n\r\n0\r\n\r\n"


async def test_old_caller_gets_a_body_to_the_end_of_the_connection(port: int) -> None:
    """
    HTTP/1.0 knows no frames.
    """
    answer = await talk(port, b"GET /lines HTTP/1.0\r\n\r\n")

    assert b"transfer-encoding" not in answer
    assert body_of(answer) == b"one\ntwo\n"


async def test_head_and_body_can_be_one(port: int) -> None:
    """
    Where the application says that some of the body follows at once.
    """
    assert body_of(await talk(port, b"GET /held HTTP/1.1\r\n" + CLOSE)) == b"ab"


@pytest.mark.parametrize(
    ("request_", "length"),
    [(b"HEAD /x", b"content-length: 21\r\n"), (b"HEAD /lines", b""), (b"GET /nothing", b"")],
)
async def test_some_answers_have_no_body(port: int, request_: bytes, length: bytes) -> None:
    """
    Nor any frames; a length that is told stays.
    """
    answer = await talk(port, request_ + b" HTTP/1.1\r\n" + CLOSE)

    assert body_of(answer) == b""
    assert length in answer
    assert b"transfer-encoding" not in answer


async def test_no_header_of_ours_has_two_lines(port: int) -> None:
    """
    Whoever could write one could write a whole answer.
    """
    assert await talk(port, b"GET /broken HTTP/1.1\r\n" + CLOSE) == b""


async def test_endless_head_is_refused(port: int) -> None:
    """
    Before it fills the memory.
    """
    long = b"x-a: " + b"a" * HEAD_BYTES

    answer = await talk(port, b"GET / HTTP/1.1\r\n", long[:-9], long)

    assert answer == b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\n" + HOST + b"\r\nGET / H"]
)
async def test_head_that_does_not_come_is_not_waited_for(app: App, begun: bytes) -> None:
    """
    Neither the first nor a later one.
    """
    async with serving(app, http=Hasty) as url:
        answer = await talk(int(url.rpartition(":")[2]), begun)

    assert answer.endswith(b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n")


async def test_slow_caller_holds_the_application_back(app: App, port: int) -> None:
    """
    Who hangs up then is told of at once.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /endless HTTP/1.1\r\n" + HOST + b"\r\n")
    await reader.readuntil(b"\r\n\r\n")
    before = -1
    while before != app.sent:
        before = app.sent
        await asyncio.sleep(0.05)
    assert app.lost == []
    writer.transport.abort()

    await until(lambda: app.lost == [True])
