"""
A small memory that forgets: each entry by its own time, the oldest first when it is full.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class TtlCache(Generic[K, V]):
    """
    Remembers values for a while.

    :param capacity: how many entries are kept at most.
    :param clock: seconds that never go back.
    """

    def __init__(self, capacity: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity = capacity
        self._clock = clock
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """
        Give what is remembered, or nothing when its time is over.
        """
        entry = self._entries.get(key)
        if entry is None:
            return None
        expires, value = entry
        if expires <= self._clock():
            del self._entries[key]
            return None
        return value

    def put(self, key: K, value: V, seconds: float) -> None:
        """
        Remember a value for some seconds.
        """
        self._entries.pop(key, None)
        self._entries[key] = (self._clock() + seconds, value)
        while len(self._entries) > self._capacity:
            self._entries.popitem(last=False)

    def forget(self, key: K) -> None:
        """
        Forget an entry, whether it is there or not.
        """
        self._entries.pop(key, None)

    def clear(self) -> None:
        """
        Forget everything.
        """
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)
