"""
Reading groups: pages, single ones, look-ups of many paths, counts. Nothing here writes.

A view is an owner's: where the owner has decided something of a shot, the owner's own groups show,
elsewhere the common ones.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from grouping.decision_store import EVERYBODY
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.errors import NotFoundError
from mediacore.inventory_tables import PREFIX_BYTES
from mediacore.pagination import Page, decode_cursor, page_of
from mediacore.paths import display, path_key, prefix_range, undisplay
from mediacore.wall_time import wall_time

Session = ReadSession | WriteSession

_HEAD = (
    "g.group_id, g.group_type, g.confidence, g.evidence, g.switchable, g.revision,"
    " g.primary_path, g.total_size, g.created_at, g.updated_at"
)
_NOT_SHADOWED = (
    " AND NOT EXISTS (SELECT 1 FROM group_members c JOIN group_members v"
    " ON v.file_id = c.file_id AND v.owner = %(owner)s WHERE c.group_id = g.group_id)"
)

Group = dict[str, Any]


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
        at, group_id = decode_cursor(cursor, (str, str))
        values |= {"at": at, "id": group_id}
        where += " AND (g.created_at, g.group_id) < (%(at)s::timestamptz, %(id)s::uuid)"
    order = " ORDER BY g.created_at DESC, g.group_id DESC LIMIT %(limit)s"
    rows = _both_views(session, owner, where, order, values)
    rows.sort(key=lambda row: (row[8], row[0]), reverse=True)
    page = page_of(rows, limit, lambda row: (row[8].isoformat(), str(row[0])))
    return Page(tuple(_with_members(session, page.items)), page.next_cursor)


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
        path, group_id = decode_cursor(cursor, (str, str))
        values |= {"path": bytes.fromhex(path), "id": group_id}
        where += f" AND ({cut}, g.group_id) > (%(path)s, %(id)s::uuid)"
    order = f" ORDER BY {cut}, g.group_id LIMIT %(limit)s"
    rows = _both_views(session, owner, where, order, values)
    rows.sort(key=lambda row: (bytes(row[6])[:PREFIX_BYTES], row[0]))
    page = page_of(rows, limit, lambda row: (bytes(row[6])[:PREFIX_BYTES].hex(), str(row[0])))
    return Page(tuple(_with_members(session, page.items)), page.next_cursor)


def _both_views(
    session: Session, owner: str, where: str, order: str, values: dict[str, Any]
) -> list[Any]:
    """
    Read the owner's own groups, and the common ones that the owner has no view of.
    """
    own = f"SELECT {_HEAD} FROM file_groups g WHERE g.owner = %(owner)s{where}{order}"  # noqa: S608 - parts are constants of this module
    rows = raw(session).execute(own.encode(), values).fetchall()
    if owner != EVERYBODY:
        common = (
            f"SELECT {_HEAD} FROM file_groups g WHERE g.owner = ''{where}{_NOT_SHADOWED}{order}"  # noqa: S608 - parts are constants of this module
        )
        rows += raw(session).execute(common.encode(), values).fetchall()
    return rows


def get_group(session: Session, group_id: uuid.UUID) -> Group:
    """
    Give one group with its members.

    :raises NotFoundError: when there is no such group.
    """
    query = f"SELECT {_HEAD} FROM file_groups g WHERE g.group_id = %s"  # noqa: S608 - a constant column list
    row = raw(session).execute(query.encode(), (group_id,)).fetchone()
    if row is None:
        raise NotFoundError("There is no such group", group_id=str(group_id))
    return _with_members(session, [row])[0]


def groups_of_files(session: Session, owner: str, file_ids: Sequence[int]) -> list[Group]:
    """
    Give the groups in which an owner sees these files.
    """
    ids = _visible_groups(session, owner, "file_id = ANY(%(files)s)", {"files": list(file_ids)})
    query = f"SELECT {_HEAD} FROM file_groups g WHERE g.group_id = ANY(%s) ORDER BY g.group_id"  # noqa: S608 - a constant column list
    return _with_members(session, raw(session).execute(query.encode(), (ids,)).fetchall())


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


def lookup(session: Session, owner: str, paths: Sequence[str]) -> list[Group]:
    """
    Give the groups of up to 10,000 paths, each once, with what a card needs of each member.
    """
    keys = [path_key(undisplay(path)) for path in paths]
    ids = _visible_groups(
        session,
        owner,
        "file_id IN (SELECT id FROM files WHERE path_key = ANY(%(keys)s))",
        {"keys": keys},
    )
    if not ids:
        return []
    connection = raw(session)
    heads = connection.execute(
        "SELECT group_id, group_type, confidence, switchable, revision FROM file_groups"
        " WHERE group_id = ANY(%s)",
        (ids,),
        binary=True,
    ).fetchall()
    groups: dict[uuid.UUID, Group] = {
        row[0]: {
            "group_id": str(row[0]),
            "group_type": row[1],
            "confidence": row[2],
            "switchable": row[3],
            "revision": row[4],
            "primary_path": None,
            "members": [],
        }
        for row in heads
    }
    members = connection.execute(
        "SELECT group_id, file_path, file_type, role, file_size, is_primary FROM group_members"
        " WHERE group_id = ANY(%s) ORDER BY group_id, is_primary DESC, file_path",
        (ids,),
        binary=True,
    )
    for group_id, path, kind, role, size, is_primary in members:
        group = groups[group_id]
        if is_primary:
            group["primary_path"] = path
        group["members"].append(
            {
                "path": path,
                "filename": path.rpartition("/")[2],
                "type": kind,
                "role": role,
                "size": size,
                "is_primary": is_primary,
            }
        )
    return list(groups.values())


def counts(session: Session, owner: str = EVERYBODY) -> dict[str, Any]:
    """
    Give how many groups there are of each type, how many files they hold, and how many stand alone.
    """
    where = "" if owner == EVERYBODY else _NOT_SHADOWED
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
        "SELECT id, display, kind, size, taken_us, taken_source, camera, width, height, duration_s,"  # noqa: S608 - constant parts
        f" problem FROM files WHERE ungrouped AND id > %(after)s{where} ORDER BY id LIMIT %(limit)s"
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


def _with_members(session: Session, heads: Sequence[Any]) -> list[Group]:
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
    rows = raw(session).execute(
        "SELECT m.group_id, m.file_path, m.file_type, m.role, m.is_primary, m.file_size,"
        " m.evidence, f.taken_us, f.taken_source, f.camera, f.width, f.height, f.duration_s,"
        " f.problem, f.mismatch,"
        " CASE WHEN m.sidecars = '{}' THEN NULL ELSE"
        "  (SELECT array_agg(s.display ORDER BY s.display) FROM files s"
        "   WHERE s.id = ANY(m.sidecars)) END"
        " FROM group_members m JOIN files f ON f.id = m.file_id WHERE m.group_id = ANY(%s)"
        " ORDER BY m.group_id, m.is_primary DESC, m.file_path",
        (list(groups),),
        binary=True,
    )
    for row in rows:
        groups[row[0]]["members"].append(
            {
                "path": row[1],
                "filename": row[1].rpartition("/")[2],
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
