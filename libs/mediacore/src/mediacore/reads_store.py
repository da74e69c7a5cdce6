"""
Storing what was read of files, and recognising a rename: the same content under a new name.

A renamed file keeps its row, so that its groups keep their ids; a file that failed is marked for a
later try.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from psycopg import sql

from mediacore.database import WriteSession, raw
from mediacore.discovery import absolute
from mediacore.library import FileRead
from mediacore.paths import name_of
from mediacore.retry import backoff_seconds
from mediacore.scan_store import give_up_after

RETRY_BASE_SECONDS = 30.0
RENAME_CANDIDATES = 8

R = TypeVar("R")

_COMMON = {
    "kind": "text",
    "quick_id": "bytea",
    "content_id": "bytea",
}
_LOCATION = (
    "path",
    "path_key",
    "folder_key",
    "display",
    "size",
    "mtime_ns",
    "ctime_ns",
    "inode",
    "device",
    "state",
    "problem",
    "attempts",
    "retry_at",
)


@dataclass(frozen=True, slots=True)
class Described:
    """
    A reading as columns: its kind, its two ids, and the service's own values in order.
    """

    kind: str
    quick_id: bytes
    content_id: bytes
    values: tuple[Any, ...]


class ReadsStore(Generic[R]):
    """
    Writes readings into `files`.

    :param columns: the service's own columns and their Postgres types, in the order of values.
    :param describe: gives the columns of a reading for a file's display path.
    :param touch: told the ids of rows before and after they change.
    """

    def __init__(
        self,
        root: bytes,
        columns: Mapping[str, str],
        describe: Callable[[R, FileRead[R]], Described],
        touch: Callable[[WriteSession, Sequence[int]], None],
    ) -> None:
        self._root = root
        self._columns = {**_COMMON, **columns}
        self._describe = describe
        self._touch = touch
        names = sql.SQL(", ").join(map(sql.Identifier, self._columns))
        types = sql.SQL(", ").join(
            sql.SQL("%b::{}[]").format(sql.SQL(kind)) for kind in self._columns.values()
        )
        sets = sql.SQL(", ").join(
            sql.SQL("{0} = r.{0}").format(sql.Identifier(name)) for name in self._columns
        )
        self._update = sql.SQL(
            "UPDATE files SET {sets}, size = r.size_now, mtime_ns = r.mtime_now,"
            " ctime_ns = r.ctime_now, state = 'ready', problem = r.problem_now,"
            " attempts = r.attempts_now,"
            " retry_at = now() + make_interval(secs => r.retry_seconds)"
            " FROM unnest(%b::bigint[], %b::bigint[], %b::bigint[], %b::bigint[], %b::text[],"
            " %b::smallint[], %b::float8[], {types})"
            " AS r(id, size_now, mtime_now, ctime_now, problem_now, attempts_now, retry_seconds,"
            " {names}) WHERE files.id = r.id"
        ).format(sets=sets, types=types, names=names)

    def record(self, session: WriteSession, reads: Sequence[FileRead[R]]) -> list[int]:
        """
        Store readings and failures; give the ids of the rows that hold them now.
        """
        ids = [read.file_id for read in reads]
        connection = raw(session)
        fresh = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM files WHERE id = ANY(%s) AND quick_id IS NULL", (ids,)
            )
        ]
        self._touch(session, ids)
        self._store_good(session, [read for read in reads if read.reading is not None])
        self._store_bad(session, [read for read in reads if read.reading is None])
        moved = self._adopt(session, fresh)
        final = [moved.get(file_id, file_id) for file_id in ids]
        self._touch(session, final)
        return final

    def _store_good(self, session: WriteSession, reads: Sequence[FileRead[R]]) -> None:
        if not reads:
            return
        columns: list[list[Any]] = [[] for _ in range(7 + len(self._columns))]
        for read in reads:
            assert read.reading is not None  # noqa: S101 - split by record()
            assert read.entry is not None  # noqa: S101 - a file that is gone is not recorded
            described = self._describe(read.reading, read)
            attempts, pause = _next_try(read)
            row = (
                read.file_id,
                read.entry.size,
                read.entry.mtime_ns,
                read.entry.ctime_ns,
                read.problem,
                attempts,
                pause,
                described.kind,
                described.quick_id,
                described.content_id,
                *described.values,
            )
            for column, value in zip(columns, row, strict=True):
                column.append(value)
        raw(session).execute(self._update, columns)

    def _store_bad(self, session: WriteSession, reads: Sequence[FileRead[R]]) -> None:
        for read in reads:
            attempts, pause = _next_try(read)
            raw(session).execute(
                "UPDATE files SET state = 'failed', problem = %s, attempts = %s,"
                " retry_at = now() + make_interval(secs => %s) WHERE id = %s",
                (read.problem, attempts, pause, read.file_id),
            )

    def _adopt(self, session: WriteSession, fresh: Sequence[int]) -> dict[int, int]:
        """
        Give rows of renamed files their new place; give {id of the new row: id that took over}.
        """
        if not fresh:
            return {}
        connection = raw(session)
        rows = connection.execute(
            "SELECT n.id, n.path, m.id, m.path, m.state = 'missing' FROM files n"
            " CROSS JOIN LATERAL (SELECT id, path, state FROM files m"
            "   WHERE m.quick_id = n.quick_id AND m.size = n.size AND m.id <> n.id"
            "   ORDER BY m.state <> 'missing', m.id LIMIT %s) m"
            " WHERE n.id = ANY(%s) AND n.size > 0 ORDER BY n.id",
            (RENAME_CANDIDATES, list(fresh)),
        ).fetchall()
        pairs = sorted(
            (name_of(bytes(new)) != name_of(bytes(old)), not gone, new_id, old_id, bytes(old))
            for new_id, new, old_id, old, gone in rows
        )
        moved: dict[int, int] = {}
        for _, not_gone, new_id, old_id, old_path in pairs:
            if new_id in moved or old_id in moved.values() or old_id in moved:
                continue
            if not_gone and os.path.lexists(absolute(self._root, old_path)):
                continue
            self._touch(session, [old_id])
            self._move(session, new_id, old_id)
            moved[new_id] = old_id
        return moved

    def _move(self, session: WriteSession, new_id: int, old_id: int) -> None:
        names = [*_LOCATION, *self._columns]
        listed = sql.SQL(", ").join(map(sql.Identifier, names))
        marks = sql.SQL(", ").join([sql.Placeholder()] * len(names))
        connection = raw(session)
        row = connection.execute(
            sql.SQL("DELETE FROM files WHERE id = %s RETURNING {}").format(listed), (new_id,)
        ).fetchone()
        assert row is not None  # noqa: S101 - recorded above in this transaction
        connection.execute(
            sql.SQL("UPDATE files SET missing_since = NULL, ({}) = ROW({}) WHERE id = %s").format(
                listed, marks
            ),
            (*row, old_id),
        )


def _next_try(read: FileRead[Any]) -> tuple[int, float | None]:
    """
    Give the number of failed tries so far, and the pause before the next, if there is one.
    """
    if read.problem is None:
        return 0, None
    attempts = read.attempts + 1
    if give_up_after(attempts):
        return attempts, None
    return attempts, backoff_seconds(attempts - 1, RETRY_BASE_SECONDS)
