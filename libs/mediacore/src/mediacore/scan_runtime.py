"""
The shared life of a service with a library: what its workers and its watcher do, in what order.
"""

import time
from collections.abc import Callable
from typing import Any

import structlog

from mediacore.change_feed import forget_changes
from mediacore.change_set import ChangeSet
from mediacore.database import Database, WriteSession, with_patience
from mediacore.discovery import walk
from mediacore.exclusions import Exclusions
from mediacore.inventory import forget_missing, mark_removed, merge_entries, merge_listings
from mediacore.library import Library
from mediacore.library_state import recall, remember
from mediacore.root_guard import RootGuard, check
from mediacore.scan_store import add_batches, forget_batches, start_run, sweep
from mediacore.scan_walk import ROOT_KEY, ScanWalk
from mediacore.scan_worker import ScanWorker

MAX_WAKES = 64  # messages sent at once; a worker that ends a batch looks for the next by itself
HISTORY_DAYS = 30.0
WATCHER_KEY = "watcher"
CLEANED_KEY = "cleaned_at"
RECONCILED_KEY = "reconciled_at"
CLEAN_SECONDS = 86400.0

log = structlog.get_logger()


class ScanRuntime:
    """
    One service's scanning: bound to its database, library and queue.
    """

    def __init__(
        self,
        database: Database,
        root: bytes,
        library: Library[Any],
        *,
        exclusions: Exclusions,
        batch_size: int,
        send: Callable[[], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.database = database
        self._root = root
        self._library = library
        self._exclusions = exclusions
        self._batch_size = batch_size
        self._send = send
        self._clock = clock
        self._worker = ScanWorker(database, root, library, wake=self.wake)
        self._walk = ScanWalk(
            database,
            root,
            library,
            exclusions=exclusions,
            batch_size=batch_size,
            wake=self.wake,
        )

    def wake(self, count: int) -> None:
        """
        Wake up to `count` workers; a queue that is away only delays the work.
        """
        try:
            for _ in range(min(count, MAX_WAKES)):
                self._send()
        except Exception as error:  # noqa: BLE001 - whatever Redis does, the sweeper wakes again
            log.warning("wake_failed", error=str(error))

    def work(self) -> None:
        """
        Be one woken worker: do the open walk, or batches until none is left.

        It finishes even when there was none: a scan that found nothing new ends too, and what a
        worker that died has left unsettled is settled.
        """
        if self._walk.discover() is not None:
            return
        while self._worker.work():
            pass
        self._worker.finish()  # a run that found nothing to read has no batch that would end it

    def start_scan(self, trigger: str) -> int:
        """
        Open a scan run (or join the open one) and wake a worker; give its id.
        """
        with self.database.write() as session:
            run = start_run(session, trigger)
            remember(session, RECONCILED_KEY, self._clock())
        self.wake(1)
        return run.id

    def apply(self, changes: ChangeSet) -> None:
        """
        Take in what a watcher saw. Waits patiently while the database is away.
        """
        with_patience(lambda: self._apply(changes))

    def _apply(self, changes: ChangeSet) -> None:
        with self.database.write() as session:
            gone, pending = self._merge(session, changes)
            self._library.forget(session, gone)
            batches = add_batches(session, None, pending, size=self._batch_size, urgent=True)
        if gone and not pending:
            self._library.settle()
        self.wake(batches)
        if changes.lost:
            log.warning("events_lost", action="reconciling")
            self.start_scan("events_lost")

    def _merge(self, session: WriteSession, changes: ChangeSet) -> tuple[list[int], list[int]]:
        safe = check(recall(session, ROOT_KEY), self._root).ok
        gone = mark_removed(session, changes.removed) if safe else []
        pending = merge_entries(session, changes.upserts)
        listings = [
            listing
            for folder in changes.rescan_folders
            for listing in walk(self._root, self._exclusions, folder)
        ]
        if listings:
            merged = merge_listings(session, listings, 0, deletions=safe)
            gone += merged.missing
            pending += merged.pending
        return gone, pending

    def tick(self, *, reconcile_hours: float, forget_days: float) -> None:
        """
        Do what is due: send work again that got lost, reconcile, clean up.
        """
        with self.database.write() as session:
            waiting = sweep(session, batch_size=self._batch_size)
            reconciled = recall(session, RECONCILED_KEY) or 0.0
            cleaned = recall(session, CLEANED_KEY) or 0.0
        now = self._clock()
        if now - cleaned >= CLEAN_SECONDS:
            self._clean_up(forget_days, now)
        self.wake(max(waiting, 1))
        if now - reconciled >= reconcile_hours * 3600:
            self.start_scan("reconcile")

    def _clean_up(self, forget_days: float, now: float) -> None:
        """
        Drop what is past its time; what is derived from a file is settled before its row goes.
        """
        self._library.settle()
        with self.database.write() as session:
            forgotten = forget_missing(session, forget_days)
            self._library.tidy(session)
            forget_batches(session, HISTORY_DAYS)
            forget_changes(session, HISTORY_DAYS)
            remember(session, CLEANED_KEY, now)
        log.info("cleaned_up", forgotten=forgotten)

    def root_guard(self) -> RootGuard:
        """
        Give a guard that knows the root as the last good scan saw it.
        """
        with self.database.read() as session:
            return RootGuard(self._root, recall(session, ROOT_KEY))

    def note_watcher(self, status: dict[str, Any]) -> None:
        """
        Keep how the library is watched, for health and status.
        """
        with self.database.write() as session:
            remember(session, WATCHER_KEY, {**status, "at": self._clock()})
