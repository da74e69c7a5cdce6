"""
One worker's turn: claim a batch, read its files, store what was read, let the service settle.

Any step may be the last one before the power goes: the batch is claimed again by its heartbeat's
age, and reading a file twice gives the same rows.
"""

import os
import time
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import structlog

from mediacore import request_id
from mediacore.database import Database, WriteSession, is_transient, raw
from mediacore.discovery import Entry, absolute
from mediacore.library import FileRead, Library
from mediacore.library_state import recall
from mediacore.paths import display
from mediacore.quick_id import UnreadableFileError
from mediacore.root_guard import check
from mediacore.scan_store import (
    SPLIT_AFTER,
    Batch,
    claim_batch,
    finish_batch,
    finish_if_complete,
    note_progress,
    return_batch,
    split_batch,
)
from mediacore.scan_walk import ROOT_KEY

PROGRESS_SECONDS = 1.0
SETTLE_PAUSE = 6.0  # times what the last settling took
HELPERS = 3  # other workers that are asked to help with what a batch brought
DOUBT_SECONDS = 30.0  # before files are looked for again that may only be unmounted
GIVE_UP_TEXT = "reading this file ended the worker, twice"

R = TypeVar("R")

log = structlog.get_logger()


def _wake_nobody(_count: int) -> None:
    """
    Stand for a queue where nobody else works.
    """


class ScanWorker(Generic[R]):
    """
    Works through batches for one service.

    :param wake: wakes so many other workers, for what settling may bring to light.
    """

    def __init__(
        self,
        database: Database,
        root: bytes,
        library: Library[R],
        *,
        wake: Callable[[int], None] = _wake_nobody,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._root = root
        self._library = library
        self._clock = clock
        self._wake = wake
        self._settle_from = 0.0
        self._unsettled = False  # a batch of a scan, which may bring work for many

    def work(self) -> bool:
        """
        Do one batch; tell whether there was one.
        """
        with self._database.write() as session:
            batch = claim_batch(session)
            if batch is not None and batch.attempts > SPLIT_AFTER and len(batch.file_ids) > 1:
                split_batch(session, batch)
                log.warning("batch_split", batch=batch.id, files=len(batch.file_ids))
                return True
        if batch is None:
            return False
        try:
            with request_id.bound(batch.request_id, batch=batch.id):
                self._do(batch)
        except Exception as error:
            if is_transient(error):
                raise  # the sweeper gives it back when the database does
            with self._database.write() as session:
                return_batch(session, batch.id, after_seconds=1.0)
            raise
        return True

    def _do(self, batch: Batch) -> None:
        with self._database.read() as reader:
            rows = (
                raw(reader)
                .execute(
                    "SELECT id, path, attempts FROM files WHERE id = ANY(%s)"
                    " AND state <> 'missing' ORDER BY id",
                    (batch.file_ids,),
                )
                .fetchall()
            )
        lethal = batch.attempts > SPLIT_AFTER
        reads: list[FileRead[R]] = []
        said = self._clock()
        for file_id, path, attempts in rows:
            reads.append(self._read(file_id, bytes(path), attempts, lethal=lethal))
            if self._clock() - said >= PROGRESS_SECONDS:
                said = self._clock()
                with self._database.write() as session:
                    state = note_progress(session, batch.id, len(reads), _failed(reads))
                if state != "running":
                    break
        with self._database.write() as session:
            gone = [read.file_id for read in reads if read.entry is None]
            self._library.record(session, [read for read in reads if read.entry is not None])
            doubt = check(recall(session, ROOT_KEY), self._root) if gone else None
            if doubt is not None and not doubt.ok:
                log.warning("root_in_doubt", reason=doubt.reason)
                return_batch(session, batch.id, after_seconds=DOUBT_SECONDS)
                return
            _mark_missing(session, gone)
            self._library.forget(session, gone)
            if len(reads) == len(rows):
                finish_batch(session, batch.id, len(rows), _failed(reads))
            else:
                return_batch(session, batch.id)
        self._unsettled = self._unsettled or batch.run_id is not None
        if batch.run_id is None or self._clock() >= self._settle_from:
            self._settle()

    def _settle(self) -> None:
        """
        Let the service settle, and leave it alone for a while that grows with what it cost.

        Names recur in many folders, so settling after each batch of a scan would look at the same
        names again and again; this way it never takes more than a small share of the time. Workers
        that have nothing to do are asked to help: a last batch may bring more than all others.
        """
        if self._unsettled:
            self._unsettled = False
            self._wake(HELPERS)
        started = self._clock()
        self._library.settle()
        ended = self._clock()
        self._settle_from = ended + SETTLE_PAUSE * (ended - started)

    def finish(self) -> None:
        """
        Let the service settle, and close the open run when nothing of it is left.
        """
        self._settle()
        with self._database.write() as session:
            finished = finish_if_complete(session)
        if finished is not None:
            log.info("scan_finished", run=finished)

    def _read(self, file_id: int, path: bytes, attempts: int, *, lethal: bool) -> FileRead[R]:
        shown = display(path)
        full = absolute(self._root, path)
        try:
            stat = os.stat(full)  # noqa: PTH116 - paths are bytes here
        except (FileNotFoundError, NotADirectoryError):
            return FileRead(file_id, path, attempts, None, None, None)
        except OSError as error:
            entry = Entry(path, 0, 0, 0, 0, 0)
            return self._unread(file_id, entry, attempts, shown, error.strerror or str(error))
        entry = Entry(
            path,
            stat.st_size,
            stat.st_mtime_ns,
            stat.st_ctime_ns,
            stat.st_ino,
            stat.st_dev,
        )
        if lethal:
            return self._unread(file_id, entry, attempts, shown, GIVE_UP_TEXT)
        try:
            reading, problem = self._library.read(full, shown, stat)
        except UnreadableFileError as error:
            return self._unread(file_id, entry, attempts, shown, error.message)
        except Exception as error:  # noqa: BLE001 - a file nobody foresaw must not stop the scan
            return self._unread(file_id, entry, attempts, shown, f"{type(error).__name__}: {error}")
        if problem is not None and attempts == 0:
            log.warning("file_has_problem", path=shown, problem=problem)
        return FileRead(file_id, path, attempts, entry, reading, problem)

    def _unread(
        self, file_id: int, entry: Entry, attempts: int, shown: str, reason: str
    ) -> FileRead[R]:
        if attempts == 0:
            log.warning("file_unreadable", path=shown, problem=reason)
        return FileRead(file_id, entry.path, attempts, entry, None, reason)


def _failed(reads: Sequence[FileRead[R]]) -> int:
    return sum(1 for read in reads if read.problem is not None)


def _mark_missing(session: WriteSession, file_ids: Sequence[int]) -> None:
    if file_ids:
        raw(session).execute(
            "UPDATE files SET state = 'missing', missing_since = now(), retry_at = NULL"
            " WHERE id = ANY(%s)",
            (list(file_ids),),
        )
