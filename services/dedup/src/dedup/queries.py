"""
Reading groups of duplicates: pages, single ones, look-ups of many paths, counts.

Nothing here writes. What an owner has dismissed is left out of everything but a single group
asked for by its id. A list is in the order of whole groups, whatever of them is hidden.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from dedup.answers import HEAD, Group, Session, full_groups
from dedup.decision_store import EVERYBODY
from dedup.prefixes import PATH_HEAD, path_range
from dedup.records import DuplicateType, Level
from mediacore.database import raw
from mediacore.errors import NotFoundError
from mediacore.pagination import Page, decode_cursor, page_of
from mediacore.paths import path_key, undisplay

FEW_UNDER_PREFIX, MANY_UNDER_PREFIX = 2_000, 100_000  # members; see `_under`

# The part of `duplicate_hidden` that applies to an owner: their own row tells everybody's too.
_VIEW = (
    " LEFT JOIN LATERAL (SELECT * FROM duplicate_hidden v WHERE v.group_id = g.group_id"
    " AND v.owner IN ('', %(owner)s) ORDER BY v.owner DESC LIMIT 1) h ON true"
)
_SEEN = (
    " AND NOT EXISTS (SELECT 1 FROM duplicate_hidden w WHERE w.group_id = {0}.group_id"
    " AND w.owner IN ('', %(owner)s) AND w.whole)"
)


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


_ORDERS = {
    Sort.NEWEST: _Order("created_at", str, "timestamptz"),
    Sort.SPACE: _Order("savings", int, "bigint"),
    Sort.SIMILARITY: _Order("similarity", float, "float8"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """
    Which groups of a list are wanted: at one level, of one type, with a member under a prefix.
    """

    owner: str = EVERYBODY
    duplicate_type: DuplicateType | None = None
    prefix: str = ""
    level: Level = Level.L95


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
    values: dict[str, Any] = {
        "owner": wanted.owner,
        "level": wanted.level.value,
        "limit": limit + 1,
    }
    scope = _under(session, wanted.prefix) if wanted.prefix else _Scope()
    where = _SEEN.format("l") + scope.where
    if cursor:
        at, group_id = decode_cursor(cursor, (order.kind, str))
        where += f" AND (l.{order.column}, l.group_id) < (%(at)s::{order.cast}, %(id)s::uuid)"
        values |= {"at": at, "id": group_id}
    types = [wanted.duplicate_type] if wanted.duplicate_type else list(DuplicateType)
    kinds = [f"'{kind.value}'" for kind in types]
    branches = " UNION ALL ".join(
        f"(SELECT l.group_id, l.{order.column} AS place FROM {scope.source}"  # noqa: S608 - parts are constants of this module
        f" WHERE l.level = %(level)s AND l.duplicate_type IN ({names}){where}"
        f" ORDER BY l.{order.column} DESC, l.group_id DESC LIMIT %(limit)s)"
        for names in (kinds if scope.ordered else [", ".join(kinds)])
    )
    query = (
        f"{scope.prepared}SELECT {HEAD}, p.place FROM (SELECT * FROM ({branches}) b"  # noqa: S608 - parts are constants of this package
        " ORDER BY place DESC, group_id DESC LIMIT %(limit)s) p"
        f" JOIN duplicate_groups g ON g.group_id = p.group_id{_VIEW}"
        " ORDER BY p.place DESC, p.group_id DESC"
    )
    rows = raw(session).execute(query.encode(), values | scope.values).fetchall()
    page = page_of(rows, limit, _key)
    return Page(tuple(full_groups(session, page.items)), page.next_cursor)


@dataclass(frozen=True, slots=True)
class _Scope:
    """
    Where a list takes its groups from: `duplicate_levels l`, narrowed.

    :ivar ordered: whether they come in the order of an index, each type from its own.
    """

    prepared: str = ""
    source: str = "duplicate_levels l"
    where: str = ""
    values: dict[str, str] = field(default_factory=dict)
    ordered: bool = True


def _under(session: Session, prefix: str) -> _Scope:
    """
    Narrow a list to groups with a member under a prefix.

    Few are gathered, and put in order. More are gathered, and looked for among all groups in the
    order of the list until the page is full. Of many, each group is asked in that order: a page is
    full soon. How many there are, the database guesses from its statistics.
    """
    under = "m.path_head BETWEEN %(low)s AND %(high)s"
    if len(prefix) > PATH_HEAD:
        under += " AND starts_with(m.file_path, %(prefix)s)"
    values = path_range(prefix) | {"prefix": prefix}
    query = f"EXPLAIN (FORMAT JSON) SELECT 1 FROM duplicate_members m WHERE {under}"  # noqa: S608 - parts are constants of this module
    row = raw(session).execute(query.encode(), values).fetchone()
    assert row is not None  # noqa: S101 - every statement has a plan
    guess = row[0][0]["Plan"]["Plan Rows"]
    if guess >= MANY_UNDER_PREFIX:
        among = "SELECT 1 FROM duplicate_members m WHERE m.group_id = l.group_id"
        return _Scope(where=f" AND EXISTS ({among} AND {under} OFFSET 0)", values=values)
    gathered = f"SELECT DISTINCT m.group_id FROM duplicate_members m WHERE {under}"  # noqa: S608 - parts are constants of this module
    prepared = f"WITH under AS MATERIALIZED ({gathered}) "
    if guess >= FEW_UNDER_PREFIX:
        # No plain condition, or it would be joined and sorted as a whole after all.
        found = " AND (l.group_id IN (SELECT group_id FROM under)) IS TRUE"
        return _Scope(prepared=prepared, where=found, values=values)
    return _Scope(
        prepared=prepared,
        source="under JOIN duplicate_levels l ON l.group_id = under.group_id",
        values=values,
        ordered=False,
    )


def _key(row: Sequence[Any]) -> tuple[Any, str]:
    place = row[-1]
    return place.isoformat() if isinstance(place, datetime) else place, str(row[0])


def get_group(session: Session, group_id: uuid.UUID) -> Group:
    """
    Give one group with all of its members, whatever is dismissed.

    :raises NotFoundError: when there is no such group.
    """
    query = (
        f"SELECT {HEAD} FROM duplicate_groups g LEFT JOIN duplicate_hidden h ON false"  # noqa: S608 - a constant column list
        " WHERE g.group_id = %s"
    )
    row = raw(session).execute(query.encode(), (group_id,)).fetchone()
    if row is None:
        raise NotFoundError("There is no such group", group_id=str(group_id))
    return full_groups(session, [row])[0]


def details(session: Session, owner: str, ids: Sequence[uuid.UUID]) -> list[Group]:
    """
    Give those of some groups, in full, that an owner sees: without what the owner dismissed.
    """
    query = (
        f"SELECT {HEAD} FROM duplicate_groups g{_VIEW} WHERE g.group_id = ANY(%(ids)s)"  # noqa: S608 - parts are constants of this package
        " AND h.whole IS NOT TRUE ORDER BY g.group_id"
    )
    values = {"owner": owner, "ids": list(ids)}
    return full_groups(session, raw(session).execute(query.encode(), values).fetchall())


def lookup(
    session: Session, owner: str, paths: Sequence[str], level: Level = Level.L95
) -> list[Group]:
    """
    Give the groups of up to 10,000 paths, each once, with what a card needs of each member.
    """
    keys = [path_key(undisplay(path)) for path in paths]
    query = (
        "SELECT g.group_id, g.duplicate_type, coalesce(h.similarity, g.similarity), g.level,"  # noqa: S608 - parts are constants of this package
        " m.file_path, m.file_size, m.is_suggested_keeper"
        " FROM (SELECT DISTINCT k.group_id FROM files f"
        "  JOIN duplicate_members k ON k.file_id = f.id"
        "  JOIN duplicate_levels l ON l.group_id = k.group_id AND l.level = %(level)s"
        f"  WHERE f.path_key = ANY(%(keys)s){_SEEN.format('k')}) found"
        " JOIN duplicate_groups g ON g.group_id = found.group_id"
        f"{_VIEW} JOIN duplicate_members m ON m.group_id = g.group_id"
        " AND m.file_id <> ALL (coalesce(h.file_ids, '{}'))"
        " ORDER BY g.group_id, m.is_suggested_keeper DESC, m.similarity_score DESC,"
        ' m.file_path COLLATE "C"'
    )
    groups: dict[uuid.UUID, Group] = {}
    values = {"keys": keys, "owner": owner, "level": level.value}
    for row in raw(session).execute(query.encode(), values, binary=True):
        group = groups.get(row[0])
        if group is None:
            names = ("group_id", "duplicate_type", "similarity", "level")
            group = dict(zip(names, (str(row[0]), *row[1:4]), strict=True)) | {"members": []}
            groups[row[0]] = group
        group["members"].append(
            {
                "path": row[4],
                "filename": row[4].rpartition("/")[2],
                "size": row[5],
                "is_suggested_keeper": row[6] or not group["members"],
            }
        )
    return list(groups.values())
