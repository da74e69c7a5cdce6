"""
Tests of WebSockets through the gateway.
"""

from pathlib import Path

import aiohttp
import pytest
from aiohttp import WSMsgType, web

from gateway.sockets import deny
from tests.integration.gateway.scripted import Gateway, Scripted, running_gateway, until

PATH = "/api/socket.io/"


def serve_socket(immich: Scripted, *frames: str | bytes, code: int | None = None) -> list[int]:
    """
    Let Immich open sockets, send frames, echo what comes, and close with a code if one is given.

    The list gets the code with which the other side ended.
    """
    ended: list[int] = []

    async def handler(request: web.Request) -> web.StreamResponse:
        sock = web.WebSocketResponse(protocols=("eio",), compress=False)
        await sock.prepare(request)
        for frame in frames:
            await (sock.send_str(frame) if isinstance(frame, str) else sock.send_bytes(frame))
        if code is not None:
            await sock.close(code=code, message=b"bye")
        async for message in sock:
            if message.type is WSMsgType.TEXT:
                await sock.send_str(f"echo {message.data}")
            else:
                await sock.send_bytes(b"echo " + message.data)
        ended.append(sock.close_code or 0)
        return sock

    immich.answers[PATH] = handler
    return ended


async def test_frames_go_both_ways(gateway: Gateway, immich: Scripted) -> None:
    """
    Text stays text and bytes stay bytes; query, cookies and sub-protocol arrive.
    """
    serve_socket(immich, "hello", b"\x00\xff")
    headers = {"cookie": "immich_access_token=t", "user-agent": "immich-ios/2"}
    address = f"{gateway.url}{PATH}?EIO=4&transport=websocket"
    async with gateway.client.ws_connect(address, headers=headers, protocols=("eio",)) as sock:
        assert sock.protocol == "eio"
        assert await sock.receive_str() == "hello"
        assert await sock.receive_bytes() == b"\x00\xff"
        await sock.send_str("a")
        assert await sock.receive_str() == "echo a"
        await sock.send_bytes(b"b")
        assert await sock.receive_bytes() == b"echo b"

    seen = immich.seen[0]
    assert seen.raw_path == f"{PATH}?EIO=4&transport=websocket"
    assert seen.header("cookie") == ["immich_access_token=t"]
    assert seen.header("user-agent") == ["immich-ios/2"]


async def test_callers_close_reaches_immich(gateway: Gateway, immich: Scripted) -> None:
    """
    The code with which a caller ends is the one that Immich sees.
    """
    ended = serve_socket(immich)
    async with gateway.client.ws_connect(f"{gateway.url}{PATH}") as sock:
        await sock.close(code=4001, message=b"enough")

    await until(lambda: ended == [4001])


async def test_lost_caller_ends_immichs_socket(gateway: Gateway, immich: Scripted) -> None:
    """
    A caller who vanishes leaves nothing open behind.
    """
    ended = serve_socket(immich)
    sock = await gateway.client.ws_connect(f"{gateway.url}{PATH}")
    transport = sock.get_extra_info("transport") or sock._writer.transport
    transport.abort()

    await until(lambda: ended == [1000])


async def test_immichs_close_reaches_the_caller(gateway: Gateway, immich: Scripted) -> None:
    """
    Code and reason are Immich's.
    """
    serve_socket(immich, code=4321)
    async with gateway.client.ws_connect(f"{gateway.url}{PATH}") as sock:
        message = await sock.receive()

    assert (message.type, message.data, message.extra) == (WSMsgType.CLOSE, 4321, "bye")


async def test_lost_immich_ends_the_callers_socket(gateway: Gateway, immich: Scripted) -> None:
    """
    When Immich vanishes the caller is told to go, and may come again.
    """

    async def vanish(request: web.Request) -> web.StreamResponse:
        sock = web.WebSocketResponse()
        await sock.prepare(request)
        assert request.transport is not None
        request.transport.abort()
        return sock

    immich.answers[PATH] = vanish
    async with gateway.client.ws_connect(f"{gateway.url}{PATH}") as sock:
        message = await sock.receive()

    assert (message.type, message.data) == (WSMsgType.CLOSE, 1001)


async def test_close_without_a_code_is_a_normal_end(gateway: Gateway, immich: Scripted) -> None:
    """
    A close frame that says nothing ends the caller's side well.
    """

    async def plain(request: web.Request) -> web.StreamResponse:
        sock = web.WebSocketResponse()
        await sock.prepare(request)
        assert request.transport is not None
        request.transport.write(b"\x88\x00")
        await sock.receive()
        return sock

    immich.answers[PATH] = plain
    async with gateway.client.ws_connect(f"{gateway.url}{PATH}") as sock:
        message = await sock.receive()

    assert (message.type, message.data) == (WSMsgType.CLOSE, 1000)


async def test_refused_handshake_keeps_its_status(gateway: Gateway, immich: Scripted) -> None:
    """
    What Immich does not open is not opened, with the same status.
    """
    immich.say(PATH, {"code": 0}, 400)

    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await gateway.client.ws_connect(f"{gateway.url}{PATH}")

    assert refused.value.status == 400


async def test_immich_down_is_a_502() -> None:
    """
    Without an Immich there is no socket.
    """
    async with running_gateway("http://127.0.0.1:9") as gateway:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await gateway.client.ws_connect(f"{gateway.url}{PATH}")

    assert refused.value.status == 502


async def test_cookie_opens_a_socket_for_our_own_page_only(
    immich: Scripted, tmp_path: Path
) -> None:
    """
    Our cookie becomes a token where the page is ours, and nothing where it is not.
    """
    serve_socket(immich, "hello")
    async with running_gateway(immich.url, web_root=tmp_path) as gateway:
        ours = {"cookie": "twinlens=tok", "origin": gateway.url}
        async with gateway.client.ws_connect(f"{gateway.url}{PATH}", headers=ours) as sock:
            assert await sock.receive_str() == "hello"
        foreign = {"cookie": "twinlens=tok", "origin": "http://evil.example"}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await gateway.client.ws_connect(f"{gateway.url}{PATH}", headers=foreign)

    assert immich.seen[0].header("authorization") == ["Bearer tok"]
    assert (refused.value.status, len(immich.seen)) == (403, 1)


async def test_server_without_denials_just_closes() -> None:
    """
    Where no status can be sent, the handshake is refused without one.
    """
    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)

    await deny({"type": "websocket"}, send, 403)

    assert sent == [{"type": "websocket.close", "code": 1000, "reason": ""}]
