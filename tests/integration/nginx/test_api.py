"""
The API through nginx: it cannot be told from the gateway behind it, and streams both ways.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web as aio

from tests.fakes.immich.app import create_app
from tests.fakes.immich.settings import V3
from tests.integration.gateway.pairs import Pair, Reply, Stage, serving
from tests.integration.gateway.scripted import DEADLINE, Gateway, Scripted, running_gateway
from tests.integration.gateway.stand_in import DEMO, sign_in
from tests.integration.gateway.test_sockets import PATH, serve_socket
from tests.integration.gateway.test_transparency import (
    CONDITIONS,
    credentials,
    requests_of,
    seeded_world,
)
from tests.integration.nginx.conftest import NO_PAGE
from tests.integration.nginx.web import running_web
from tests.samples.media import jpeg, picture

PIECE = b"x" * 65_536
NGINX_SAYS = {b"server"}


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """
    A folder with one photo.
    """
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "L1000.JPG").write_bytes(jpeg(image=picture(400, 300)))
    return folder


@asynccontextmanager
async def beside(root: Path) -> AsyncIterator[Pair]:
    """
    Two Immichs alike, each behind a gateway, the second of these behind nginx.
    """
    async with AsyncExitStack() as stack:
        plain, hidden = Stage(), Stage()
        urls = [await stack.enter_async_context(serving(stage)) for stage in (plain, hidden)]
        gateways = [
            await stack.enter_async_context(running_gateway(url, web_root=NO_PAGE)) for url in urls
        ]
        web = await stack.enter_async_context(running_web(urls[1], gateways[1].url, root))
        yield Pair(plain, hidden, gateways[0].url, web)


def told(reply: Reply) -> Reply:
    """
    Tell what matters of an answer: nginx names itself, and writes headers in an order of its own.
    """
    rows = sorted((key.lower(), value) for key, value in reply.headers)
    return Reply(reply.status, [row for row in rows if row[0] not in NGINX_SAYS], reply.body)


@pytest.mark.parametrize("who", ["nobody", "session"])
async def test_every_route_of_immich_is_the_same(
    photos: Path, tmp_path: Path, root: Path, who: str
) -> None:
    """
    As the gateway answers it, for what is there and for what is not.
    """
    worlds = [seeded_world(photos, V3, tmp_path / name) for name in ("a", "b")]
    headers = credentials(worlds[0])[who]
    async with beside(root) as pair:
        pair.plain.app, pair.hidden.app = map(create_app, worlds)
        for method, path, body in requests_of(worlds[0]):
            direct, through = await pair.both(method, path, headers, body)
            assert told(through) == told(direct), f"{method} {path}"


async def test_bytes_and_conditions_are_the_same(photos: Path, tmp_path: Path, root: Path) -> None:
    """
    By the short way, too.
    """
    world = seeded_world(photos, V3, tmp_path)
    session = credentials(world)["session"]
    async with beside(root) as pair:
        pair.plain.app = pair.hidden.app = create_app(world)
        asset_id = next(iter(world.assets))
        for what in ("original", "thumbnail?size=preview", "video/playback"):
            path = f"/api/immich/assets/{asset_id}/{what}"
            for headers in CONDITIONS:
                direct, through = await pair.both("GET", path, session | headers)
                assert told(through) == told(direct), f"{path} {headers}"


async def test_person_signs_in_and_sees_a_photo(photos: Path, tmp_path: Path, root: Path) -> None:
    """
    The cookie that signing in sets opens the short way; without it Immich refuses.
    """
    world = seeded_world(photos, V3, tmp_path)
    path = f"/api/immich/assets/{next(iter(world.assets))}/original"
    async with (
        serving(create_app(world)) as immich,
        running_gateway(immich, web_root=NO_PAGE) as gateway,
        running_web(immich, gateway.url, root) as web,
    ):
        cookie = await sign_in(web, DEMO)
        async with web.client.get(f"{web.url}{path}") as answer:
            assert answer.status == 401
        async with web.client.get(f"{web.url}{path}", headers={"cookie": cookie}) as answer:
            assert await answer.read() == (photos / "L1000.JPG").read_bytes()


async def test_frames_go_both_ways(web: Gateway, immich: Scripted) -> None:
    """
    A WebSocket opens through both.
    """
    serve_socket(immich, "hello")
    address = f"{web.url}{PATH}?EIO=4&transport=websocket"
    async with web.client.ws_connect(address, protocols=("eio",)) as sock:
        assert sock.protocol == "eio"
        assert await sock.receive_str() == "hello"
        await sock.send_bytes(b"b")
        assert await sock.receive_bytes() == b"echo b"


async def test_event_arrives_when_it_happens(web: Gateway, immich: Scripted) -> None:
    """
    And not when the stream ends.
    """
    seen = asyncio.Event()

    async def stream(request: aio.Request) -> aio.StreamResponse:
        answer = aio.StreamResponse(headers={"content-type": "text/event-stream"})
        await answer.prepare(request)
        await answer.write(b"data: 1\n\n")
        await seen.wait()
        return answer

    immich.answers["/api/stream"] = stream
    async with asyncio.timeout(DEADLINE), web.client.get(f"{web.url}/api/stream") as answer:
        assert await answer.content.readany() == b"data: 1\n\n"
        seen.set()
        assert await answer.content.read() == b""


async def test_upload_arrives_while_it_is_sent(web: Gateway, immich: Scripted) -> None:
    """
    However large it is, nothing waits for its end, and nothing is kept on a disk.
    """
    begun = asyncio.Event()
    sizes: list[int] = []

    async def take(request: aio.Request) -> aio.StreamResponse:
        sizes.append(len(await request.content.readany()))
        begun.set()
        sizes.extend([len(piece) async for piece in request.content.iter_any()])
        return aio.json_response({})

    async def pieces() -> AsyncIterator[bytes]:
        yield PIECE
        await begun.wait()
        for _ in range(100):
            yield PIECE

    immich.answers["/api/assets"] = take
    url = f"{web.url}/api/assets"
    async with (
        asyncio.timeout(DEADLINE),
        web.client.post(url, data=pieces(), headers={"x-stream": "1"}) as answer,
    ):
        assert answer.status == 200

    assert sum(sizes) == 101 * len(PIECE)


async def test_absent_gateway_is_a_problem(immich: Scripted, root: Path) -> None:
    """
    And not a page of nginx's own.
    """
    async with (
        running_web(immich.url, "http://127.0.0.1:9", root) as web,
        web.client.get(f"{web.url}/api/session") as answer,
    ):
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, body["title"]) == (502, "Bad Gateway")


async def test_word_of_the_gateway_about_immich_stays(root: Path) -> None:
    """
    What is wrong behind it the gateway itself knows best.
    """
    async with (
        running_gateway("http://127.0.0.1:9", web_root=NO_PAGE) as gateway,
        running_web("http://127.0.0.1:9", gateway.url, root) as web,
        web.client.get(f"{web.url}/api/users/me") as answer,
    ):
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, "Immich" in body["detail"]) == (502, True)
