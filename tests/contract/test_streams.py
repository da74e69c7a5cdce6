"""
The socket on which Immich tells its apps what happens, and the stream they catch up by.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from websockets.sync.client import ClientConnection, connect

from tests.contract.immich import Immich, texts
from tests.contract.made import Made

SOCKET = "/api/socket.io/?EIO=4&transport=websocket"
SECONDS = 30


@contextmanager
def opened(immich: Immich, **headers: str) -> Iterator[ClientConnection]:
    """
    Open a socket and shake hands.
    """
    url = immich.server.url.replace("http", "ws", 1) + SOCKET
    with connect(url, additional_headers=headers, proxy=None) as socket:
        assert json.loads(str(socket.recv(SECONDS))[1:])["pingInterval"] > 0
        socket.send("40")
        yield socket


def heard(socket: ClientConnection, event: str) -> list[object]:
    """
    Wait for an event, and give what comes with it.
    """
    while True:
        text = str(socket.recv(SECONDS))
        if text.startswith(f'42["{event}"'):
            told: list[object] = json.loads(text[2:])
            return told[1:]


def test_socket_tells_what_goes_to_the_trash(immich: Immich, made: Made) -> None:
    """
    To the user's own session, by the ids.
    """
    picture = made.picture()
    with opened(immich, authorization=f"Bearer {immich.token}") as socket:
        heard(socket, "on_server_version")
        immich.json("DELETE", "/assets", {"ids": [picture.asset_id]})

        assert heard(socket, "on_asset_trash") == [[picture.asset_id]]


def test_socket_tells_nobody_that_they_are(immich: Immich) -> None:
    """
    It opens, says so, and is closed.
    """
    with opened(immich) as socket:
        assert heard(socket, "error") == ["unauthorized"]


def test_socket_knows_no_other_transport(immich: Immich) -> None:
    """
    Polling is refused.
    """
    answer = immich.ask("GET", "/socket.io/?EIO=4&transport=polling")

    assert (answer.status_code, answer.json()["message"]) == (400, "Transport unknown")


def test_sync_is_for_sessions_only(immich: Immich, made: Made) -> None:
    """
    A key with every permission is refused; a session gets lines of JSON up to the last.
    """
    types = {"types": ["AssetsV2" if immich.is_v3 else "AssetsV1"]}
    refused = immich.ask("POST", "/sync/stream", types, by=made.key("all"))
    stream = immich.ask("POST", "/sync/stream", types)
    lines = [json.loads(line) for line in stream.text.splitlines()]

    assert texts([refused]) == [(403, "Sync endpoints cannot be used with API keys")]
    assert stream.headers["content-type"].startswith("application/jsonlines+json")
    assert lines[-1]["type"] == "SyncCompleteV1"
