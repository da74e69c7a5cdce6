"""
How often something may happen: so many times at once, and so many a minute.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

MINUTE = 60.0


class TokenBuckets:
    """
    A bucket a key, full at first, refilled evenly; the longest unused are given up.

    :param per_minute: how much a bucket holds, and gets in a minute; with 0 nothing is limited.
    :param capacity: how many buckets are kept.
    :param clock: seconds that never go back.
    """

    def __init__(
        self, per_minute: int, capacity: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_minute = per_minute
        self._capacity = capacity
        self._clock = clock
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> float:
        """
        Take one; give 0, or how many seconds to wait where the bucket is empty.
        """
        if self._per_minute == 0:
            return 0.0
        rate = self._per_minute / MINUTE
        now = self._clock()
        held, at = self._buckets.pop(key, (float(self._per_minute), now))
        held = min(float(self._per_minute), held + (now - at) * rate)
        wait = 0.0 if held >= 1 else (1 - held) / rate
        self._buckets[key] = (held if wait else held - 1, now)
        while len(self._buckets) > self._capacity:
            self._buckets.popitem(last=False)
        return wait
