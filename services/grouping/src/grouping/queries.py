"""
Reading groups: single ones, look-ups of many paths, counts. Nothing here writes.

A view is an owner's: where the owner has decided something of a shot, the owner's own groups show,
elsewhere the common ones.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from grouping.decision_store import EVERYBODY
from grouping.told import TAKEN_SOURCE, TAKEN_US
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.errors import NotFoundError
from mediacore.paths import display, path_key, undisplay
from mediacore.wall_time import wall_time

Session = ReadSession | WriteSession

HEAD = (
    "g.group_id, g.group_type, g.confidence, g.evidence, g.switchable, g.revision,"
    " g.primary_path, g.total_size, g.created_at, g.updated_at"
)
_MEMBERS = f"""
SELECT m.group_id, m.file_path, m.file_type, m.role, m.is_primary, m.file_size, m.evidence,
    {TAKEN_US}, {TAKEN_SOURCE}, f.camera, f.width, f.height, f.duration_s, f.problem, f.mismatch,
    CASE WHEN m.sidecars = '{{}}' THEN NULL ELSE
        (SELECT array_agg(s.display ORDER BY s.display) FROM files s WHERE s.id = ANY(m.sidecars))
    END, f.told_name
FROM group_members m JOIN files f ON f.id = m.file_id WHERE m.group_id = ANY(%s)
ORDER BY m.group_id, m.is_primary DESC, m.file_path
"""  # noqa: S608 - made of constants
NOT_SHADOWED = (
    " AND NOT EXISTS (SELECT 1 FROM group_members c JOIN group_members v"
    " ON v.file_id = c.file_id AND v.owner = %(owner)s WHERE c.group_id = g.group_id)"
)

Group = dict[str, Any]


def get_group(session: Session, group_id: uuid.UUID) -> Group:
    """
    Give one group with its members.

    :raises NotFoundError: when there is no such group.
    """
    query = f"SELECT {HEAD} FROM file_groups g WHERE g.group_id = %s"  # noqa: S608 - a constant column list
    row = raw(session).execute(query.encode(), (group_id,)).fetchone()
    if row is None:
        raise NotFoundError("There is no such group", group_id=str(group_id))
    return with_members(session, [row])[0]


def details(session: Session, owner: str, ids: Sequence[uuid.UUID]) -> list[Group]:
    """
    Give those of some groups, in full, that an owner sees: others' views and what an own one hides
    are left out.
    """
    where = "" if owner == EVERYBODY else NOT_SHADOWED
    query = (
        f"SELECT {HEAD} FROM file_groups g WHERE g.group_id = ANY(%(ids)s)"  # noqa: S608 - constant parts
        f" AND (g.owner = %(owner)s OR (g.owner = ''{where})) ORDER BY g.group_id"
    )
    values = {"owner": owner, "ids": list(ids)}
    return with_members(session, raw(session).execute(query.encode(), values).fetchall())


def groups_of_files(session: Session, owner: str, file_ids: Sequence[int]) -> list[Group]:
    """
    Give the groups in which an owner sees these files.
    """
    ids = _visible_groups(session, owner, "file_id = ANY(%(files)s)", {"files": list(file_ids)})
    query = f"SELECT {HEAD} FROM file_groups g WHERE g.group_id = ANY(%s) ORDER BY g.group_id"  # noqa: S608 - a constant column list
    return with_members(session, raw(session).execute(query.encode(), (ids,)).fetchall())


def _visible_groups(
    session: Session, owner: str, condition: str, values: dict[str, Any]
) -> list[uuid.UUID]:
    query = (
        "SELECT DISTINCT group_id FROM (SELECT DISTINCT ON (file_id) group_id FROM group_members"  # noqa: S608 - conditions are constants of this module
        f" WHERE owner IN ('', %(owner)s) AND {condition} ORDER BY file_id, owner DESC) m"
        " WHERE group_id IS NOT NULL"
    )
    rows = raw(session).execute(query.encode(), {"owner": owner, **values})
    return [row[0] for row in rows]


_CARDS = (
    "SELECT string_agg('{\"revision\":' || revision || ',' || card, ',') FROM file_groups"
    " WHERE group_id = ANY(ARRAY(%s))"
)
_LOOKUP = _CARDS % (
    "SELECT DISTINCT group_id FROM group_members"
    " WHERE path_key = ANY(%(keys)b::bytea[]) AND owner = '' AND group_id IS NOT NULL"
)
_LOOKUP_VIEW = _CARDS % (
    "SELECT DISTINCT group_id FROM (SELECT DISTINCT ON (path_key) group_id FROM group_members"
    " WHERE path_key = ANY(%(keys)b::bytea[]) AND owner IN ('', %(owner)s)"
    " ORDER BY path_key, owner DESC) m WHERE group_id IS NOT NULL"
)


def lookup(session: Session, owner: str, paths: Sequence[str]) -> str:
    """
    Give the groups of up to 10,000 paths, each once, as a JSON array: a card of each is prepared.
    """
    keys = sorted({path_key(undisplay(path)) for path in paths})
    query = _LOOKUP if owner == EVERYBODY else _LOOKUP_VIEW
    row = raw(session).execute(query.encode(), {"keys": keys, "owner": owner}).fetchone()
    return f"[{row[0] or ''}]" if row else "[]"


def counts(session: Session, owner: str = EVERYBODY) -> dict[str, Any]:
    """
    Give how many groups there are of each type, how many files they hold, and how many stand alone.
    """
    where = "" if owner == EVERYBODY else NOT_SHADOWED
    query = (
        "SELECT g.group_type, count(*), sum(g.member_count), sum(g.total_size) FROM file_groups g"  # noqa: S608 - constant parts
        f" WHERE g.owner = %(owner)s OR (g.owner = ''{where}) GROUP BY g.group_type ORDER BY 1"
    )
    rows = raw(session).execute(query.encode(), {"owner": owner}).fetchall()
    alone = (
        raw(session)
        .execute("SELECT count(*), count(*) FILTER (WHERE kind = 'raw') FROM files WHERE ungrouped")
        .fetchone()
    )
    assert alone is not None  # noqa: S101 - count(*) always gives a row
    return {
        "groups": sum(row[1] for row in rows),
        "files": int(sum(row[2] for row in rows)),
        "by_type": {
            row[0]: {"groups": row[1], "files": int(row[2]), "bytes": int(row[3])} for row in rows
        },
        "ungrouped": alone[0],
        "ungrouped_raw": alone[1],
    }


def with_members(session: Session, heads: Sequence[Any]) -> list[Group]:
    """
    Make the full answers of group rows, with one query for all their members.
    """
    groups: dict[uuid.UUID, Group] = {}
    for row in heads:
        groups[row[0]] = {
            "group_id": str(row[0]),
            "group_type": row[1],
            "confidence": row[2],
            "evidence": row[3],
            "switchable": row[4],
            "revision": row[5],
            "primary_path": display(bytes(row[6])),
            "total_size": row[7],
            "created_at": _iso(row[8]),
            "updated_at": _iso(row[9]),
            "members": [],
        }
    if not groups:
        return []
    rows = raw(session).execute(_MEMBERS.encode(), (list(groups),), binary=True)
    for row in rows:
        groups[row[0]]["members"].append(
            {
                "path": row[1],
                "filename": row[16] or row[1].rpartition("/")[2],
                "type": row[2],
                "role": row[3],
                "is_primary": row[4],
                "size": row[5],
                "evidence": row[6],
                "taken_at": wall_time(row[7]),
                "taken_source": row[8],
                "camera": row[9],
                "width": row[10],
                "height": row[11],
                "duration_s": row[12],
                "problem": row[13],
                "mismatch": row[14],
                "sidecars": row[15] or [],
            }
        )
    return list(groups.values())


def _iso(moment: datetime) -> str:
    return moment.isoformat()
