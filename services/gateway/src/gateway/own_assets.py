"""
SQL about whose asset lies on which file, for whoever is about to act on them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from gateway.removal_rules import Holder, OwnAsset
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.paths import path_key, undisplay

Session = ReadSession | WriteSession
NOBODY = "00000000-0000-0000-0000-000000000000"
LEVELS = ("", "exact", "0.98", "0.95", "0.90", "0.85", "0.80")

_OWN_BY_ID = (
    "SELECT a.asset_id, a.file_id, f.path, a.original_path FROM assets a"
    " JOIN files f ON f.file_id = a.file_id WHERE a.owner_id = %(owner)s AND a.shown"
    " AND a.file_id = ANY(ARRAY(SELECT file_id FROM assets WHERE owner_id = %(owner)s"
    " AND shown AND asset_id = ANY(%(ids)s::uuid[]))) ORDER BY a.asset_id"
)
_OWN_BY_PATH = (
    "SELECT a.asset_id, a.file_id, f.path, a.original_path FROM files f"
    " JOIN assets a ON a.file_id = f.file_id WHERE a.owner_id = %(owner)s AND a.shown"
    " AND f.path_key = ANY(%(keys)s) ORDER BY a.asset_id DESC"
)


def sees_group(session: Session, owner_id: str, kind: str, group_id: str) -> bool:
    """
    Tell whether a group shows in an owner's lists, at any level.
    """
    row = raw(session).execute(
        "SELECT 1 FROM owner_groups WHERE owner_id = %s AND kind = %s AND level = ANY(%s)"
        " AND group_id = %s LIMIT 1",
        (owner_id, kind, list(LEVELS), group_id),
    )
    return row.fetchone() is not None


def own_by_id(session: Session, owner_id: str, ids: Iterable[str]) -> dict[str, OwnAsset]:
    """
    Give those of some assets that are an owner's and show, and their twins on the same files.
    """
    wanted = list(dict.fromkeys(ids))
    rows = raw(session).execute(_OWN_BY_ID, {"owner": owner_id, "ids": wanted})
    found = [_own(row) for row in rows]
    return {asset.asset_id: asset for asset in found}


def own_by_path(session: Session, owner_id: str, paths: Iterable[str]) -> dict[str, OwnAsset]:
    """
    Give an owner's shown asset of each library path that has one.
    """
    keys = [path_key(undisplay(path)) for path in paths]
    rows = raw(session).execute(_OWN_BY_PATH, {"owner": owner_id, "keys": keys})
    return {asset.path: asset for asset in map(_own, rows)}


def own_in_group(session: Session, owner_id: str, kind: str, group_id: str) -> list[str]:
    """
    Name the assets that a group shows its owner, the one it would keep first.
    """
    rows = raw(session).execute(
        "SELECT DISTINCT g.asset_id, g.asset_id = ANY(ARRAY(SELECT cover_id FROM owner_groups"
        "  WHERE owner_id = %(owner)s AND kind = %(kind)s AND level = ANY(%(levels)s)"
        "  AND group_id = %(group)s)) AS is_cover"
        " FROM asset_groups g JOIN assets a ON a.asset_id = g.asset_id"
        " WHERE g.owner_id = %(owner)s AND g.kind = %(kind)s AND g.group_id = %(group)s"
        " AND a.shown ORDER BY is_cover DESC, g.asset_id",
        {"owner": owner_id, "kind": kind, "group": group_id, "levels": list(LEVELS)},
    )
    return [str(row[0]) for row in rows]


def _own(row: Any) -> OwnAsset:
    return OwnAsset(str(row[0]), row[1], row[2], row[3])


def holders(session: Session, file_ids: Sequence[int]) -> dict[int, tuple[Holder, ...]]:
    """
    Give all assets on some files, whosever they are.
    """
    rows = raw(session).execute(
        "SELECT file_id, asset_id, owner_id, shown, is_trashed FROM assets"
        " WHERE file_id = ANY(%s) ORDER BY asset_id",
        (list(file_ids),),
    )
    found: dict[int, list[Holder]] = {}
    for file_id, asset_id, owner_id, shown, trashed in rows:
        found.setdefault(file_id, []).append(
            Holder(str(asset_id), str(owner_id), is_shown=shown, is_trashed=trashed)
        )
    return {file_id: tuple(held) for file_id, held in found.items()}


def indexed_users(session: Session) -> frozenset[str]:
    """
    Name the users whose index is complete.
    """
    rows = raw(session).execute("SELECT user_id FROM users WHERE index_state = 'complete'")
    return frozenset(str(row[0]) for row in rows)


def others_have_libraries(session: Session, owner_id: str) -> bool:
    """
    Tell whether anybody else has an asset in an external library.
    """
    row = raw(session).execute(
        "SELECT 1 FROM assets WHERE owner_id <> %s AND library_id IS NOT NULL LIMIT 1",
        (owner_id,),
    )
    return row.fetchone() is not None


def mark_trashed(session: WriteSession, ids: Sequence[str], *, trashed: bool) -> list[int]:
    """
    Note at once what Immich did with assets, so that the next page is right; give their files.
    """
    rows = raw(session).execute(
        "UPDATE assets SET is_trashed = %(trashed)s, changed_at = now(),"
        " view = CASE WHEN %(trashed)s THEN 'trash' ELSE visibility END,"
        " shown = NOT %(trashed)s AND visibility = 'timeline' AND NOT is_offline"
        " WHERE asset_id = ANY(%(ids)s::uuid[]) RETURNING file_id",
        {"trashed": trashed, "ids": list(ids)},
    )
    return sorted({row[0] for row in rows if row[0] is not None})
