"""
Tests of what listeners hear.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from gateway.pulse import Event, Pulse

DEADLINE = 60.0


class World:
    """
    Scans and users as a test wants them, and how often they were looked at.
    """

    def __init__(self) -> None:
        self.scan: dict[str, Any] = {"grouping": {"done": 1, "recentErrors": ["secret.jpg"]}}
        self.version = 1
        self.asked: list[Sequence[str]] = []
        self.broken = False
        self.failed = asyncio.Event()

    async def scans(self) -> dict[str, Any]:
        """
        Give the scans.
        """
        if self.broken:
            self.failed.set()
            raise RuntimeError("no database")
        return self.scan

    async def users(self, user_ids: Sequence[str]) -> Mapping[str, dict[str, Any]]:
        """
        Give the state of each user.
        """
        self.asked.append(user_ids)
        return {user: {"groups": {"version": self.version}} for user in user_ids}


async def heard(events: AsyncIterator[Event], count: int) -> list[Event]:
    """
    Wait for some events.
    """
    async with asyncio.timeout(DEADLINE):
        return [await anext(events) for _ in range(count)]


async def ended(events: AsyncGenerator[Event, None]) -> None:
    """
    Listen no more; in a task of its own, because what it throws would end the trace of the test.
    """
    await events.aclose()


async def test_listener_hears_the_state_and_then_what_changes() -> None:
    """
    What stays as it is is not told again.
    """
    world = World()
    pulse = Pulse(world.scans, world.users, interval=0.001)
    async with aclosing(pulse.listen("u1", is_admin=True)) as events:
        first = dict(await heard(events, 2))
        world.version = 2
        second = await heard(events, 1)
        assert first == {"progress": world.scan, "groups": {"version": 1}}
        assert second == [("groups", {"version": 2})]


async def test_only_admins_hear_of_files() -> None:
    """
    A path may belong to somebody else.
    """
    world = World()
    pulse = Pulse(world.scans, world.users, interval=0.001)
    async with aclosing(pulse.listen("u1", is_admin=False)) as events:
        told = dict(await heard(events, 2))
        assert told["progress"] == {"grouping": {"done": 1}}
        assert (await pulse.now("u1", is_admin=False))["progress"] == {"grouping": {"done": 1}}


async def test_nobody_is_asked_when_the_last_listener_has_gone() -> None:
    """
    Two tabs of one user are one question, and the first to close does not end the other's.
    """
    world = World()
    pulse = Pulse(world.scans, world.users, interval=0.001)
    one = pulse.listen("u1", is_admin=False)
    other = pulse.listen("u1", is_admin=False)
    await heard(one, 2)
    await heard(other, 2)
    await one.aclose()
    world.version = 5
    assert await heard(other, 1) == [("groups", {"version": 5})]
    await asyncio.create_task(ended(other))
    asked = len(world.asked)
    await asyncio.sleep(0)

    assert len(world.asked) == asked
    assert {tuple(users) for users in world.asked} == {("u1",)}


async def test_failed_look_is_made_up_for() -> None:
    """
    Listeners keep what was known, and hear what comes after.
    """
    world = World()
    pulse = Pulse(world.scans, world.users, interval=0.001)
    async with aclosing(pulse.listen("u1", is_admin=False)) as events:
        await heard(events, 2)
        world.broken = True
        world.version = 3
        async with asyncio.timeout(DEADLINE):
            await world.failed.wait()
        world.broken = False
        assert await heard(events, 1) == [("groups", {"version": 3})]


async def test_unknown_user_hears_of_the_scans_alone() -> None:
    """
    Somebody whose index has not begun has no groups yet.
    """
    world = World()

    async def nobody(_user_ids: Sequence[str]) -> Mapping[str, dict[str, Any]]:
        return {}

    pulse = Pulse(world.scans, nobody, interval=0.001)
    async with aclosing(pulse.listen("u1", is_admin=False)) as events:
        assert await heard(events, 1) == [("progress", {"grouping": {"done": 1}})]
    assert await pulse.now("u2", is_admin=True) == {"progress": world.scan}
