"""
Writing and reading the index; whatever changes an asset notes it for the read models.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import orjson

from gateway.asset_rows import AssetRow
from gateway.dirty_files import mark_files
from gateway.file_ids import file_ids
from gateway.index_plan import Have, Month
from mediacore.database import ReadSession, WriteSession, raw

COLUMNS = {
    "asset_id": "uuid",
    "original_path": "text",
    "original_file_name": "text",
    "library_id": "uuid",
    "kind": "text",
    "visibility": "text",
    "view": "text",
    "is_trashed": "boolean",
    "is_offline": "boolean",
    "is_favorite": "boolean",
    "shown": "boolean",
    "local_at": "timestamp",
    "month": "date",
    "updated_at": "timestamptz",
    "thumbhash": "text",
    "width": "integer",
    "height": "integer",
    "size": "bigint",
    "duration_ms": "integer",
    "live_photo_video_id": "uuid",
    "camera": "text",
}
AT_ONCE = 5_000
KEPT = ("asset_id", "updated_at")  # the key; and what changes whenever Immich touches an asset
_NAMES = ", ".join(COLUMNS)
_TYPED = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
_COMPARED = [name for name in (*COLUMNS, "checksum", "file_id") if name not in KEPT]

_WRITE = f"""
WITH told AS (
    SELECT {_NAMES}, decode(checksum, 'base64') AS checksum, file_id
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r ({_TYPED}, checksum text, file_id bigint)
), before AS (
    SELECT assets.asset_id, assets.file_id FROM assets JOIN told USING (asset_id)
), written AS (
    INSERT INTO assets ({_NAMES}, checksum, file_id, owner_id)
    SELECT {_NAMES}, checksum, file_id, %(owner)s FROM told ORDER BY asset_id
    ON CONFLICT (asset_id) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in (*_COMPARED, "updated_at"))},
        changed_at = now()
    WHERE ({", ".join(f"assets.{name}" for name in _COMPARED)})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _COMPARED)})
    RETURNING asset_id, file_id
)
SELECT w.asset_id, w.file_id, b.file_id FROM written w LEFT JOIN before b USING (asset_id)
"""  # noqa: S608 - made of this module's constants

_HAVE = """
SELECT view, month, coalesce(a.rows, 0), coalesce(m.count, -1), coalesce(m.rows, -1)
FROM (SELECT view, month, count(*) AS rows FROM assets WHERE owner_id = %(owner)s GROUP BY 1, 2) a
FULL JOIN (SELECT * FROM asset_months WHERE owner_id = %(owner)s) m USING (view, month)
"""

_NOTE = """
INSERT INTO asset_months (owner_id, view, month, count, rows)
SELECT %(owner)s, n.view, n.month, n.count, (
    SELECT count(*) FROM assets a
    WHERE a.owner_id = %(owner)s AND a.view = n.view AND a.month = n.month
) FROM unnest(%(views)s::text[], %(months)s::date[], %(counts)s::int[]) AS n (view, month, count)
ON CONFLICT (owner_id, view, month)
DO UPDATE SET count = excluded.count, rows = excluded.rows, fetched_at = now()
"""

_VANISHED = """
DELETE FROM assets a WHERE owner_id = %(owner)s AND view = %(view)s AND month = %(month)s
AND NOT EXISTS (SELECT FROM unnest(%(kept)s::uuid[]) AS kept WHERE kept = a.asset_id)
RETURNING asset_id, file_id
"""


def write(session: WriteSession, owner_id: str, rows: Iterable[AssetRow]) -> int:
    """
    Make the index say what these rows say, and tell how many had to change.
    """
    last = list({row.asset_id: row for row in rows}.values())
    starts = range(0, len(last), AT_ONCE)
    return sum(_write(session, owner_id, last[start : start + AT_ONCE]) for start in starts)


def _write(session: WriteSession, owner_id: str, rows: Sequence[AssetRow]) -> int:
    numbers = file_ids(session, [row.path for row in rows if row.path is not None])
    text = orjson.dumps([{**_columns(row), "file_id": numbers.get(row.path or "")} for row in rows])
    changed = (
        raw(session).execute(_WRITE.encode(), {"rows": text.decode(), "owner": owner_id}).fetchall()
    )
    mark_files(
        session,
        [number for _, now, before in changed for number in (now, before)],
        [asset_id for asset_id, now, _ in changed if now is None],
    )
    return len(changed)


def _columns(row: AssetRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in (*COLUMNS, "checksum")}


def remove(session: WriteSession, owner_id: str, asset_ids: Collection[str]) -> int:
    """
    Take assets out of an owner's index, and tell how many were in it.
    """
    return _remove(
        session,
        "DELETE FROM assets WHERE owner_id = %(owner)s AND asset_id = ANY(%(ids)s::uuid[])"
        " RETURNING asset_id, file_id",
        {"owner": owner_id, "ids": list(asset_ids)},
    )


def remove_others(
    session: WriteSession, owner_id: str, view: str, month: date, kept: Collection[str]
) -> int:
    """
    Take out whatever stands in a month of a view beside what Immich listed there.
    """
    values = {"owner": owner_id, "view": str(view), "month": month, "kept": list(kept)}
    return _remove(session, _VANISHED, values)


def _remove(session: WriteSession, statement: str, values: dict[str, object]) -> int:
    gone = raw(session).execute(statement.encode(), values).fetchall()
    mark_files(session, [file_id for _, file_id in gone], [asset_id for asset_id, _ in gone])
    return len(gone)


def have(session: ReadSession, owner_id: str) -> dict[tuple[str, date], Have]:
    """
    Give what we have of each month of an owner's.
    """
    rows = raw(session).execute(_HAVE.encode(), {"owner": owner_id})
    return {(view, month): Have(*counts) for view, month, *counts in rows}


def note_months(session: WriteSession, owner_id: str, months: Sequence[Month]) -> None:
    """
    Note that months were fetched: what Immich had counted, and what we have now.
    """
    values = {
        "owner": owner_id,
        "views": [str(month.view) for month in months],
        "months": [month.first for month in months],
        "counts": [month.count for month in months],
    }
    raw(session).execute(_NOTE.encode(), values)
