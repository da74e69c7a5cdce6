"""
Where notices about paths wait to be looked at.

A notice says only *look there*: the disk says what happened. So notices about one path melt into
one, their order does not matter, and a burst costs no more than the number of its paths.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Notices:
    """
    What was waiting.

    :param paths: to look at, each once, in order of arrival.
    :param moves: for each destination where it came from, chains followed to their start.
    :param lost: whether notices were dropped, here or by the kernel.
    """

    paths: tuple[bytes, ...] = ()
    moves: tuple[tuple[bytes, frozenset[bytes]], ...] = ()
    lost: bool = False


class Inbox:
    """
    A thread-safe gathering place with a bell.

    :param limit: how many paths may wait; beyond it they are dropped and counted as lost.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._bell = threading.Condition()
        self._paths: dict[bytes, None] = {}
        self._moves: dict[bytes, frozenset[bytes]] = {}
        self._lost = False
        self._awake = False

    def __len__(self) -> int:
        return len(self._paths) + len(self._moves)

    def mark(self, *paths: bytes) -> None:
        """
        Ask for a look at some paths.
        """
        self.mark_all(paths)

    def mark_all(self, paths: Iterable[bytes]) -> None:
        """
        Ask for a look at many paths at once.
        """
        with self._bell:
            self._paths.update(dict.fromkeys(paths))
            self._ring()

    def moved(self, source: bytes, destination: bytes) -> None:
        """
        Tell that a file or a folder has another path.
        """
        with self._bell:
            sources = self._moves.pop(source, frozenset()) | {source}
            self._moves[destination] = self._moves.get(destination, frozenset()) | sources
            self._ring()

    def lose(self) -> None:
        """
        Tell that notices were lost.
        """
        with self._bell:
            self._lost = True
            self._ring()

    def wake(self) -> None:
        """
        End a wait.
        """
        with self._bell:
            self._awake = True
            self._bell.notify_all()

    def wait(self, seconds: float, *, for_notices: bool = True) -> None:
        """
        Wait until someone wakes us, until there are notices if they matter, or until time is up.
        """
        with self._bell:
            self._bell.wait_for(
                lambda: self._awake or (for_notices and (len(self) > 0 or self._lost)),
                max(0.0, seconds),
            )
            self._awake = False

    def take(self) -> Notices:
        """
        Give everything that waits, and forget it.
        """
        with self._bell:
            taken = Notices(tuple(self._paths), tuple(self._moves.items()), self._lost)
            self._paths, self._moves, self._lost = {}, {}, False
        return taken

    def _ring(self) -> None:
        if len(self) > self._limit:
            self._paths, self._moves, self._lost = {}, {}, True
        self._bell.notify_all()
