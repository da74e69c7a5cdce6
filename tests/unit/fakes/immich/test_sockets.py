"""
Tests of the WebSocket.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from tests.fakes.immich import sockets
from tests.fakes.immich.app import create_app
from tests.samples.media import jpeg
from tests.unit.fakes.immich.conftest import StandIn
from tests.unit.fakes.immich.test_upload_api import upload
from tests.waiting import wait_until

URL = "/api/socket.io/?EIO=4&transport=websocket"


@pytest.fixture
async def address(either: StandIn) -> AsyncIterator[str]:
    """
    Where the stand-in listens.
    """
    config = uvicorn.Config(
        create_app(either.world), port=0, log_config=None, lifespan="off", ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    await asyncio.to_thread(wait_until, lambda: server.started)
    yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}{URL}"
    server.should_exit = True
    await task


async def opened(socket: ClientConnection) -> list[str]:
    """
    Shake hands, and give the first three frames.
    """
    first = await socket.recv()
    await socket.send("40")
    return [str(first), str(await socket.recv()), str(await socket.recv())]


async def heard(socket: ClientConnection, event: str) -> Any:
    """
    Wait for an event, and give what comes with it.
    """
    async with asyncio.timeout(10):
        while True:
            text = str(await socket.recv())
            if text.startswith("42") and json.loads(text[2:])[0] == event:
                return json.loads(text[2:])[1:]


async def test_user_hears_what_happens_to_their_assets(either: StandIn, address: str) -> None:
    """
    And nothing of another's.
    """
    headers = {"authorization": f"Bearer {either.token('demo')}"}
    [asset_id, other] = either.ids("L1000.JPG", "L1000.DNG")
    ids = {"ids": [asset_id]}
    async with connect(address, additional_headers=headers) as socket:
        frames = await opened(socket)
        await upload(either, who="guest")
        came = (await upload(either)).json()
        news = await heard(socket, "on_upload_success")
        ready = await heard(socket, f"AssetUploadReadyV{2 if either.world.v3 else 1}")
        (either.root / "new.jpg").write_bytes(jpeg())
        either.scan()
        found = await heard(socket, "on_upload_success")
        await either.send("PUT", f"/assets/{asset_id}", {"rating": 5})
        updated = await heard(socket, "on_asset_update")
        await either.send("PUT", "/assets", {**ids, "visibility": "hidden"})
        hidden = await heard(socket, "on_asset_hidden")
        await either.send("POST", "/stacks", {"assetIds": [asset_id, other]})
        stacked = await heard(socket, "on_asset_stack_update")
        await either.send("DELETE", "/assets", ids)
        trashed = await heard(socket, "on_asset_trash")
        await either.send("POST", "/trash/restore/assets", ids)
        restored = await heard(socket, "on_asset_restore")
        await either.send("DELETE", "/assets", {**ids, "force": True})
        deleted = await heard(socket, "on_asset_delete")

    assert [frame[:2] for frame in frames] == ["0{", "40", "42"]
    assert json.loads(frames[2][2:])[1]["version"] == either.world.settings.version_text
    assert news[0]["id"] == ready[0]["asset"]["id"] == came["id"]
    assert found[0]["originalFileName"] == "new.jpg"
    assert updated[0]["exifInfo"]["rating"] == 5
    assert (hidden, stacked, trashed) == ([asset_id], [], [[asset_id]])
    assert (restored, deleted) == ([[asset_id]], [asset_id])


@pytest.mark.parametrize("credential", ["none", "bad", "scoped"])
async def test_stranger_is_told_and_hears_nothing(
    either: StandIn, address: str, credential: str
) -> None:
    """
    A key needs every permission, and the query counts for nothing.
    """
    headers = {
        "none": {},
        "bad": {"x-api-key": "bad"},
        "scoped": either.key("demo", "asset.read"),
    }[credential]
    token = either.token("demo")
    url = f"{address}&sessionKey={token}"
    async with connect(url, additional_headers=headers) as socket:
        await socket.recv()
        await socket.send("3")
        await socket.send("40")
        frames = [str(await socket.recv()) for _ in range(3)]

    assert frames[1:] == ['42["error","unauthorized"]', "41"]


async def test_quiet_socket_is_kept_alive(
    either: StandIn, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    By a ping now and then.
    """
    monkeypatch.setattr(sockets, "PING_INTERVAL", 0.01)
    async with connect(address, additional_headers=either.key("demo")) as socket:
        await opened(socket)
        ping = await socket.recv()

    assert ping == "2"


async def test_polling_is_refused(stand_in: StandIn) -> None:
    """
    Immich knows only the WebSocket.
    """
    answer = await stand_in.client.get("/api/socket.io/?EIO=4&transport=polling")

    assert answer.json() == {"code": 0, "message": "Transport unknown"}
