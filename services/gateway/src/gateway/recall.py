"""
Answers that are asked for once, however many wait for them, and remembered for a while.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from gateway.ttl_cache import TtlCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recall(Generic[K, V]):
    """
    Remembers answers, never failures; whoever asks while an answer is under way waits for it.

    :param seconds: how long an answer is good for.
    """

    def __init__(self, cache: TtlCache[K, V], seconds: float) -> None:
        self._cache = cache
        self._seconds = seconds
        self._asking: dict[K, asyncio.Task[V]] = {}

    async def get(self, key: K, ask: Callable[[], Awaitable[V]]) -> V:
        """
        Give what is remembered, else what `ask` gives; a caller who leaves ends nobody's question.
        """
        known = self._cache.get(key)
        if known is not None:
            return known
        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.create_task(self._ask(key, ask))
        return await asyncio.shield(task)

    async def _ask(self, key: K, ask: Callable[[], Awaitable[V]]) -> V:
        me = asyncio.current_task()
        try:
            answer = await ask()
            if self._asking.get(key) is me:
                self._cache.put(key, answer, self._seconds)
            return answer
        finally:
            if self._asking.get(key) is me:
                del self._asking[key]

    def forget(self, key: K) -> None:
        """
        Forget an answer; one that is under way is not remembered either.
        """
        self._cache.forget(key)
        self._asking.pop(key, None)

    def forget_all(self) -> None:
        """
        Forget every answer, those under way included.
        """
        self._cache.clear()
        self._asking.clear()

    async def close(self) -> None:
        """
        Give up every question that is under way.
        """
        tasks = list(self._asking.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
