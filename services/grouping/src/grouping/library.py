"""
What grouping does with files: reads their facts, stores them, and regroups their names.
"""

import os
from collections.abc import Sequence

from grouping.keys import key_bytes, stem_of
from grouping.regrouping import mark_dirty, settle
from grouping.rules import Rules
from grouping.tables import FILE_COLUMNS
from grouping.told_store import begin_reading, take_up
from mediacore.database import Database, WriteSession
from mediacore.facts import Reading, read_file
from mediacore.library import FileRead
from mediacore.paths import display
from mediacore.reads_store import Described, ReadsStore


class GroupingLibrary:
    """
    The grouping service's part of a scan.
    """

    def __init__(self, database: Database, root: bytes, rules: Rules) -> None:
        self._database = database
        self._rules = rules
        self._store: ReadsStore[Reading] = ReadsStore(
            root, FILE_COLUMNS, self._describe, mark_dirty
        )

    def read(
        self, path: bytes, display_name: str, stat: os.stat_result
    ) -> tuple[Reading, str | None]:
        """
        Read one file's facts.
        """
        reading = read_file(path, display_name, stat)
        return reading, reading.facts.problem

    def record(self, session: WriteSession, reads: Sequence[FileRead[Reading]]) -> None:
        """
        Store facts, and note the names they touch.
        """
        begin_reading(session)
        final = self._store.record(session, reads)
        take_up(session, final, self._rules)

    def forget(self, session: WriteSession, file_ids: Sequence[int]) -> None:
        """
        Note the names of files that are missing.
        """
        if file_ids:
            mark_dirty(session, file_ids)

    def settle(self) -> None:
        """
        Regroup what was touched.
        """
        settle(self._database, self._rules)

    def tidy(self, session: WriteSession) -> None:
        """
        Nothing is kept here beside the files themselves.
        """

    def _describe(self, reading: Reading, read: FileRead[Reading]) -> Described:
        facts = reading.facts
        shown = display(read.path)
        return Described(
            kind=facts.kind.value,
            quick_id=reading.quick_id,
            content_id=reading.content_id,
            values=(
                facts.format,
                facts.mismatch,
                facts.taken_us,
                facts.taken_source.value if facts.taken_source else None,
                facts.taken_exact,
                facts.taken_trusted,
                facts.offset_minutes,
                facts.camera,
                facts.content_identifier,
                facts.burst_id,
                facts.unique_id,
                facts.duration_s,
                facts.width,
                facts.height,
                facts.motion,
                key_bytes(shown, self._rules),
                stem_of(shown),
            ),
        )
