"""
When a file that is being copied is finished: it stood still, and its end is there.

Pure: time is an argument, and the caller looks at the disk.
"""

import heapq
from dataclasses import dataclass, replace

from mediacore.entries import Entry

QUIET_SECONDS = 0.3
MAX_WAIT_SECONDS = 600.0
MAX_PAUSE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Settled:
    """
    The file is finished, as far as can be told.

    :param tail_ok: `False` when it stood still for the longest wait although its end is missing.
    """

    entry: Entry
    tail_ok: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    The file still changes, or its end is missing: look again at `again_at`.
    """

    again_at: float


@dataclass(frozen=True, slots=True)
class Gone:
    """
    The file is no longer there.
    """


@dataclass(frozen=True, slots=True)
class _Watched:
    entry: Entry
    still_since: float
    pause: float
    due: float


def _same(one: Entry, other: Entry) -> bool:
    return (one.size, one.mtime_ns, one.ctime_ns) == (other.size, other.mtime_ns, other.ctime_ns)


class SettleQueue:
    """
    Holds files back until size, mtime and ctime were equal in two looks, and the tail parses.

    A file that keeps changing, or whose tail does not parse, is looked at ever more rarely, up to
    every 30 seconds; a new offer (it was closed, say) brings it back to the front.

    :param quiet_seconds: the least time between the two looks.
    :param max_wait: how long a file that stands still may lack its end, in seconds.
    """

    def __init__(
        self, quiet_seconds: float = QUIET_SECONDS, max_wait: float = MAX_WAIT_SECONDS
    ) -> None:
        self.quiet_seconds = quiet_seconds
        self.max_wait = max_wait
        self._watched: dict[bytes, _Watched] = {}
        self._heap: list[tuple[float, bytes]] = []

    def __len__(self) -> int:
        return len(self._watched)

    def __contains__(self, path: bytes) -> bool:
        return path in self._watched

    def offer(self, path: bytes, snapshot: Entry, now: float) -> None:
        """
        Begin to watch a file, or note that something happened to it.
        """
        known = self._watched.get(path)
        since = known.still_since if known and _same(known.entry, snapshot) else now
        due = max(now, since + self.quiet_seconds)
        self._keep(path, _Watched(snapshot, since, self.quiet_seconds, due))

    def forget(self, path: bytes) -> None:
        """
        Stop watching a file.
        """
        self._watched.pop(path, None)

    def next_due(self) -> float | None:
        """
        Give the time of the next look, `None` when nothing is watched.
        """
        while self._heap:
            due, path = self._heap[0]
            watched = self._watched.get(path)
            if watched and watched.due == due:
                return due
            heapq.heappop(self._heap)
        return None

    def below(self, folder: bytes) -> list[bytes]:
        """
        Give the watched paths inside a folder.
        """
        return [path for path in self._watched if path.startswith(folder + b"/")]

    def due(self, now: float, limit: int | None = None) -> list[bytes]:
        """
        Give the paths to look at again now; each must be resolved before it is due anew.
        """
        paths: dict[bytes, None] = {}
        while (
            (limit is None or len(paths) < limit)
            and (due := self.next_due()) is not None
            and due <= now
        ):
            paths[heapq.heappop(self._heap)[1]] = None
        return list(paths)

    def stands_still(self, path: bytes, fresh: Entry | None, now: float) -> bool:
        """
        Say whether only the tail decides: reading it before would be wasted.
        """
        known = self._watched.get(path)
        return (
            known is not None
            and fresh is not None
            and _same(known.entry, fresh)
            and now - known.still_since >= self.quiet_seconds
        )

    def resolve(
        self, path: bytes, fresh: Entry | None, tail_ok: bool, now: float
    ) -> Settled | Waiting | Gone:
        """
        Judge a file by a fresh look.

        :param tail_ok: whether its end was found; read it only when `stands_still`.
        """
        if fresh is None:
            self.forget(path)
            return Gone()
        known = self._watched.get(path) or _Watched(fresh, now, self.quiet_seconds, now)
        if not _same(known.entry, fresh):
            known = replace(known, entry=fresh, still_since=now)
        elif self.stands_still(path, fresh, now) and (
            tail_ok or now - known.still_since >= self.max_wait
        ):
            self.forget(path)
            return Settled(fresh, tail_ok)
        return self._wait(path, known, now)

    def _wait(self, path: bytes, known: _Watched, now: float) -> Waiting:
        again_at = now + known.pause
        pause = min(known.pause * 2, max(MAX_PAUSE_SECONDS, self.quiet_seconds))
        self._keep(path, replace(known, pause=pause, due=again_at))
        return Waiting(again_at)

    def _keep(self, path: bytes, watched: _Watched) -> None:
        self._watched[path] = watched
        heapq.heappush(self._heap, (watched.due, path))
