"""
Pages of the groups that owners see, out of the read models. Nothing here writes.

Each owner's groups come in the order of an index, and are merged; a group that an earlier owner has
is not given again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from gateway.model_reads import GROUP, groups_by_id, stored_group
from gateway.stored_groups import StoredGroup
from gateway.tables import PATH_HEAD
from mediacore.database import ReadSession, raw
from mediacore.errors import InvalidRequestError
from mediacore.pagination import decode_cursor, encode_cursor

MANY_UNDER_PREFIX = 5_000  # files; beyond, groups are asked in their order instead
VERSION, DUPLICATE = "version", "duplicate"
NO_LEVEL = ""
_LAST = "\U0010ffff"  # sorts behind everything that a path may hold


class Sort(StrEnum):
    """
    The orders of a list, each the greatest first.
    """

    NEWEST = "newest"
    SIZE = "size"
    SPACE = "space"
    SIMILARITY = "similarity"


_ORDERS: dict[Sort, tuple[str, type, str]] = {
    Sort.NEWEST: ("newest", str, "timestamp"),
    Sort.SIZE: ("size", int, "bigint"),
    Sort.SPACE: ("savings", int, "bigint"),
    Sort.SIMILARITY: ("similarity", float, "float8"),
}

_EARLIER = (
    " AND NOT EXISTS (SELECT 1 FROM owner_groups x WHERE x.group_id = g.group_id"
    " AND x.kind = g.kind AND x.level = g.level"
    " AND x.owner_id = ANY((%(owners)s::uuid[])[:o.place - 1]))"
)
_HEAD = f"left(f.path, {PATH_HEAD})"
_UNDER = (
    f"{_HEAD} ~>=~ left(%(prefix)s, {PATH_HEAD}) AND {_HEAD} ~<~ %(above)s"
    " AND starts_with(f.path, %(prefix)s)"
)
# Not correlated, so that it is gathered once.
_GATHERED = (
    " AND (g.group_id, g.owner_id) IN (SELECT m.group_id, m.owner_id FROM files f"  # noqa: S608 - constant parts
    " JOIN assets a ON a.file_id = f.file_id AND a.shown"
    " JOIN asset_groups m ON m.asset_id = a.asset_id"
    f" WHERE {_UNDER} AND a.owner_id = ANY(%(owners)s::uuid[]) AND m.kind = %(kind)s)"
)
_WALKED = (
    " AND EXISTS (SELECT 1 FROM jsonb_array_elements(g.members) w"
    " WHERE starts_with(w->>'path', %(prefix)s))"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which groups are wanted: whose, of which kind and level, of one type, with a member there.

    :ivar owners: the first is who asks.
    """

    owners: tuple[str, ...]
    kind: str
    level: str = NO_LEVEL
    type: str | None = None
    prefix: str = ""


def values_of(wanted: Wanted) -> dict[str, Any]:
    """
    Give what the conditions of `condition_of` are filled with.
    """
    return {
        "owners": list(wanted.owners),
        "kind": wanted.kind,
        "level": wanted.level,
        "type": wanted.type,
        "prefix": wanted.prefix,
        "above": wanted.prefix[:PATH_HEAD] + _LAST,
    }


def condition_of(session: ReadSession, wanted: Wanted, *, unmatched: bool = False) -> str:
    """
    Give the condition on `owner_groups g` of the owner `o(id, place)`.
    """
    where = "g.owner_id = o.id AND g.kind = %(kind)s"
    if wanted.type:
        where += " AND g.type = %(type)s"
    if wanted.prefix:
        where += _WALKED if unmatched or _is_wide(session, wanted) else _GATHERED
    return where + (_EARLIER if len(wanted.owners) > 1 else "")


def _is_wide(session: ReadSession, wanted: Wanted) -> bool:
    """
    Tell whether a prefix covers so many files that gathering them would take long.
    """
    query = f"SELECT count(*) FROM (SELECT 1 FROM files f WHERE {_UNDER} LIMIT %(most)s) n"  # noqa: S608 - constant parts
    values = values_of(wanted) | {"most": MANY_UNDER_PREFIX + 1}
    row = raw(session).execute(query.encode(), values, prepare=False).fetchone()
    return row is not None and row[0] > MANY_UNDER_PREFIX


def page_rows(
    session: ReadSession,
    wanted: Wanted,
    sort: Sort,
    cursor: str | None,
    limit: int,
    *,
    unmatched: bool = False,
) -> list[StoredGroup]:
    """
    Give the groups behind a cursor, up to a limit.

    :raises mediacore.errors.InvalidRequestError: when the cursor is not one of this list.
    """
    column, kind, cast = _ORDERS[sort]
    values = values_of(wanted) | {"limit": limit}
    where = condition_of(session, wanted, unmatched=unmatched) + " AND g.level = %(level)s"
    if cursor:
        at, group_id = _position(cursor, sort, kind)
        where += f" AND (g.{column}, g.group_id) < (%(at)s::{cast}, %(id)s::uuid)"
        values |= {"at": at, "id": group_id}
    keys = (
        f"SELECT p.* FROM unnest(%(owners)s::uuid[]) WITH ORDINALITY o(id, place)"  # noqa: S608 - parts are constants of this module
        f" CROSS JOIN LATERAL (SELECT g.owner_id, g.group_id, g.{column} AS sorted"
        f" FROM owner_groups g WHERE {where}"
        f" ORDER BY g.{column} DESC, g.group_id DESC LIMIT %(limit)s) p"
        " ORDER BY p.sorted DESC, p.group_id DESC LIMIT %(limit)s"
    )
    query = (
        f"SELECT {GROUP}, k.sorted FROM ({keys}) k JOIN owner_groups g"  # noqa: S608 - parts are constants of this package
        " ON g.group_id = k.group_id AND g.owner_id = k.owner_id AND g.kind = %(kind)s"
        " AND g.level = %(level)s ORDER BY k.sorted DESC, k.group_id DESC"
    )
    rows = raw(session).execute(query.encode(), values, prepare=False)
    return [stored_group(row) for row in rows]


def cursor_of(group: StoredGroup, sort: Sort) -> str:
    """
    Give the cursor behind a group of a page.
    """
    place = group.place.isoformat() if isinstance(group.place, datetime) else group.place
    return encode_cursor(sort.value, place, group.group_id)


def _position(cursor: str, sort: Sort, kind: type) -> tuple[Any, str]:
    named, place, group_id = decode_cursor(cursor, (str, kind, str))
    if named != sort.value:
        raise InvalidRequestError("That cursor belongs to another list")
    return place, group_id


def one_group(
    session: ReadSession, owners: Sequence[str], kind: str, group_id: str, level: str
) -> StoredGroup | None:
    """
    Give a group by its id as the first of some owners sees it; at a level, else at any.
    """
    found = groups_by_id(session, owners, kind, [group_id])
    found.sort(key=lambda group: (owners.index(group.owner_id), group.level != level))
    return found[0] if found else None
