"""
Tests of taking in what was just decided.
"""

import asyncio

import pytest

from gateway import catching_up
from gateway.catching_up import CatchingUp

DEADLINE = 60.0


class Work:
    """
    A step that a test lets go on, and how often it was taken.
    """

    def __init__(self, more: int = 0) -> None:
        self.taken = 0
        self.more = more
        self.began = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def step(self) -> bool:
        """
        Take a step, as soon as the test lets it.
        """
        self.taken += 1
        self.began.set()
        await self.gate.wait()
        return self.taken <= self.more


async def test_each_step_is_taken_until_it_has_no_more() -> None:
    """
    One after the other.
    """
    first, second = Work(more=2), Work()
    catching = CatchingUp([first.step, second.step])

    await catching.now()

    assert (first.taken, second.taken) == (3, 1)


async def test_endless_work_is_left_to_the_duties() -> None:
    """
    A scan that runs brings more than any caller would wait for.
    """
    endless = Work(more=10**9)

    await CatchingUp([endless.step]).now()

    assert endless.taken == catching_up.MANY


async def test_callers_during_a_round_share_the_next() -> None:
    """
    The round under way may have looked before their decision fell.
    """
    work = Work()
    work.gate.clear()
    catching = CatchingUp([work.step])
    async with asyncio.timeout(DEADLINE), asyncio.TaskGroup() as group:
        group.create_task(catching.now())
        await work.began.wait()
        for _ in range(5):
            group.create_task(catching.now())
        work.gate.set()

    assert work.taken == 2


@pytest.mark.parametrize("is_closed", [False, True])
async def test_caller_does_not_wait_for_ever(is_closed: bool) -> None:
    """
    The round goes on without them, until it is given up.
    """
    work = Work()
    work.gate.clear()
    catching = CatchingUp([work.step], patience=0.001)

    await catching.now()
    if not is_closed:
        work.gate.set()
        async with asyncio.timeout(DEADLINE):
            await CatchingUp.now(catching)
    await catching.close()

    assert work.taken == (1 if is_closed else 2)


async def test_step_that_fails_holds_nobody_up() -> None:
    """
    Neither this time nor the next.
    """
    work = Work()

    async def fail() -> bool:
        raise RuntimeError("no database")

    catching = CatchingUp([work.step, fail])
    await catching.now()
    await catching.now()

    assert work.taken == 2
