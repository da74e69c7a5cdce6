"""
Sandboxes that are lent to threads, and kept for the next one: starting a child takes far longer
than most looks at a picture.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mediacore.sandbox import Sandbox


class SandboxPool:
    """
    Lends a sandbox to one borrower at a time, and makes another where all are lent.

    :param make: makes a sandbox.
    :param keep: how many are kept while nobody needs them; each holds a process.
    """

    def __init__(self, make: Callable[[], Sandbox], keep: int = 1) -> None:
        self._make = make
        self._keep = keep
        self._kept: list[Sandbox] = []
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[Sandbox]:
        """
        Lend a sandbox for the block.
        """
        with self._lock:
            lent = self._kept.pop() if self._kept else None
        lent = lent or self._make()
        try:
            yield lent
        finally:
            self._take_back(lent)

    def _take_back(self, lent: Sandbox) -> None:
        with self._lock:
            if len(self._kept) < self._keep:
                self._kept.append(lent)
                return
        lent.close()

    def close(self) -> None:
        """
        End what is kept; what is lent ends when it comes back, as nothing is kept from then on.
        """
        with self._lock:
            self._keep = 0
            kept, self._kept = self._kept, []
        for sandbox in kept:
            sandbox.close()
