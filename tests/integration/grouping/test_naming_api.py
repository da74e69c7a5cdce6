"""
The route by which names are told.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.integration.grouping.desk import ALICE, Desk, make_application, make_client

RAW, JPEG = "upload/u/ab/cd/1.dng", "upload/u/ab/cd/2.jpg"
HOSTILE = ("../../x.jpg", "a\0b.jpg", "x" * 5000, "", "\0", "/", "IMG\n1.jpg", "%s{}';--")


@pytest.fixture
def client(desk: Desk, redis_url: str) -> Iterator[TestClient]:
    """
    The API over two uploads.
    """
    desk.raw(RAW, 0, 1)
    desk.jpeg(JPEG, 0, 2)
    desk.scan()
    with make_client(make_application(desk, redis_url)) as made:
        yield made


def _put(client: TestClient, *files: dict[str, Any]) -> httpx.Response:
    answer: httpx.Response = client.put("/files/names", json={"files": list(files)})
    return answer


def _pair(**more: Any) -> list[dict[str, Any]]:
    return [
        {"path": path, "name": name, "folder": ALICE, **more}
        for path, name in ((RAW, "IMG_1.DNG"), (JPEG, "IMG_1.JPG"))
    ]


def test_names_are_told_and_a_worker_woken(desk: Desk, client: TestClient) -> None:
    """
    Only where there is something to do.
    """
    desk.sent.clear()

    first = _put(client, *_pair(takenAt="2026-05-01T12:00:00.12"))
    again = _put(client, *_pair(takenAt="2026-05-01T12:00:00.12"))
    desk.runtime.work()

    assert (first.json(), again.json()) == ({"changed": 2}, {"changed": 0})
    assert desk.sent == [1]
    assert desk.shots() == [(JPEG, RAW)]
    assert desk.rows("SELECT DISTINCT mod(told_us, 1000000) FROM files") == [(120_000,)]


def test_null_takes_a_name_back(desk: Desk, client: TestClient) -> None:
    """
    And needs neither folder nor time.
    """
    _put(client, *_pair())

    back = _put(client, {"path": JPEG, "name": None, "takenAt": None})
    desk.runtime.work()

    assert back.json() == {"changed": 1}
    assert desk.shots() == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_names(desk: Desk, client: TestClient, name: str) -> None:
    """
    Whatever an upload was called, the others of the batch are told.
    """
    strange = {"path": "upload/3.jpg", "name": name, "folder": "../\0/x", "takenAt": None}

    answer = _put(client, strange, *_pair())
    desk.jpeg("upload/3.jpg", 0, 3)
    desk.scan()

    assert answer.status_code == 200
    assert desk.shots() == [(JPEG, RAW)]
    assert len(desk.rows("SELECT 1 FROM files WHERE state = 'ready'")) == 3


@pytest.mark.parametrize(
    "file",
    [
        {"path": JPEG},
        {"path": JPEG, "name": "x", "takenAt": "2026-05-01T12:00:00Z"},
        {"path": JPEG, "name": "x", "more": 1},
    ],
)
def test_what_was_not_agreed_is_refused(client: TestClient, file: dict[str, Any]) -> None:
    """
    A capture time is a wall time, without a zone.
    """
    assert _put(client, file).status_code == 422
