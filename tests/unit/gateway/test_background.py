"""
Work beside the requests.
"""

import asyncio
import threading

import pytest

from gateway.background import in_thread, running


async def test_work_goes_on_within_the_block_only() -> None:
    """
    It has begun within, and is over behind.
    """
    begun, over = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            over.set()

    async with running(work()):
        await asyncio.wait_for(begun.wait(), 10)
        assert not over.is_set()

    assert over.is_set()


async def test_result_of_another_thread_is_given() -> None:
    """
    With its arguments by place and by name.
    """
    assert await in_thread(sorted, [1, 2], reverse=True) == [2, 1]


async def test_cancelled_waits_for_what_it_began() -> None:
    """
    The thread is never left behind.
    """
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def action() -> None:
        begun.set()
        may_end.wait(10)
        ended.set()

    task = asyncio.create_task(in_thread(action))
    await asyncio.to_thread(begun.wait, 10)

    task.cancel()
    asyncio.get_running_loop().call_later(0.01, may_end.set)

    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()
