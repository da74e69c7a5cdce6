"""
What dedup does with files: reads their quick ids, stores them, and compares those that share one.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from dedup import hash_queue
from dedup.fingerprinting import Preview, fingerprint_one
from dedup.hashing import hash_some
from dedup.regrouping import mark_dirty, settle
from mediacore.bounded_read import open_for_reading
from mediacore.database import Database, WriteSession, raw
from mediacore.formats import kind_of_name
from mediacore.library import FileRead
from mediacore.paths import display, name_of
from mediacore.quick_id import UnreadableFileError, quick_id
from mediacore.reads_store import Described, ReadsStore

EMPTY = "the file is empty"


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What dedup reads of every file.
    """

    quick_id: bytes


@dataclass(frozen=True, slots=True)
class Depth:
    """
    What a process does beyond comparing what is known.

    :ivar exact: whether files with the same bytes are looked for at all.
    :ivar whole_files: whether this process reads whole files; the watcher's does not.
    :ivar preview: gives pictures for perceptual hashes, or `None` when none are wanted.
    """

    exact: bool = True
    whole_files: bool = True
    preview: Preview | None = None


class DedupLibrary:
    """
    The dedup service's part of a scan.
    """

    def __init__(self, database: Database, root: bytes, depth: Depth) -> None:
        self._database = database
        self._root = root
        self._depth = depth
        self._store: ReadsStore[Reading] = ReadsStore(root, {}, _describe, mark_dirty)

    def read(
        self,
        path: bytes,
        display_name: str,  # noqa: ARG002 - the port's; a quick id asks for no name
        stat: os.stat_result,
    ) -> tuple[Reading, str | None]:
        """
        Read one file's quick id: 192 KiB of it at most.
        """
        try:
            fd = open_for_reading(path)
        except OSError as error:
            raise UnreadableFileError(path, error.strerror or str(error)) from error
        try:
            return Reading(quick_id(fd, stat.st_size)), None if stat.st_size else EMPTY
        except OSError as error:
            raise UnreadableFileError(path, error.strerror or str(error)) from error
        finally:
            os.close(fd)

    def record(self, session: WriteSession, reads: Sequence[FileRead[Reading]]) -> None:
        """
        Store quick ids, and note them for comparing.
        """
        file_ids = self._store.record(session, reads)
        hash_queue.try_again(session, file_ids)

    def forget(self, session: WriteSession, file_ids: Sequence[int]) -> None:
        """
        Note the quick ids of files that are missing.
        """
        if file_ids:
            mark_dirty(session, file_ids)

    def settle(self) -> None:
        """
        Compare what was touched and read what must be read whole, until all is done.

        A file that somebody has just put there comes first: then this work rests.
        """
        settle(self._database, enabled=self._depth.exact)
        if not self._depth.whole_files:
            return
        while not self._is_awaited() and hash_some(self._database, self._root):
            settle(self._database, enabled=self._depth.exact)
        preview = self._depth.preview
        if preview is not None:
            while not self._is_awaited() and fingerprint_one(self._database, self._root, preview):
                pass

    def _is_awaited(self) -> bool:
        with self._database.read() as session:
            row = (
                raw(session)
                .execute(
                    "SELECT EXISTS (SELECT 1 FROM scan_batches WHERE state = 'pending'"
                    " AND urgent AND retry_at <= now())"
                )
                .fetchone()
            )
        return row == (True,)


def _describe(reading: Reading, read: FileRead[Reading]) -> Described:
    kind = kind_of_name(display(name_of(read.path)))
    return Described(kind.value, reading.quick_id, reading.quick_id, ())
