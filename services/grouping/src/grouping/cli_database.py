"""
The command line over the service's database: scanning without workers, listing, explaining.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy.exc import ArgumentError

from grouping import queries
from grouping.decision_store import EVERYBODY, decisions_about
from grouping.decisions import Decisions
from grouping.keys import key_bytes, stem_of
from grouping.library import GroupingLibrary
from grouping.listing import list_groups
from grouping.record_store import load_neighbourhood, records_by_path
from grouping.records import FileRecord, TimeSource
from grouping.rules import Rules
from grouping.seen import SeenFile
from grouping.told import TAKEN_SOURCE, TAKEN_TRUSTED
from mediacore.database import Database, WriteSession, is_transient, raw, with_patience
from mediacore.errors import InvalidRequestError, NotFoundError, UnavailableError
from mediacore.exclusions import Exclusions
from mediacore.facts import Reading
from mediacore.formats import Kind
from mediacore.pagination import PAGE_SIZE
from mediacore.paths import display, parent_of, path_key
from mediacore.scan_listener import Progress
from mediacore.scan_runtime import ScanRuntime
from mediacore.scan_status import ScanStatus, scan_status
from mediacore.scan_store import sweep

FOLLOW_SECONDS = 0.5
SAME_NAMES = 50  # files of one name anywhere in the library that an explanation looks at


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """
    Open the service's database for one command.

    :raises InvalidRequestError: when the address is none, or the tables are missing.
    :raises UnavailableError: when it does not answer.
    """
    try:
        database = Database(url, pool_size=2, name="grouping-cli")
    except ArgumentError:
        # Not chained and not quoted: the address may hold a password.
        raise InvalidRequestError("DATABASE_URL is not the address of a database.") from None
    try:
        yield database
    except psycopg.errors.UndefinedTable:
        raise InvalidRequestError(
            "The database has no tables yet: `python -m grouping.migrate` makes them."
        ) from None
    except Exception as error:
        if not is_transient(error):
            raise
        raise UnavailableError("The database does not answer: is DATABASE_URL right?") from error
    finally:
        database.close()


class TellingLibrary(GroupingLibrary):
    """
    The service's library, telling of every file it reads.
    """

    def __init__(
        self, database: Database, root: bytes, rules: Rules, told: Callable[[], None]
    ) -> None:
        super().__init__(database, root, rules)
        self._told = told

    def read(
        self, path: bytes, display_name: str, stat: os.stat_result
    ) -> tuple[Reading, str | None]:
        """
        Read one file's facts, and tell.
        """
        self._told()
        return super().read(path, display_name, stat)


class DatabaseScan:
    """
    A scan run of the service that this process follows, and works on if asked to.

    :param pause: waits so many seconds before looking again at what others do.
    """

    def __init__(
        self,
        database: Database,
        root: bytes,
        *,
        rules: Rules,
        exclusions: Exclusions,
        batch_size: int,
        progress: Progress,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database = database
        self._batch_size = batch_size
        self._progress = progress
        self._pause = pause
        self._done = self._total = 0
        self._runtime = ScanRuntime(
            database,
            root,
            TellingLibrary(database, root, rules, self._read_one),
            exclusions=exclusions,
            batch_size=batch_size,
            send=_nobody,
        )

    def run(self, *, work: bool) -> ScanStatus:
        """
        Start a run, or join the open one, and come back when it is over.
        """
        run = self._runtime.start_scan("cli")
        before: tuple[str, int] | None = None
        while True:
            status = with_patience(lambda: self._step(work=work), pause=self._pause)
            if status.run_id != run or status.state not in {"running", "paused"}:
                return status
            now = (status.stage, status.done)
            if now == before:
                self._pause(FOLLOW_SECONDS)
            before = now

    def _step(self, *, work: bool) -> ScanStatus:
        """
        Take back what others left lying, do what there is to do, and look how far the run is.
        """
        if work:
            with self._database.write() as session:
                sweep(session, batch_size=self._batch_size)
            self._runtime.work()
        return self._look()

    def _look(self) -> ScanStatus:
        with self._database.read() as session:
            status = scan_status(session)
        self._done, self._total = status.done, status.total
        if status.stage == "discover":
            self._progress.found(status.found)
        else:
            self._progress.read(status.done, status.total)
        return status

    def _read_one(self) -> None:
        self._done = min(self._done + 1, self._total)
        self._progress.read(self._done, self._total)


def _nobody() -> None:
    """
    Wake nobody: this process works itself, and the service's workers look by themselves.
    """


def stored_counts(database: Database) -> dict[str, dict[str, int]]:
    """
    Give groups, files and bytes by type.
    """
    with database.read() as session:
        by_type: dict[str, dict[str, int]] = queries.counts(session)["by_type"]
    return by_type


def stored_problems(database: Database) -> list[tuple[str, str]]:
    """
    Give path and problem of every file that has one.
    """
    with database.read() as session:
        rows = raw(session).execute(
            "SELECT display, problem FROM files WHERE problem IS NOT NULL AND state <> 'missing'"
            " ORDER BY path"
        )
        return [(path, problem) for path, problem in rows]


def stored_groups(
    database: Database,
    group_type: str | None,
    prefix: str,
    limit: int | None,
    page_size: int = PAGE_SIZE,
) -> list[dict[str, Any]]:
    """
    Give up to `limit` groups, or all of them.
    """
    groups: list[dict[str, Any]] = []
    cursor = None
    with database.read() as session:
        while limit is None or len(groups) < limit:
            room = page_size if limit is None else min(page_size, limit - len(groups))
            page = list_groups(
                session, group_type=group_type, prefix=prefix, cursor=cursor, limit=room
            )
            groups += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
    return groups


def stored_neighbours(
    database: Database, path: bytes, rules: Rules
) -> tuple[SeenFile, list[SeenFile], Decisions]:
    """
    Give a file, all that it may be grouped with or confused with, and what was decided of them.

    :raises NotFoundError: when the database does not know the file.
    """
    with database.write() as session:
        connection = raw(session)
        row = connection.execute(
            "SELECT id, match_key, coalesce(told_stem, stem) FROM files"
            " WHERE path_key = %s AND state <> 'missing'",
            (path_key(path),),
        ).fetchone()
        if row is None:
            raise NotFoundError(
                f"The database does not know {display(path)}: `grouping scan` first"
            )
        near = load_neighbourhood(session, [row[1] or key_bytes(display(path), rules)])
        stem = row[2] or stem_of(display(path))
        beside = connection.execute(
            "SELECT path_key FROM files WHERE folder_key = %s AND state = 'ready' UNION"
            " (SELECT path_key FROM files WHERE left(stem, 200) = left(%s, 200)"
            "  AND state = 'ready' LIMIT %s) UNION"
            " (SELECT path_key FROM files WHERE left(told_stem, 200) = left(%s, 200)"
            "  AND state = 'ready' LIMIT %s)",
            (path_key(parent_of(path)), *(stem, SAME_NAMES) * 2),
        ).fetchall()
        records = dict(near.records)
        for record in records_by_path(session, [bytes(key) for (key,) in beside]):
            records[record.file_id] = record
        seen = _seen(session, records, row[0])
        owned = decisions_about(session, {record.content for record in records.values()})
    decisions = Decisions([one.decision for one in owned if one.owner == EVERYBODY])
    return seen.pop(row[0]), list(seen.values()), decisions


def _seen(
    session: WriteSession, records: dict[int, FileRecord], wanted: int
) -> dict[int, SeenFile]:
    rows = raw(session).execute(
        (
            f"SELECT id, path, display, kind, size, format, {TAKEN_SOURCE}, {TAKEN_TRUSTED},"  # noqa: S608 - constant parts
            " offset_minutes, mismatch, problem FROM files WHERE id = ANY(%s)"
        ).encode(),
        ([wanted, *records],),
    )
    seen = {}
    for number, path, shown, kind, size, *facts in rows:
        form, source, trusted, offset, mismatch, problem = facts
        known = records.get(number)
        seen[number] = SeenFile(
            record=known or FileRecord(number, shown, Kind(kind), size),
            path=bytes(path),
            format=form or "",
            time_source=TimeSource(source) if source else None,
            time_trusted=bool(trusted),
            offset_minutes=offset,
            mismatch=mismatch,
            problem=problem,
            readable=known is not None or form is not None,
        )
    return seen
