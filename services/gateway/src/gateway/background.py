"""
Work that goes on beside the requests, from the start of a gateway to its end.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@asynccontextmanager
async def running(work: Coroutine[Any, Any, object]) -> AsyncIterator[None]:
    """
    Let work go on within the block; at its end it is cancelled, and waited for.
    """
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def in_thread(action: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """
    Do something in another thread; who is cancelled meanwhile waits until it is done.

    So nothing is left at work when connections are closed.
    """
    task = asyncio.ensure_future(asyncio.to_thread(action, *arguments, **named))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
