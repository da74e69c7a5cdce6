"""
What dedup does with files: reads their ids and facts, stores them, and compares what may be alike.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dedup import hash_queue, picture_store
from dedup.eyes import Eyes
from dedup.fingerprinting import fingerprint_some
from dedup.hashing import hash_some
from dedup.regrouping import Rules, mark_dirty, settle
from dedup.removal_store import close_gone
from dedup.searching import search_some
from dedup.vector_index import keep_up
from dedup.verifying import Verifier
from mediacore.database import Database, WriteSession, raw
from mediacore.facts import Reading, read_file
from mediacore.formats import Kind, kind_of_name
from mediacore.library import FileRead
from mediacore.library_state import recall, remember
from mediacore.paths import display, name_of
from mediacore.reads_store import Described, ReadsStore

EMPTY = "the file is empty"
LOOKED_FOR = "perceptual_match"
SETTLE_SECONDS = 5.0  # between two looks at the groups, while there is much to compare
LONGEST_SECONDS = 1800.0  # of one turn; whoever keeps the work moving asks for the next

FILE_COLUMNS = {
    "format": "text",
    "width": "integer",
    "height": "integer",
    "taken_us": "bigint",
    "taken_trusted": "boolean",
    "camera": "text",
    "burst_id": "text",
    "has_gps": "boolean",
    "duration_s": "float8",
}


@dataclass(frozen=True, slots=True)
class Depth:
    """
    What a process does beyond comparing what is known.

    :ivar rules: what is looked for.
    :ivar whole_files: whether this process reads whole files; the watcher's does not.
    :ivar eyes: looks at pictures, or `None` in a process that does not.
    """

    rules: Rules = Rules()  # noqa: RUF009 - its instances are frozen, too
    whole_files: bool = True
    eyes: Eyes | None = None


class DedupLibrary:
    """
    The dedup service's part of a scan.
    """

    def __init__(
        self,
        database: Database,
        root: bytes,
        depth: Depth,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._root = root
        self._depth = depth
        self._store: ReadsStore[Reading] = ReadsStore(root, FILE_COLUMNS, _describe, mark_dirty)
        self._verifier = depth.eyes and Verifier(database, root, depth.eyes)
        self._knows_switch = False

    def read(
        self, path: bytes, display_name: str, stat: os.stat_result
    ) -> tuple[Reading, str | None]:
        """
        Read one file's quick id, 192 KiB of it at most, and its facts, damage among them.
        """
        reading = read_file(path, display_name, stat)
        return reading, reading.facts.problem if stat.st_size else EMPTY

    def record(self, session: WriteSession, reads: Sequence[FileRead[Reading]]) -> None:
        """
        Store what was read, and note it for comparing.
        """
        file_ids = self._store.record(session, reads)
        hash_queue.try_again(session, file_ids)
        if self._depth.rules.perceptual:
            picture_store.want(session, file_ids)

    def forget(self, session: WriteSession, file_ids: Sequence[int]) -> None:
        """
        Note the quick ids of files that are missing; who wanted them to go has their wish.
        """
        if file_ids:
            mark_dirty(session, file_ids)
            close_gone(session, file_ids)

    def settle(self) -> None:
        """
        Compare what was touched, and read and look at what must be for that, until all is done.

        A file that somebody has just put there comes first: then this work rests.
        """
        self._follow_switch()
        until = self._clock() + LONGEST_SECONDS
        settle(self._database, self._depth.rules)
        if self._depth.whole_files:
            while self._clock() < until and self._go_deeper_for_a_while():
                settle(self._database, self._depth.rules)

    def tidy(self, session: WriteSession) -> None:
        """
        Drop the pictures that no file holds any more.
        """
        picture_store.forget_orphans(session)

    def _go_deeper_for_a_while(self) -> bool:
        """
        Work until groups are due to be looked at; tell whether anything was done.

        What hangs together is grouped as a whole, so doing that after each pair would be slow.
        """
        until = self._clock() + SETTLE_SECONDS
        done = False
        while not self._is_awaited() and self._go_deeper():
            done = True
            if self._clock() >= until:
                break
        return done

    def _go_deeper(self) -> bool:
        """
        Do a share of each kind of work; tell whether there was any.
        """
        done = hash_some(self._database, self._root)
        if self._depth.rules.perceptual and self._depth.eyes and self._verifier:
            done += fingerprint_some(self._database, self._root, self._depth.eyes)
            if keep_up(self._database):
                done += search_some(self._database)
            done += self._verifier.verify_some()
        return done > 0

    def _follow_switch(self) -> None:
        """
        Look at the pictures of files that were read while nobody looked for near duplicates.
        """
        if self._knows_switch:
            return
        with self._database.write() as session:
            wanted = self._depth.rules.perceptual
            if recall(session, LOOKED_FOR) != wanted:
                remember(session, LOOKED_FOR, wanted)
                if wanted:
                    picture_store.want_all(session)
        self._knows_switch = True

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
    facts = reading.facts
    kind = facts.kind
    if kind is Kind.OTHER:  # what a damaged file is, its name still says
        kind = kind_of_name(display(name_of(read.path)))
    return Described(
        kind.value,
        reading.quick_id,
        reading.content_id,
        (
            facts.format,
            facts.width,
            facts.height,
            facts.taken_us,
            facts.taken_trusted,
            facts.camera,
            facts.burst_id,
            facts.has_gps,
            facts.duration_s,
        ),
    )
