"""
The routes by which a service is followed.
"""

import uuid
from collections.abc import Sequence

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from mediacore import api_errors
from mediacore.change_feed import forget_changes, publish
from mediacore.database import ReadSession
from mediacore.feed_api import Fed, make_feed_router
from tests.integration.mediacore.shelf import Bench

ONE, TWO, THREE = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


class Shown:
    """
    Three groups, of which nothing but their ids is told.
    """

    def ids_after(
        self, session: ReadSession, after: uuid.UUID | None, limit: int
    ) -> list[uuid.UUID]:
        """
        Give ids behind one.
        """
        assert not session.closed
        ids = [uuid.UUID(key) for key in (ONE, TWO, THREE)]
        return [key for key in ids if after is None or key > after][:limit]

    def groups(self, session: ReadSession, ids: Sequence[uuid.UUID]) -> list[Fed]:
        """
        Give the groups that are there.
        """
        return [{"group_id": str(key)} for key in ids if key in self.ids_after(session, None, 3)]


@pytest.fixture
def client(bench: Bench) -> TestClient:
    """
    The routes over three groups.
    """
    app = FastAPI()
    api_errors.install(app)
    app.include_router(make_feed_router(bench.database, Shown()))
    return TestClient(app)


def test_changes_are_followed(client: TestClient, bench: Bench) -> None:
    """
    A follower reads on from where it was, and at the end stays there.
    """
    with bench.database.write() as session:
        publish(session, "group_changed", [(ONE, {"n": 1})])

    first = client.get("/changes").json()

    assert [(row["kind"], row["subject"], row["body"]) for row in first["items"]] == [
        ("group_changed", ONE, {"n": 1})
    ]
    after = client.get("/changes", params={"after": first["last"]}).json()
    assert after == {"items": [], "last": first["last"], "lost": False}


def test_follower_behind_what_is_forgotten_is_told(client: TestClient, bench: Bench) -> None:
    """
    It must read everything again.
    """
    with bench.database.write() as session:
        publish(session, "group_changed", [(ONE, {})])
        forget_changes(session, -1)

    assert client.get("/changes").json() == {"items": [], "last": 0, "lost": True}


def test_feed_is_read_page_by_page(client: TestClient, bench: Bench) -> None:
    """
    Each page says behind which group the next begins, and the last that there is none.
    """
    with bench.database.write() as session:
        publish(session, "group_changed", [(ONE, {})])
    newest = client.get("/changes").json()["last"]

    first = client.get("/feed", params={"limit": 2}).json()
    last = client.get("/feed", params={"limit": 2, "after": first["next"]}).json()

    groups = [{"group_id": ONE}, {"group_id": TWO}]
    assert first == {"groups": groups, "next": TWO, "position": newest}
    assert last == {"groups": [{"group_id": THREE}], "next": None, "position": newest}


def test_feed_of_some_groups_says_which_are_gone(client: TestClient) -> None:
    """
    Each id once.
    """
    lost = str(uuid.UUID(int=9))

    answer = client.post("/feed", json={"ids": [TWO, lost, lost]})

    assert answer.json() == {"groups": [{"group_id": TWO}], "gone": [lost]}
