"""
Tests of answers that are asked for once.
"""

import asyncio

import pytest

from gateway.recall import Recall
from gateway.ttl_cache import TtlCache


class Oracle:
    """
    Answers with how often it was asked, once it is let.
    """

    def __init__(self) -> None:
        self.asked = 0
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self) -> int:
        """
        Count and answer.
        """
        self.asked += 1
        mine = self.asked
        await self.open.wait()
        return mine


def recall(seconds: float = 5) -> Recall[str, int]:
    """
    Make a memory whose clock stands still.
    """
    return Recall(TtlCache(10, clock=lambda: 0), seconds)


async def test_answer_is_remembered_by_key() -> None:
    """
    The same key gives the same answer, another key one of its own.
    """
    known, ask = recall(), Oracle()

    assert [await known.get(key, ask) for key in ("a", "a", "b")] == [1, 1, 2]


async def test_answer_is_asked_anew_after_its_time() -> None:
    """
    What is good for no time is asked each time.
    """
    known, ask = recall(0), Oracle()

    assert [await known.get("a", ask) for _ in range(2)] == [1, 2]


async def test_those_who_come_meanwhile_wait_for_one_answer() -> None:
    """
    One question, however many wait; one who leaves does not end it for the others.
    """
    known, ask = recall(), Oracle()
    ask.open.clear()
    leaving, staying = (asyncio.create_task(known.get("a", ask)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    ask.open.set()

    assert (await staying, ask.asked) == (1, 1)


async def test_failure_reaches_all_and_is_not_remembered() -> None:
    """
    Whoever waited sees it; whoever comes after asks anew.
    """
    known, ask = recall(), Oracle()

    async def fail() -> int:
        raise ValueError("no")

    results = await asyncio.gather(
        known.get("a", fail), known.get("a", fail), return_exceptions=True
    )

    assert [str(result) for result in results] == ["no", "no"]
    assert await known.get("a", ask) == 1


@pytest.mark.parametrize("everything", [False, True])
async def test_answer_under_way_is_not_remembered_once_forgotten(everything: bool) -> None:
    """
    It may be from before what made us forget.
    """
    known, ask = recall(), Oracle()
    ask.open.clear()
    waiting = asyncio.create_task(known.get("a", ask))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    if everything:
        known.forget_all()
    else:
        known.forget("a")
    later = asyncio.create_task(known.get("a", ask))
    await asyncio.sleep(0)
    ask.open.set()

    assert (await waiting, await later, await known.get("a", ask)) == (1, 2, 2)


async def test_everything_is_asked_anew_once_forgotten() -> None:
    """
    Whatever its key.
    """
    known, ask = recall(), Oracle()
    for key in ("a", "b"):
        await known.get(key, ask)

    known.forget_all()

    assert [await known.get(key, ask) for key in ("a", "b")] == [3, 4]


async def test_closing_ends_what_is_under_way() -> None:
    """
    Nothing goes on behind a gateway that stopped.
    """
    known, ask = recall(), Oracle()
    ask.open.clear()
    waiting = asyncio.create_task(known.get("a", ask))
    await asyncio.sleep(0)

    await known.close()

    with pytest.raises(asyncio.CancelledError):
        await waiting
