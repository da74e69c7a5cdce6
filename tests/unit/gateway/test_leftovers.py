"""
Tests of going on with what a crash left open.
"""

import asyncio
from dataclasses import replace

import pytest

from gateway.credentials import Credentials
from gateway.leftovers import LOOK_SECONDS, Leftovers
from gateway.ttl_cache import TtlCache
from gateway.viewer import Viewer
from mediacore.errors import UnavailableError

ANNA = Viewer(
    user_id="anna",
    name="Anna",
    email="a@b",
    is_admin=False,
    permissions=None,
    credentials=Credentials((), ()),
)


class Removing:
    """
    Remembers for whom it went on.
    """

    def __init__(self, error: Exception | None = None) -> None:
        self.users: list[str] = []
        self.began = asyncio.Event()
        self.go = asyncio.Event()
        self._error = error

    async def go_on(self, viewer: Viewer) -> None:
        """
        Go on, when told to.
        """
        self.users.append(viewer.user_id)
        self.began.set()
        await self.go.wait()
        if self._error is not None:
            raise self._error


class Clock:
    """
    A clock that a test sets.
    """

    now = 0.0

    def __call__(self) -> float:
        """
        Tell the time.
        """
        return self.now


async def test_who_comes_by_is_looked_after_now_and_then() -> None:
    """
    Once a minute for each user, beside what they ask for.
    """
    removing, clock = Removing(), Clock()
    leftovers = Leftovers(removing.go_on, TtlCache(10, clock))
    removing.go.set()
    for viewer in (ANNA, ANNA, replace(ANNA, user_id="bert")):
        leftovers.seen(viewer)
    clock.now = LOOK_SECONDS + 1
    leftovers.seen(ANNA)
    await asyncio.sleep(0)
    await leftovers.close()

    assert removing.users == ["anna", "bert", "anna"]


async def test_key_that_may_not_delete_leaves_it_open() -> None:
    """
    Somebody else of the same name may go on later.
    """
    removing = Removing()
    leftovers = Leftovers(removing.go_on, TtlCache(10))
    leftovers.seen(replace(ANNA, permissions=frozenset({"asset.read"})))
    await asyncio.sleep(0)
    await leftovers.close()

    assert removing.users == []


async def test_what_is_under_way_is_let_go_at_the_end() -> None:
    """
    A gateway that stops waits for nobody.
    """
    removing = Removing()
    leftovers = Leftovers(removing.go_on, TtlCache(10))
    leftovers.seen(ANNA)
    async with asyncio.timeout(5):
        await removing.began.wait()
        await leftovers.close()

    assert removing.users == ["anna"]


async def test_absent_immich_is_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    """
    What does not answer is tried when they come by another time.
    """
    removing = Removing(UnavailableError("away"))
    leftovers = Leftovers(removing.go_on, TtlCache(10))
    removing.go.set()
    leftovers.seen(ANNA)
    async with asyncio.timeout(5):
        while leftovers._tasks:
            await asyncio.wait(leftovers._tasks)

    assert "leftovers_wait" in capsys.readouterr().out
