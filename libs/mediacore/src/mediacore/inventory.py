"""
The inventory: which files there are, told by folder listings and by single changes.

Every function runs in the caller's transaction and may run twice with the same result.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mediacore.database import ReadSession, WriteSession, raw
from mediacore.discovery import Entry, FolderListing
from mediacore.formats import kind_of_name
from mediacore.inventory_tables import PREFIX_BYTES
from mediacore.paths import display, name_of, parent_of, path_key, prefix_range

_MERGE = """
WITH seen AS (
  SELECT * FROM unnest(%b::bytea[], %b::bytea[], %b::bytea[], %b::text[], %b::text[], %b::bigint[],
                       %b::bigint[], %b::bigint[], %b::bigint[], %b::bigint[])
    AS e(path, path_key, folder_key, display, kind, size, mtime_ns, ctime_ns, inode, device)
)
INSERT INTO files (path, path_key, folder_key, display, kind, size, mtime_ns, ctime_ns, inode,
                   device)
SELECT seen.* FROM seen LEFT JOIN files USING (path_key)
WHERE files.id IS NULL OR files.size <> seen.size OR files.mtime_ns <> seen.mtime_ns
   OR files.state = 'missing'
ORDER BY seen.path_key
ON CONFLICT (path_key) DO UPDATE SET
  size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns,
  inode = excluded.inode, device = excluded.device,
  state = 'pending', problem = NULL, attempts = 0, retry_at = NULL, missing_since = NULL
RETURNING id
"""

_KNOWN = "path, size, mtime_ns, ctime_ns, inode, device"


@dataclass(frozen=True, slots=True)
class Merged:
    """
    What a merge found: files to read, how many were as before, and files that are gone.
    """

    pending: list[int]
    unchanged: int
    missing: list[int]


def signed(value: int) -> int:
    """
    Fit an unsigned 64-bit inode or device number into Postgres's bigint.
    """
    return value - (1 << 64) if value >= (1 << 63) else value


def merge_entries(session: WriteSession, entries: Sequence[Entry]) -> list[int]:
    """
    Store files as seen now; give the ids of those that are new, changed or back.
    """
    if not entries:
        return []
    columns: list[list[Any]] = [[] for _ in range(10)]
    for entry in entries:
        shown = display(entry.path)
        row = (
            entry.path,
            path_key(entry.path),
            path_key(parent_of(entry.path)),
            shown,
            kind_of_name(display(name_of(entry.path))).value,
            entry.size,
            entry.mtime_ns,
            entry.ctime_ns,
            signed(entry.inode),
            signed(entry.device),
        )
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return [row[0] for row in raw(session).execute(_MERGE, columns)]


def merge_listings(
    session: WriteSession,
    listings: Sequence[FolderListing],
    run_id: int,
    *,
    deletions: bool = True,
) -> Merged:
    """
    Store whole folders as listed; what a complete listing does not name any more is missing.

    :param deletions: `False` while the library's root is in doubt: then nothing goes missing.
    """
    entries = [entry for listing in listings for entry in listing.files]
    pending = merge_entries(session, entries)
    connection = raw(session)
    connection.execute(
        "INSERT INTO folders (path_key, parent_key, path, mtime_ns, device, seen_run)"
        " SELECT *, %s FROM unnest(%b::bytea[], %b::bytea[], %b::bytea[], %b::bigint[],"
        " %b::bigint[]) ON CONFLICT (path_key) DO UPDATE SET mtime_ns = excluded.mtime_ns,"
        " device = excluded.device, seen_run = excluded.seen_run",
        (
            run_id,
            [path_key(listing.path) for listing in listings],
            [path_key(parent_of(listing.path)) for listing in listings],
            [listing.path for listing in listings],
            [listing.mtime_ns for listing in listings],
            [signed(listing.device) for listing in listings],
        ),
    )
    missing: list[int] = []
    complete = [path_key(listing.path) for listing in listings if listing.complete]
    if deletions and complete:
        rows = connection.execute(
            "UPDATE files SET state = 'missing', missing_since = now(), retry_at = NULL"
            " WHERE folder_key = ANY(%s) AND state <> 'missing' AND NOT path_key = ANY(%s)"
            " RETURNING id",
            (complete, [path_key(entry.path) for entry in entries]),
        )
        missing = [row[0] for row in rows]
    return Merged(pending, len(entries) - len(pending), missing)


def finish_walk(session: WriteSession, run_id: int, unread: Sequence[bytes]) -> list[int]:
    """
    After a whole walk, give up the folders that were not met; give the ids of their files.

    :param unread: folders that could not be read: nothing under them is given up.
    """
    connection = raw(session)
    gone = [
        (key, path)
        for key, path in connection.execute(
            "SELECT path_key, path FROM folders WHERE seen_run <> %s", (run_id,)
        ).fetchall()
        if not any(_is_under(path, folder) for folder in unread)
    ]
    keys = [key for key, _ in gone]
    connection.execute("DELETE FROM folders WHERE path_key = ANY(%s)", (keys,))
    rows = connection.execute(
        "UPDATE files SET state = 'missing', missing_since = now(), retry_at = NULL"
        " WHERE folder_key = ANY(%s) AND state <> 'missing' RETURNING id",
        (keys,),
    )
    return [row[0] for row in rows]


def _is_under(path: bytes, folder: bytes) -> bool:
    return folder in (b"", path) or path.startswith(folder + b"/")


def mark_removed(session: WriteSession, paths: Sequence[bytes]) -> list[int]:
    """
    Note that files, or folders with all that was in them, are gone; give the files' ids.
    """
    connection = raw(session)
    ids: list[int] = []
    rows = connection.execute(
        "UPDATE files SET state = 'missing', missing_since = now(), retry_at = NULL"
        " WHERE path_key = ANY(%s) AND state <> 'missing' RETURNING id",
        ([path_key(path) for path in paths],),
    ).fetchall()
    ids.extend(row[0] for row in rows)
    for path in paths:
        folder = connection.execute(
            "DELETE FROM folders WHERE path_key = %s RETURNING path", (path_key(path),)
        ).fetchone()
        if folder is None:
            continue
        low, high = prefix_range(path + b"/")
        rows = connection.execute(
            "UPDATE files SET state = 'missing', missing_since = now(), retry_at = NULL"  # noqa: S608 - a constant number
            f" WHERE substring(path, 1, {PREFIX_BYTES}) >= substring(%(low)s::bytea, 1,"
            f" {PREFIX_BYTES}) AND substring(path, 1, {PREFIX_BYTES}) < %(high)s::bytea"
            " AND substring(path, 1, %(length)s) = %(low)s AND state <> 'missing' RETURNING id",
            {"low": low, "high": high, "length": len(low)},
        ).fetchall()
        ids.extend(row[0] for row in rows)
        connection.execute("DELETE FROM folders WHERE substring(path, 1, %s) = %s", (len(low), low))
    return ids


def forget_missing(session: WriteSession, days: float, limit: int = 10_000) -> int:
    """
    Drop rows of files that have been missing for long; their decisions stay.
    """
    result = raw(session).execute(
        "DELETE FROM files WHERE id IN (SELECT id FROM files WHERE missing_since <"
        " now() - make_interval(secs => %s) ORDER BY missing_since LIMIT %s)",
        (days * 86400, limit),
    )
    return result.rowcount


class StoredFiles:
    """
    What the inventory knows, for the poller: folders with their mtimes, files with their stats.
    """

    def __init__(self, session: ReadSession) -> None:
        self._connection = raw(session)

    def folders(self) -> Iterator[tuple[bytes, int]]:
        """
        Give every known folder and the mtime it had when it was last listed.
        """
        cursor = self._connection.execute("SELECT path, mtime_ns FROM folders ORDER BY path")
        for path, mtime_ns in cursor:
            yield bytes(path), mtime_ns

    def files_in(self, folder: bytes) -> list[Entry]:
        """
        Give the files that are known in one folder.
        """
        return self._entries(
            f"SELECT {_KNOWN} FROM files WHERE folder_key = %s AND state <> 'missing'"  # noqa: S608 - a constant column list
            " ORDER BY path",
            (path_key(folder),),
        )

    def files_after(self, path: bytes, limit: int) -> list[Entry]:
        """
        Give the next known files in the order of their path keys, for a rolling sweep.
        """
        return self._entries(
            f"SELECT {_KNOWN} FROM files WHERE path_key > %s AND state <> 'missing'"  # noqa: S608 - a constant column list
            " ORDER BY path_key LIMIT %s",
            (path_key(path) if path else b"", limit),
        )

    def _entries(self, query: str, values: tuple[Any, ...]) -> list[Entry]:
        rows = self._connection.execute(query.encode(), values)
        return [
            Entry(bytes(path), size, mtime_ns, ctime_ns, inode % (1 << 64), device % (1 << 64))
            for path, size, mtime_ns, ctime_ns, inode, device in rows
        ]
