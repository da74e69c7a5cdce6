"""
Keeping what an index tells of files whose names are lost on disk: with the file's row, so that it
outlives scans and renames, or by path until the file is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grouping.keys import key_bytes, stem_of
from grouping.regrouping import mark_dirty, take_turn
from grouping.rules import Rules
from grouping.told import told_path
from mediacore.database import WriteSession, raw
from mediacore.paths import path_key, undisplay

LOCK = 0x746F6C64  # "told"

_FOUND = """
SELECT id, display, path_key, told_name, told_folder, told_us FROM files
WHERE path_key = ANY(%s) AND quick_id IS NOT NULL ORDER BY id FOR UPDATE
"""
_WAITING = """
SELECT f.id, f.display, coalesce(t.name, f.told_name),
    CASE WHEN t.name IS NULL THEN f.told_folder ELSE t.folder END,
    CASE WHEN t.name IS NULL THEN f.told_us ELSE t.us END
FROM files f LEFT JOIN told_names t USING (path_key)
WHERE f.id = ANY(%s) AND f.quick_id IS NOT NULL
AND (t.name IS NOT NULL OR f.told_name IS NOT NULL) ORDER BY f.id
"""
_FORGET = "DELETE FROM told_names WHERE path_key = ANY(%s)"
_TAKEN_UP = """
DELETE FROM told_names t USING files f WHERE f.path_key = t.path_key AND f.id = ANY(%s)
"""
_REMEMBER = """
INSERT INTO told_names (path_key, name, folder, us)
SELECT * FROM unnest(%s::bytea[], %s::text[], %s::text[], %s::bigint[])
"""
_STORE = """
UPDATE files SET told_name = n.name, told_folder = n.folder, told_us = n.us, told_stem = n.stem,
    match_key = n.key
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::bytea[])
    AS n (id, name, folder, us, stem, key)
WHERE files.id = n.id
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """
    What is told of one file.

    :ivar path: display path, relative to the library's root.
    :ivar name: its name, clean; None takes back what was told.
    :ivar folder: whose it is; files of two folders never meet.
    :ivar taken_us: wall-clock capture time in microseconds since 1970, None when unknown.
    """

    path: str
    name: str | None
    folder: str = ""
    taken_us: int | None = None


def tell(session: WriteSession, tellings: Sequence[Telling], rules: Rules) -> int:
    """
    Take in what is told, the last of each path; give how many files of the inventory it changes.

    The names of those, old and new, are noted for regrouping. Told once more, it changes nothing.
    """
    take_turn(session)
    raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    told = {path_key(undisplay(telling.path)): telling for telling in tellings}
    connection = raw(session)
    connection.execute(_FORGET, (list(told),))
    found = connection.execute(_FOUND, (list(told),)).fetchall()
    there = {bytes(row[2]) for row in found}
    waiting = [
        (key, one.name, one.folder, one.taken_us)
        for key, one in told.items()
        if key not in there and one.name is not None
    ]
    if waiting:
        connection.execute(_REMEMBER, [list(column) for column in zip(*waiting, strict=True)])
    changed = [
        (row[0], row[1], *wanted)
        for row in found
        if (wanted := _columns(told[bytes(row[2])])) != tuple(row[3:6])
    ]
    _store(session, changed, rules)
    return len(changed)


def _columns(telling: Telling) -> tuple[str | None, str | None, int | None]:
    if telling.name is None:
        return None, None, None
    return telling.name, telling.folder, telling.taken_us


def begin_reading(session: WriteSession) -> None:
    """
    Let nothing be told until what is read now is stored: the one must see the other.
    """
    raw(session).execute("SELECT pg_advisory_xact_lock_shared(%s)", (LOCK,))


def take_up(session: WriteSession, file_ids: Sequence[int], rules: Rules) -> None:
    """
    Give files that were just read what was told of them, before they were found or after.
    """
    connection = raw(session)
    rows = connection.execute(_WAITING, (list(file_ids),)).fetchall()
    if rows:
        connection.execute(_TAKEN_UP, ([row[0] for row in rows],))
        _store(session, [tuple(row) for row in rows], rules)


def _store(
    session: WriteSession,
    rows: Sequence[tuple[int, str, str | None, str | None, int | None]],
    rules: Rules,
) -> None:
    """
    Write id, path, name, folder and time of files, and note their names before and after.
    """
    if not rows:
        return
    ids = [row[0] for row in rows]
    known = [
        shown if name is None else told_path(folder or "", name)
        for _, shown, name, folder, _ in rows
    ]
    mark_dirty(session, ids)
    raw(session).execute(
        _STORE,
        (
            ids,
            [row[2] for row in rows],
            [row[3] for row in rows],
            [row[4] for row in rows],
            [
                None if row[2] is None else stem_of(path)
                for row, path in zip(rows, known, strict=True)
            ],
            [key_bytes(path, rules) for path in known],
        ),
    )
    mark_dirty(session, ids)
