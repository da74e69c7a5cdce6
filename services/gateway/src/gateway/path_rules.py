"""
The learned rules between Immich's folders and the library, and leading every asset by them.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence

from gateway.asset_rows import ToLibrary
from gateway.dirty_files import mark_files
from gateway.file_ids import file_ids
from gateway.path_map import Rule
from gateway.path_votes import Learned
from mediacore.database import ReadSession, WriteSession, raw

Session = ReadSession | WriteSession

NOBODY = uuid.UUID(int=0)
AGAIN = "10 minutes"  # a file that was not in the library may have come
SURE = "1 day"  # one that was may have gone

_ASK = f"""
SELECT path FROM files f
WHERE (asked_at IS NULL
    OR asked_at < now() - CASE WHEN in_library THEN interval '{SURE}' ELSE interval '{AGAIN}' END)
AND EXISTS (SELECT FROM assets a WHERE a.file_id = f.file_id)
ORDER BY file_id LIMIT %s
"""  # noqa: S608 - made of this module's constants

_LOST = """
SELECT original_path FROM assets a LEFT JOIN files f USING (file_id)
WHERE f.in_library IS NOT TRUE ORDER BY asset_id LIMIT %s
"""

_MOVE = """
UPDATE assets a SET file_id = n.file_id, changed_at = now()
FROM unnest(%s::uuid[], %s::bigint[]) AS n (asset_id, file_id)
WHERE a.asset_id = n.asset_id AND a.file_id IS DISTINCT FROM n.file_id
"""


def load(session: Session) -> tuple[Rule, ...]:
    """
    Give the learned rules.
    """
    rows = raw(session).execute("SELECT container, library FROM path_rules ORDER BY container")
    return tuple(Rule(container, library) for container, library in rows)


def store(session: WriteSession, learned: Iterable[Learned]) -> None:
    """
    Keep learned rules; a newer one for the same folder replaces the older.
    """
    for one in learned:
        raw(session).execute(
            "INSERT INTO path_rules (container, library, votes) VALUES (%s, %s, %s)"
            " ON CONFLICT (container) DO UPDATE SET library = excluded.library,"
            " votes = excluded.votes, learned_at = now()",
            (one.rule.container, one.rule.library, one.votes),
        )


def to_ask(session: Session, limit: int) -> list[str]:
    """
    Give library paths of assets of which grouping is to be asked whether it knows them.
    """
    return [path for (path,) in raw(session).execute(_ASK.encode(), (limit,))]


def told(session: WriteSession, asked: Collection[str], known: Collection[str]) -> None:
    """
    Note which of some paths grouping knows.
    """
    numbers = file_ids(session, asked)
    there = [numbers[path] for path in asked if path in frozenset(known)]
    raw(session).execute(
        "UPDATE files SET in_library = file_id = ANY(%s::bigint[]), asked_at = now()"
        " WHERE file_id = ANY(%s::bigint[])",
        (there, list(numbers.values())),
    )


def lost(session: Session, limit: int) -> list[str]:
    """
    Give Immich's paths of some assets that lead to no file of the library.
    """
    return [path for (path,) in raw(session).execute(_LOST.encode(), (limit,))]


def lead_again(
    session: WriteSession, to_library: ToLibrary, after: uuid.UUID, limit: int
) -> uuid.UUID | None:
    """
    Lead some assets, in the order of their ids, to where the rules say now.

    :param after: the asset after which to go on, `NOBODY` at first.
    :returns: the last asset of these, nothing when there was none left.
    """
    rows = (
        raw(session)
        .execute(
            "SELECT asset_id, original_path, file_id FROM assets WHERE asset_id > %s"
            " ORDER BY asset_id LIMIT %s FOR UPDATE",
            (after, limit),
        )
        .fetchall()
    )
    if not rows:
        return None
    _move(session, rows, to_library)
    last: uuid.UUID = rows[-1][0]
    return last


def _move(
    session: WriteSession, rows: Sequence[tuple[uuid.UUID, str, int | None]], to_library: ToLibrary
) -> None:
    paths = {asset_id: to_library(original) for asset_id, original, _ in rows}
    numbers = file_ids(session, [path for path in paths.values() if path is not None])
    led = {asset_id: None if path is None else numbers[path] for asset_id, path in paths.items()}
    moved = [(asset_id, before) for asset_id, _, before in rows if led[asset_id] != before]
    if moved:
        ids = [asset_id for asset_id, _ in moved]
        raw(session).execute(_MOVE, (ids, [led[asset_id] for asset_id in ids]))
        mark_files(session, [*(before for _, before in moved), *(led[one] for one in ids)], ids)
