"""
Tests of the pass-through with real connections on both sides.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from tests.integration.gateway.scripted import Gateway, Scripted, running_gateway, until

CLOSE = b"host: photos.example:8080\r\nconnection: close\r\n\r\n"


@asynccontextmanager
async def raw_immich(answer: bytes, *, silent: bool = False) -> AsyncIterator[str]:
    """
    Run an Immich that gives exactly these bytes to anything, and closes; or keeps silent after.
    """
    done = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        if silent:
            await done.wait()
        writer.close()
        await writer.wait_closed()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    done.set()
    listening.close()
    await listening.wait_closed()


def header_lines(answer: bytes) -> list[bytes]:
    """
    Give the header lines of a raw answer, in order.
    """
    return answer.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]


@pytest.mark.parametrize(
    "path",
    [
        "/api/assets/a%2Fb%20c?q=%zz&x=1&x=2",
        "//api//assets/../x/./y",
        "/photos/{id}|'?a=[1]&b=\"",
        "/api/",
    ],
)
async def test_path_and_query_arrive_as_written(
    gateway: Gateway, immich: Scripted, path: str
) -> None:
    """
    Neither escapes nor slashes nor dots are touched.
    """
    await gateway.talk(b"GET " + path.encode() + b" HTTP/1.1\r\n" + CLOSE)

    assert immich.seen[0].raw_path == path


async def test_request_headers_arrive_with_who_asked(gateway: Gateway, immich: Scripted) -> None:
    """
    Host and User-Agent are the caller's; repeated headers stay repeated; nothing is invented.
    """
    request = b"GET /x HTTP/1.1\r\nuser-agent: immich-ios/2\r\nx-a: 1\r\nx-a: 2\r\nte: trailers\r\n"

    await gateway.talk(request + CLOSE)

    assert sorted((key.lower(), value) for key, value in immich.seen[0].headers) == [
        ("host", "photos.example:8080"),
        ("user-agent", "immich-ios/2"),
        ("x-a", "1"),
        ("x-a", "2"),
        ("x-forwarded-for", "127.0.0.1"),
        ("x-forwarded-proto", "http"),
        ("x-real-ip", "127.0.0.1"),
    ]


async def test_answer_is_the_same_to_the_byte() -> None:
    """
    Status, repeated headers, their order, and a compressed body come through as they are.
    """
    head = b"HTTP/1.1 203 Odd\r\nx-b: 1\r\nset-cookie: immich_x=1\r\nset-cookie: c=2\r\n"
    body = b"\x1f\x8bnot really gzip"
    coding = b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(body)
    async with raw_immich(head + coding + body) as url, running_gateway(url) as gateway:
        answer = await gateway.talk(b"GET /x HTTP/1.1\r\n" + CLOSE)

    assert answer.startswith(b"HTTP/1.1 203")
    assert header_lines(answer) == [
        b"x-b: 1",
        b"set-cookie: immich_x=1",
        b"set-cookie: c=2",
        b"content-encoding: gzip",
        b"content-length: %d" % len(body),
        b"connection: close",
    ]
    assert answer.endswith(b"\r\n\r\n" + body)


async def test_redirect_is_an_answer(gateway: Gateway, immich: Scripted) -> None:
    """
    Nobody follows it for the caller; under our prefix an absolute one is moved.
    """
    immich.say("/api/assets/1/thumbnail", {}, 302, Location="/api/assets/1/original")

    for prefix in ("/api", "/api/immich"):
        target = f"{gateway.url}{prefix}/assets/1/thumbnail"
        async with gateway.client.get(target, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["location"]) == (
                302,
                f"{prefix}/assets/1/original",
            )


async def test_head_and_not_modified_have_no_body(gateway: Gateway, immich: Scripted) -> None:
    """
    A HEAD keeps the length of what a GET would bring; a 304 brings nothing.
    """

    async def same(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=304, headers={"etag": '"1"'})

    immich.answers["/api/same"] = same
    async with gateway.client.head(f"{gateway.url}/api/x") as answer:
        assert (answer.status, answer.headers["content-length"]) == (200, "2")
    async with gateway.client.get(f"{gateway.url}/api/same") as answer:
        assert (answer.status, answer.headers["etag"]) == (304, '"1"')


async def test_upload_streams_through(gateway: Gateway, immich: Scripted) -> None:
    """
    A chunked upload arrives whole, and Immich's answer comes back.
    """

    async def pieces() -> AsyncIterator[bytes]:
        for number in range(40):
            yield bytes([number]) * 65_536

    async with gateway.client.post(f"{gateway.url}/api/assets", data=pieces()) as answer:
        assert answer.status == 200

    assert len(immich.seen[0].body) == 40 * 65_536
    assert immich.seen[0].header("transfer-encoding") == ["chunked"]


async def test_upload_of_known_length_stays_of_known_length(
    gateway: Gateway, immich: Scripted
) -> None:
    """
    A length that the caller names is the one that Immich sees, with or without `Expect`.
    """
    async with gateway.client.post(f"{gateway.url}/x", data=b"12345", expect100=True) as answer:
        assert answer.status == 200

    assert immich.seen[0].header("content-length") == ["5"]
    assert immich.seen[0].body == b"12345"


async def test_lines_come_as_they_are_written(gateway: Gateway, immich: Scripted) -> None:
    """
    A stream of lines is not held back until its end.
    """
    go_on = asyncio.Event()

    async def lines(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b"one\n")
        await go_on.wait()
        await answer.write(b"two\n")
        return answer

    immich.answers["/api/sync/stream"] = lines
    async with gateway.client.post(f"{gateway.url}/api/sync/stream") as answer:
        first = await answer.content.readline()
        go_on.set()
        rest = await answer.content.read()

    assert (first, rest) == (b"one\n", b"two\n")


async def test_caller_who_hangs_up_ends_the_request(gateway: Gateway, immich: Scripted) -> None:
    """
    Immich need not go on with what nobody waits for.
    """
    ended = asyncio.Event()

    async def slow(_request: web.Request) -> web.StreamResponse:
        never: asyncio.Future[web.StreamResponse] = asyncio.Future()
        try:
            return await never
        finally:
            ended.set()

    immich.answers["/api/slow"] = slow
    _, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(b"GET /api/slow HTTP/1.1\r\nhost: x\r\n\r\n")
    await until(lambda: bool(immich.seen))
    writer.close()
    await writer.wait_closed()

    async with asyncio.timeout(60):
        await ended.wait()


async def test_caller_who_hangs_up_ends_the_download(gateway: Gateway, immich: Scripted) -> None:
    """
    In the middle of a body, too.
    """
    ended = asyncio.Event()

    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        try:
            while True:
                await answer.write(bytes(65_536))
        finally:
            ended.set()

    immich.answers["/api/big"] = endless
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(b"GET /api/big HTTP/1.1\r\nhost: x\r\n\r\n")
    await reader.readexactly(1_000_000)
    writer.transport.abort()

    async with asyncio.timeout(60):
        await ended.wait()


async def test_broken_upload_ends_the_request(gateway: Gateway, immich: Scripted) -> None:
    """
    An upload that breaks off is no shorter upload for Immich, but none.
    """
    ended = asyncio.Event()

    async def reading(request: web.Request) -> web.StreamResponse:
        try:
            return web.Response(body=await request.read())
        finally:
            ended.set()

    immich.answers["/api/assets"] = reading
    _, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(
        b"POST /api/assets HTTP/1.1\r\nhost: x\r\nx-stream: 1\r\ncontent-length: 9\r\n\r\n1"
    )
    await until(lambda: bool(immich.seen))
    writer.close()
    await writer.wait_closed()

    async with asyncio.timeout(60):
        await ended.wait()


async def test_immich_down_is_said_at_once(unused_port: Callable[[], int]) -> None:
    """
    A refused connection is a 502 that says so.
    """
    async with (
        running_gateway(f"http://127.0.0.1:{unused_port()}") as gateway,
        gateway.client.get(f"{gateway.url}/api/x") as answer,
    ):
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, body["detail"]) == (
        502,
        "Immich cannot be reached: ConnectionRefusedError.",
    )


async def test_silent_immich_is_given_up() -> None:
    """
    A server that takes the request and says nothing is a 504 after the time that is set.
    """
    async with (
        raw_immich(b"", silent=True) as url,
        running_gateway(url, upstream_read_timeout_seconds=1) as gateway,
        gateway.client.get(f"{gateway.url}/api/x") as answer,
    ):
        assert answer.status == 504


async def test_broken_answer_stays_broken() -> None:
    """
    When Immich breaks off, the caller's connection breaks too, instead of ending well.
    """
    begun = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"
    async with raw_immich(begun) as url, running_gateway(url) as gateway:
        answer = await gateway.talk(b"GET /x HTTP/1.1\r\n" + CLOSE)

    assert answer.endswith(b"half")
    assert b"content-length: 100" in answer


async def test_broken_answer_to_a_search_is_a_502() -> None:
    """
    What would be enriched is read first, so a broken one can still be told.
    """
    begun = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"
    async with (
        raw_immich(begun) as url,
        running_gateway(url) as gateway,
        gateway.client.post(f"{gateway.url}/api/immich/search/metadata") as answer,
    ):
        assert answer.status == 502


@pytest.fixture
def unused_port() -> Callable[[], int]:
    """
    A function that finds a port nobody listens on.
    """

    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
            return port

    return find
