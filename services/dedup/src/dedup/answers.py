"""
Groups in the form of answers: with all their members, or as cards for many paths.
"""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from dedup.hash_text import hash_text
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.wall_time import wall_time

Session = ReadSession | WriteSession
Group = dict[str, Any]

# What a full answer needs of `duplicate_groups g`, and of `h`, the part of `duplicate_hidden` that
# applies (or nulls).
HEAD = (
    "g.group_id, g.duplicate_type, g.level, g.levels, g.burst, g.revision, g.reasons,"
    " g.created_at, g.updated_at, coalesce(h.similarity, g.similarity),"
    " coalesce(h.total_size, g.total_size), coalesce(h.savings, g.savings),"
    " coalesce(h.file_ids, '{}')"
)
_MEMBERS = """
SELECT m.group_id, m.file_id, m.file_path, m.file_type, f.format, m.file_size, f.width, f.height,
  f.taken_us, f.mtime_ns, m.file_hash, m.perceptual_hash, m.similarity_score, m.relation, m.reasons,
  m.is_cover, m.is_suggested_keeper, m.burst, m.preselected, m.also_at,
  coalesce(f.problem IS NOT NULL, false) AS damaged, coalesce(f.has_gps, false)
FROM duplicate_members m LEFT JOIN files f ON f.id = m.file_id
WHERE m.group_id = ANY(%s)
ORDER BY m.group_id, m.is_suggested_keeper DESC, damaged, m.similarity_score DESC,
  m.file_path COLLATE "C"
"""


def full_groups(session: Session, heads: Sequence[Any]) -> list[Group]:
    """
    Make the full answers of rows of `HEAD`, with one query for all their members.
    """
    groups: dict[uuid.UUID, Group] = {}
    hidden: dict[uuid.UUID, frozenset[int]] = {}
    for row in heads:
        groups[row[0]] = {
            "group_id": str(row[0]),
            "duplicate_type": row[1],
            "level": row[2],
            "levels": row[3],
            "burst": row[4],
            "revision": row[5],
            "reasons": row[6],
            "created_at": row[7].isoformat(),
            "updated_at": row[8].isoformat(),
            "similarity": row[9],
            "total_size": row[10],
            "reclaimable_bytes": row[11],
            "members": [],
        }
        hidden[row[0]] = frozenset(row[12])
    for row in raw(session).execute(_MEMBERS, (list(groups),), binary=True).fetchall():
        if row[1] not in hidden[row[0]]:
            groups[row[0]]["members"].append(_member(row))
    for group in groups.values():
        _need_keeper(group)
    return list(groups.values())


def _member(row: Sequence[Any]) -> dict[str, Any]:
    return {
        "path": row[2],
        "filename": row[2].rpartition("/")[2],
        "type": row[3],
        "format": row[4],
        "size": row[5],
        "width": row[6],
        "height": row[7],
        "taken_at": wall_time(row[8]),
        "modified_at": _moment(row[9]),
        "sha256": None if row[10] is None else row[10].hex(),
        "perceptual_hash": hash_text(row[11]),
        "similarity_score": row[12],
        "relation": row[13],
        "reasons": row[14],
        "is_cover": row[15],
        "is_suggested_keeper": row[16],
        "burst": row[17],
        "preselected": row[18],
        "also_at": row[19],
        "damaged": row[20],
        "has_gps": row[21],
    }


def _need_keeper(group: Group) -> None:
    """
    Where the suggested copy is not shown, keep the best of the rest and tick nothing.
    """
    members = group["members"]
    if members and not members[0]["is_suggested_keeper"]:
        members[0]["is_suggested_keeper"] = True
        group["reasons"] = []
        for member in members:
            member["preselected"] = False


def _moment(mtime_ns: int | None) -> str | None:
    """
    Give a file time in ISO form; none for a file that is forgotten by now.
    """
    if mtime_ns is None:
        return None
    return datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC).isoformat()
