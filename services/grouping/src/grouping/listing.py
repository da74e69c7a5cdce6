"""
Pages of groups, and of the files that stand alone. Nothing here writes.
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from grouping.decision_store import EVERYBODY
from grouping.queries import HEAD, NOT_SHADOWED, Group, Session, with_members
from grouping.told import TAKEN_SOURCE, TAKEN_US
from mediacore.database import raw
from mediacore.errors import InvalidRequestError
from mediacore.inventory_tables import PREFIX_BYTES
from mediacore.pagination import Page, decode_cursor, page_of
from mediacore.paths import prefix_range, undisplay
from mediacore.wall_time import wall_time

BY_AGE, BY_PATH = "age", "path"  # the orders of lists, named in their cursors

T = TypeVar("T")


def list_groups(
    session: Session,
    *,
    owner: str = EVERYBODY,
    group_type: str | None = None,
    prefix: str = "",
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Group]:
    """
    Give a page of groups, newest first; under a path prefix, in the order of their primary's path.
    """
    if prefix:
        return _list_by_path(session, owner, group_type, prefix, cursor, limit)
    values: dict[str, Any] = {"owner": owner, "type": group_type, "limit": limit + 1}
    where = " AND g.group_type = %(type)s" if group_type else ""
    if cursor:
        at, group_id = _position(cursor, BY_AGE, datetime.fromisoformat)
        values |= {"at": at, "id": group_id}
        where += " AND (g.created_at, g.group_id) < (%(at)s, %(id)s)"
    order = " ORDER BY g.created_at DESC, g.group_id DESC LIMIT %(limit)s"
    rows = _both_views(session, owner, where, order, values)
    rows.sort(key=lambda row: (row[8], row[0]), reverse=True)
    page = page_of(rows, limit, lambda row: (BY_AGE, row[8].isoformat(), str(row[0])))
    return Page(tuple(with_members(session, page.items)), page.next_cursor)


def _list_by_path(
    session: Session,
    owner: str,
    group_type: str | None,
    prefix: str,
    cursor: str | None,
    limit: int,
) -> Page[Group]:
    start = undisplay(prefix)
    low, high = prefix_range(start)
    cut = f"substring(g.primary_path, 1, {PREFIX_BYTES})"
    values: dict[str, Any] = {
        "owner": owner,
        "type": group_type,
        "limit": limit + 1,
        "low": low[:PREFIX_BYTES],
        "high": high,
        "start": start,
        "length": len(start),
    }
    where = f" AND {cut} >= %(low)s AND substring(g.primary_path, 1, %(length)s) = %(start)s"
    if high is not None:
        where += f" AND {cut} < %(high)s"
    if group_type:
        where += " AND g.group_type = %(type)s"
    if cursor:
        path, group_id = _position(cursor, BY_PATH, bytes.fromhex)
        values |= {"path": path, "id": group_id}
        where += f" AND ({cut}, g.group_id) > (%(path)s, %(id)s)"
    order = f" ORDER BY {cut}, g.group_id LIMIT %(limit)s"
    rows = _both_views(session, owner, where, order, values)
    rows.sort(key=lambda row: (bytes(row[6])[:PREFIX_BYTES], row[0]))
    page = page_of(
        rows, limit, lambda row: (BY_PATH, bytes(row[6])[:PREFIX_BYTES].hex(), str(row[0]))
    )
    return Page(tuple(with_members(session, page.items)), page.next_cursor)


def _position(cursor: str, order: str, read: Callable[[str], T]) -> tuple[T, uuid.UUID]:
    named, place, group_id = decode_cursor(cursor, (str, str, str))
    if named != order:
        raise InvalidRequestError("That cursor belongs to another list")
    try:
        return read(place), uuid.UUID(group_id)
    except ValueError as error:
        raise InvalidRequestError("That cursor is not one of ours") from error


def _both_views(
    session: Session, owner: str, where: str, order: str, values: dict[str, Any]
) -> list[Any]:
    """
    Read the owner's own groups, and the common ones that the owner has no view of.
    """
    own = f"SELECT {HEAD} FROM file_groups g WHERE g.owner = %(owner)s{where}{order}"  # noqa: S608 - parts are constants of this module
    rows = raw(session).execute(own.encode(), values).fetchall()
    if owner != EVERYBODY:
        common = f"SELECT {HEAD} FROM file_groups g WHERE g.owner = ''{where}{NOT_SHADOWED}{order}"  # noqa: S608 - parts are constants of this module
        rows += raw(session).execute(common.encode(), values).fetchall()
    return rows


def list_ungrouped(
    session: Session, *, prefix: str = "", cursor: str | None = None, limit: int = 100
) -> Page[dict[str, Any]]:
    """
    Give a page of media that stand alone in the common view, in the order they were found.
    """
    after = decode_cursor(cursor, (int,))[0] if cursor else 0
    start = undisplay(prefix)
    low, high = prefix_range(start)
    where = ""
    if start:
        cut = f"substring(path, 1, {PREFIX_BYTES})"
        where = f" AND {cut} >= %(low)s AND substring(path, 1, %(length)s) = %(start)s"
        if high is not None:
            where += f" AND {cut} < %(high)s"
    query = (
        f"SELECT id, display, kind, size, {TAKEN_US}, {TAKEN_SOURCE}, camera, width, height,"  # noqa: S608 - constant parts
        f" duration_s, problem FROM files WHERE ungrouped AND id > %(after)s{where}"
        " ORDER BY id LIMIT %(limit)s"
    )
    rows = (
        raw(session)
        .execute(
            query.encode(),
            {
                "after": after,
                "limit": limit + 1,
                "low": low[:PREFIX_BYTES],
                "high": high,
                "start": start,
                "length": len(start),
            },
        )
        .fetchall()
    )
    page = page_of(rows, limit, lambda row: (row[0],))
    names = (
        "file_id",
        "path",
        "type",
        "size",
        "taken_at",
        "taken_source",
        "camera",
        "width",
        "height",
        "duration_s",
        "problem",
    )
    items = [
        dict(zip(names, (*row[:4], wall_time(row[4]), *row[5:]), strict=True)) for row in page.items
    ]
    return Page(tuple(items), page.next_cursor)
