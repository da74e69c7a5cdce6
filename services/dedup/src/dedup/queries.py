"""
Reading groups of duplicates: pages, single ones, look-ups of many paths, counts.

Nothing here writes. What an owner has dismissed is left out of everything but a single group
asked for by its id.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dedup.decision_store import EVERYBODY, NOT_DISMISSED
from dedup.hash_text import hash_text
from dedup.records import DuplicateType
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.errors import NotFoundError
from mediacore.inventory_tables import PREFIX_BYTES
from mediacore.pagination import Page, decode_cursor, page_of
from mediacore.paths import path_key, prefix_range, undisplay

Session = ReadSession | WriteSession
Group = dict[str, Any]

_HEAD = (
    "g.group_id, g.duplicate_type, g.level, g.similarity, g.revision, g.reasons, g.total_size,"
    " g.savings, g.created_at, g.updated_at"
)
_CREATED, _SAVINGS, _SIMILARITY = 8, 7, 3
_CUT = f"substring(f.path, 1, {PREFIX_BYTES})"


class Sort(StrEnum):
    """
    The orders of a list, each the greatest first.
    """

    NEWEST = "newest"
    SPACE = "space"
    SIMILARITY = "similarity"


@dataclass(frozen=True, slots=True)
class _Order:
    column: str
    kind: type
    cast: str
    place: int

    def key(self, row: Any) -> tuple[Any, str]:
        value = row[self.place]
        return value.isoformat() if isinstance(value, datetime) else value, str(row[0])


_ORDERS = {
    Sort.NEWEST: _Order("g.created_at", str, "timestamptz", _CREATED),
    Sort.SPACE: _Order("g.savings", int, "bigint", _SAVINGS),
    Sort.SIMILARITY: _Order("g.similarity", float, "float8", _SIMILARITY),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """
    Which groups of a list are wanted: of one type, or with a member under a path prefix.
    """

    owner: str = EVERYBODY
    duplicate_type: DuplicateType | None = None
    prefix: str = ""


def list_groups(
    session: Session,
    wanted: Filter,
    *,
    sort: Sort = Sort.NEWEST,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Group]:
    """
    Give a page of groups.

    :raises mediacore.errors.InvalidRequestError: when the cursor is not one of this list.
    """
    order = _ORDERS[sort]
    values: dict[str, Any] = {"owner": wanted.owner, "limit": limit + 1}
    where = NOT_DISMISSED
    if wanted.duplicate_type:
        where += " AND g.duplicate_type = %(type)s"
        values["type"] = wanted.duplicate_type.value
    if wanted.prefix:
        condition, more = _under(wanted.prefix)
        where += condition
        values |= more
    if cursor:
        at, group_id = decode_cursor(cursor, (order.kind, str))
        where += f" AND ({order.column}, g.group_id) < (%(at)s::{order.cast}, %(id)s::uuid)"
        values |= {"at": at, "id": group_id}
    query = (
        f"SELECT {_HEAD} FROM duplicate_groups g WHERE true{where}"  # noqa: S608 - parts are constants of this package
        f" ORDER BY {order.column} DESC, g.group_id DESC LIMIT %(limit)s"
    )
    rows = raw(session).execute(query.encode(), values).fetchall()
    page = page_of(rows, limit, order.key)
    return Page(tuple(_with_members(session, page.items)), page.next_cursor)


def _under(prefix: str) -> tuple[str, dict[str, Any]]:
    start = undisplay(prefix)
    low, high = prefix_range(start)
    condition = (
        " AND g.group_id IN (SELECT m.group_id"  # noqa: S608 - parts are constants of this module
        " FROM files f JOIN duplicate_members m"
        f" ON m.file_id = f.id WHERE {_CUT} >= %(low)s"
        " AND substring(f.path, 1, %(length)s) = %(start)s"
    )
    if high is not None:
        condition += f" AND {_CUT} < %(high)s"
    values = {"low": low[:PREFIX_BYTES], "high": high, "start": start, "length": len(start)}
    return condition + ")", values


def get_group(session: Session, group_id: uuid.UUID) -> Group:
    """
    Give one group with its members.

    :raises NotFoundError: when there is no such group.
    """
    query = f"SELECT {_HEAD} FROM duplicate_groups g WHERE g.group_id = %s"  # noqa: S608 - a constant column list
    row = raw(session).execute(query.encode(), (group_id,)).fetchone()
    if row is None:
        raise NotFoundError("There is no such group", group_id=str(group_id))
    return _with_members(session, [row])[0]


def groups_of_contents(session: Session, owner: str, contents: Sequence[bytes]) -> list[Group]:
    """
    Give the groups of these contents that an owner sees.
    """
    query = (
        f"SELECT {_HEAD} FROM duplicate_groups g WHERE g.content = ANY(%(contents)s)"  # noqa: S608 - parts are constants of this package
        f"{NOT_DISMISSED} ORDER BY g.group_id"
    )
    rows = raw(session).execute(query.encode(), {"contents": list(contents), "owner": owner})
    return _with_members(session, rows.fetchall())


def lookup(session: Session, owner: str, paths: Sequence[str]) -> list[Group]:
    """
    Give the groups of up to 10,000 paths, each once, with what a card needs of each member.
    """
    keys = [path_key(undisplay(path)) for path in paths]
    query = (
        "SELECT g.group_id, g.duplicate_type, g.similarity, g.level, m.file_path, m.file_size,"  # noqa: S608 - parts are constants of this package
        " m.is_suggested_keeper FROM duplicate_groups g"
        " JOIN duplicate_members m ON m.group_id = g.group_id"
        " WHERE g.group_id IN (SELECT k.group_id FROM duplicate_members k JOIN files f"
        f"  ON f.id = k.file_id WHERE f.path_key = ANY(%(keys)s)){NOT_DISMISSED}"
        " ORDER BY g.group_id, m.is_suggested_keeper DESC, m.file_path"
    )
    groups: dict[uuid.UUID, Group] = {}
    rows = raw(session).execute(query.encode(), {"keys": keys, "owner": owner}, binary=True)
    for row in rows:
        group = groups.get(row[0])
        if group is None:
            names = ("group_id", "duplicate_type", "similarity", "level")
            group = dict(zip(names, (str(row[0]), *row[1:4]), strict=True))
            groups[row[0]] = group | {"members": []}
        groups[row[0]]["members"].append(
            {
                "path": row[4],
                "filename": row[4].rpartition("/")[2],
                "size": row[5],
                "is_suggested_keeper": row[6],
            }
        )
    return list(groups.values())


def counts(session: Session, owner: str = EVERYBODY) -> dict[str, Any]:
    """
    Give how many groups and files there are, and how many bytes one copy of each would free.
    """
    query = (
        "SELECT g.duplicate_type, count(*), sum(g.member_count), sum(g.savings)"  # noqa: S608 - parts are constants of this package
        f" FROM duplicate_groups g WHERE true{NOT_DISMISSED} GROUP BY 1 ORDER BY 1"
    )
    rows = raw(session).execute(query.encode(), {"owner": owner}).fetchall()
    by_type = {
        row[0]: {"groups": row[1], "files": int(row[2]), "reclaimable_bytes": int(row[3])}
        for row in rows
    }
    totals = {
        name: sum(row[name] for row in by_type.values())
        for name in ("groups", "files", "reclaimable_bytes")
    }
    return {**totals, "by_type": by_type}


def _with_members(session: Session, heads: Sequence[Any]) -> list[Group]:
    """
    Make the full answers of group rows, with one query for all their members.
    """
    groups: dict[uuid.UUID, Group] = {}
    for row in heads:
        groups[row[0]] = {
            "group_id": str(row[0]),
            "duplicate_type": row[1],
            "level": row[2],
            "similarity": row[3],
            "revision": row[4],
            "reasons": row[5],
            "total_size": row[6],
            "reclaimable_bytes": row[7],
            "created_at": row[8].isoformat(),
            "updated_at": row[9].isoformat(),
            "members": [],
        }
    rows = raw(session).execute(
        "SELECT m.group_id, m.file_path, m.file_type, m.file_size, f.mtime_ns, m.file_hash,"
        " m.perceptual_hash, m.similarity_score, m.is_suggested_keeper, m.also_at"
        " FROM duplicate_members m LEFT JOIN files f ON f.id = m.file_id"
        " WHERE m.group_id = ANY(%s)"
        " ORDER BY m.group_id, m.is_suggested_keeper DESC, m.file_path",
        (list(groups),),
        binary=True,
    )
    for row in rows:
        groups[row[0]]["members"].append(
            {
                "path": row[1],
                "filename": row[1].rpartition("/")[2],
                "type": row[2],
                "size": row[3],
                "modified_at": _moment(row[4]),
                "sha256": bytes(row[5]).hex(),
                "perceptual_hash": hash_text(row[6]),
                "similarity_score": row[7],
                "is_suggested_keeper": row[8],
                "also_at": row[9],
            }
        )
    return list(groups.values())


def _moment(mtime_ns: int | None) -> str | None:
    """
    Give a file time in ISO form; none for a file that is forgotten by now.
    """
    if mtime_ns is None:
        return None
    return datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC).isoformat()
