"""
From notices to portions of changes: look at the disk, wait until files are finished, deliver.

One thread calls `step` again and again; time is an argument, so that tests need none.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress

import structlog

from mediacore.bounded_read import opened
from mediacore.change_set import ChangeBatch
from mediacore.delivery import Delivery
from mediacore.discovery import (
    Entry,
    absolute,
    entry_of,
    is_inside_excluded,
    never,
    stat_entry,
    stat_path,
    walk,
)
from mediacore.exclusions import Exclusions, is_media_or_sidecar
from mediacore.formats import kind_of_name
from mediacore.inbox import Inbox
from mediacore.paths import display, parent_of
from mediacore.settle import Gone, Settled, SettleQueue
from mediacore.tail_check import looks_complete

BATCH_MAX = 500
BATCH_WAIT_SECONDS = 0.2
IDLE_SECONDS = 1.0
REVISIT_SECONDS = 30.0

log = structlog.get_logger()


class ChangePump:
    """
    Turns what waits in an inbox into `ChangeSet`s, and loses none of them.

    :param delivery: takes the portions; while it is blocked, everything newer waits in the inbox.
    """

    def __init__(  # noqa: PLR0913 - the parts it connects, each given by name
        self,
        root: bytes | str,
        exclusions: Exclusions,
        inbox: Inbox,
        delivery: Delivery,
        *,
        settle: SettleQueue,
        batch_max: int = BATCH_MAX,
        batch_wait: float = BATCH_WAIT_SECONDS,
        stop: Callable[[], bool] = never,
    ) -> None:
        self._root = os.fsencode(root)
        self._exclusions = exclusions
        self._inbox = inbox
        self._delivery = delivery
        self._settle = settle
        self._batch_max = batch_max
        self._batch_wait = batch_wait
        self._stop = stop
        self._batch = ChangeBatch()
        self._came_from: dict[bytes, frozenset[bytes]] = {}
        self._missing: dict[bytes, float] = {}
        self._unreadable: dict[bytes, float] = {}

    def __len__(self) -> int:
        """
        Give how many paths are on their way.
        """
        return len(self._inbox) + len(self._settle) + len(self._missing) + len(self._batch)

    def step(self, now: float) -> float:
        """
        Do what is due, and give the time of the next step unless notices come before.
        """
        self._delivery.retry(now)
        if not self._delivery.blocked:
            if self._delivery.resumes():
                self._batch.lose(now)
            self._revisit(now)
            self._take_notices(now)
            self._judge_due(now)
            self._remove_due(now)
            self._flush_when_ready(now)
        return self._next_time(now)

    def _next_time(self, now: float) -> float:
        if self._delivery.blocked:
            return self._delivery.retry_at
        times = [now + IDLE_SECONDS]
        times.extend(
            next(iter(waiting.values())) for waiting in (self._missing, self._unreadable) if waiting
        )
        if self._batch.opened_at is not None:
            times.append(self._batch.opened_at + self._batch_wait)
        if (due := self._settle.next_due()) is not None:
            times.append(due)
        return min(times)

    def _take_notices(self, now: float) -> None:
        notices = self._inbox.take()
        if notices.lost:
            log.warning("watch_events_lost")
            self._batch.lose(now)
        for destination, sources in notices.moves:
            self._follow_move(destination, sources, now)
        for path in notices.paths:
            self._look(path, now)

    def _look(self, path: bytes, now: float) -> None:
        """
        See what is at a path, and act on that alone.
        """
        try:
            status = stat_path(self._root, path, follow_symlinks=self._exclusions.follow_symlinks)
        except OSError as error:
            self._note_unreadable(path, error, now)
            return
        self._unreadable.pop(path, None)
        if status is not None and stat.S_ISDIR(status.st_mode):
            self._scan(path, now)
        elif self._is_excluded_file(path):
            return
        elif status is None:
            self._missing.setdefault(path, now + self._settle.quiet_seconds)
        elif stat.S_ISREG(status.st_mode) and is_media_or_sidecar(path):
            self._settle.offer(path, entry_of(path, status), now)

    def _is_excluded_file(self, path: bytes) -> bool:
        """
        Say whether a path is out of bounds as a file, or, when it has no known ending, as a folder.
        """
        if is_media_or_sidecar(path):
            return self._exclusions.excludes_file(path) or is_inside_excluded(
                self._root, parent_of(path), self._exclusions
            )
        return is_inside_excluded(self._root, path, self._exclusions)

    def _scan(self, folder: bytes, now: float) -> None:
        if is_inside_excluded(self._root, folder, self._exclusions):
            return
        for listing in walk(self._root, self._exclusions, folder, self._stop):
            for problem in listing.problems:
                log.warning("path_not_read", path=display(problem.path), reason=problem.reason)
            for entry in listing.files:
                self._settle.offer(entry.path, entry, now)
            if not listing.complete:
                self._batch.rescan(listing.path, now)

    def _note_unreadable(self, path: bytes, error: OSError, now: float) -> None:
        if path not in self._unreadable:
            reason = os.strerror(error.errno or 0)
            log.warning("path_not_read", path=display(path), reason=reason)
        self._unreadable[path] = now + REVISIT_SECONDS

    def _revisit(self, now: float) -> None:
        for path in [path for path, due in self._unreadable.items() if due <= now]:
            self._look(path, now)

    def _follow_move(self, destination: bytes, sources: frozenset[bytes], now: float) -> None:
        """
        Keep a rename together: the removal waits for the file's new place.
        """
        ours = frozenset(source for source in sources if not self._is_excluded_file(source))
        for source in ours:
            self._missing.pop(source, None)
        if self._is_folder(destination) and ours:
            self._move_folder(destination, ours, now)
            return
        self._look(destination, now)
        if destination in self._settle:
            self._came_from[destination] = self._came_from.get(destination, frozenset()) | ours
        else:
            for source in ours:
                self._look(source, now)

    def _is_folder(self, path: bytes) -> bool:
        with suppress(OSError):
            status = stat_path(self._root, path)
            return (
                status is not None
                and stat.S_ISDIR(status.st_mode)
                and not is_inside_excluded(self._root, path, self._exclusions)
            )
        return False

    def _move_folder(self, destination: bytes, sources: frozenset[bytes], now: float) -> None:
        for source in sources:
            self._remove_if_missing(source, now)
            for path in self._settle.below(source):
                self._settle.forget(path)
                self._look(destination + path[len(source) :], now)
        self._batch.rescan(destination, now)

    def _judge_due(self, now: float) -> None:
        while not self._delivery.blocked and (paths := self._settle.due(now, self._room())):
            for path in paths:
                self._judge(path, now)
            self._flush_when_full(now)

    def _room(self) -> int:
        return max(1, self._batch_max - len(self._batch))

    def _judge(self, path: bytes, now: float) -> None:
        try:
            fresh = stat_entry(self._root, path, follow_symlinks=self._exclusions.follow_symlinks)
        except OSError as error:
            self._settle.forget(path)
            self._note_unreadable(path, error, now)
            return
        still = fresh is not None and self._settle.stands_still(path, fresh, now)
        tail_ok = still and fresh is not None and self._tail_ok(fresh)
        verdict = self._settle.resolve(path, fresh, tail_ok, now)
        if isinstance(verdict, Settled):
            self._arrive(verdict, now)
        elif isinstance(verdict, Gone):
            for gone in (path, *self._came_from.pop(path, ())):
                self._missing.setdefault(gone, now + self._settle.quiet_seconds)

    def _tail_ok(self, entry: Entry) -> bool:
        """
        Say whether a file's end is there; one that cannot be read is left to whoever reads it.
        """
        try:
            with opened(absolute(self._root, entry.path)) as fd:
                return looks_complete(fd, kind_of_name(entry.path.decode("latin-1")), entry.size)
        except OSError:
            return True

    def _arrive(self, settled: Settled, now: float) -> None:
        entry = settled.entry
        if not settled.tail_ok:
            log.warning("file_taken_without_its_end", path=display(entry.path), size=entry.size)
        for source in self._came_from.pop(entry.path, ()):
            self._remove_if_missing(source, now)
        self._missing.pop(entry.path, None)
        self._batch.upsert(entry, now)

    def _remove_due(self, now: float) -> None:
        for path in [path for path, due in self._missing.items() if due <= now]:
            if self._delivery.blocked:
                return
            del self._missing[path]
            self._remove_if_missing(path, now)
            self._flush_when_full(now)

    def _remove_if_missing(self, path: bytes, now: float) -> None:
        try:
            status = stat_path(self._root, path)
        except OSError as error:
            self._note_unreadable(path, error, now)
            return
        if status is not None:
            self._inbox.mark(path)
        elif path:
            self._batch.remove(path, now)

    def _flush_when_full(self, now: float) -> None:
        if len(self._batch) >= self._batch_max:
            self._flush(now)

    def _flush_when_ready(self, now: float) -> None:
        opened_at = self._batch.opened_at
        if self._delivery.blocked or opened_at is None:
            return
        due = self._settle.next_due()
        quiet = due is None or due > now + self._batch_wait
        if quiet or now - opened_at >= self._batch_wait:
            self._flush(now)

    def _flush(self, now: float) -> None:
        self._delivery.give(self._batch.take(), now)
