"""
The walk of a scan run: from folder listings to inventory rows and batches of what must be read.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import structlog

from mediacore.database import Database
from mediacore.discovery import FolderListing, walk
from mediacore.exclusions import Exclusions
from mediacore.inventory import finish_walk, merge_listings
from mediacore.library import Library
from mediacore.library_state import recall, remember
from mediacore.root_guard import RootGuard
from mediacore.scan_store import (
    Run,
    add_batches,
    claim_discovery,
    finish_discovery,
    note_found,
    release_discovery,
    restart_discovery,
)

CHUNK_FILES = 2000
CHUNK_SECONDS = 1.0
ROOT_KEY = "root"

log = structlog.get_logger()


class ScanWalk:
    """
    Walks the library for one service.
    """

    def __init__(
        self,
        database: Database,
        root: bytes,
        library: Library[Any],
        *,
        exclusions: Exclusions,
        batch_size: int,
        wake: Callable[[int], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._root = root
        self._library = library
        self._exclusions = exclusions
        self._batch_size = batch_size
        self._wake = wake
        self._clock = clock

    def discover(self) -> Run | None:
        """
        Do the walk of the open run; `None` when there is none to do.
        """
        with self._database.write() as session:
            run = claim_discovery(session)
            if run is None:
                return None
            restart_discovery(session, run.id)
            memory = RootGuard(self._root, recall(session, ROOT_KEY))
        guard = memory.check()
        if not guard.ok:
            log.warning("root_in_doubt", reason=guard.reason)
        unread: list[bytes] = []
        for chunk in self._chunks():
            unread.extend(listing.path for listing in chunk if not listing.complete)
            state = self._store(run, chunk, deletions=guard.ok)
            if state != "running":
                with self._database.write() as session:
                    release_discovery(session, run.id)
                return run
        with self._database.write() as session:
            if guard.ok:
                gone = finish_walk(session, run.id, unread)
                self._library.forget(session, gone)
                note_found(session, run.id, found=0, unchanged=0, missing=len(gone))
                remember(session, ROOT_KEY, memory.state)
            note = None if guard.ok else guard.reason
            finish_discovery(session, run.id, note)
        self._wake(1)
        return run

    def _chunks(self) -> Iterator[list[FolderListing]]:
        chunk: list[FolderListing] = []
        count, started = 0, self._clock()
        for listing in walk(self._root, self._exclusions):
            for problem in listing.problems:
                log.warning("not_scanned", path=repr(problem.path), reason=problem.reason)
            chunk.append(listing)
            count += len(listing.files)
            if count >= CHUNK_FILES or self._clock() - started >= CHUNK_SECONDS:
                yield chunk
                chunk, count, started = [], 0, self._clock()
        if chunk:
            yield chunk

    def _store(self, run: Run, chunk: list[FolderListing], *, deletions: bool) -> str:
        with self._database.write() as session:
            merged = merge_listings(session, chunk, run.id, deletions=deletions)
            self._library.forget(session, merged.missing)
            batches = add_batches(session, run.id, merged.pending, size=self._batch_size)
            state = note_found(
                session,
                run.id,
                found=len(merged.pending) + merged.unchanged,
                unchanged=merged.unchanged,
                missing=len(merged.missing),
            )
        self._wake(batches)
        return state
