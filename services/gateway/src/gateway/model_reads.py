"""
Reading assets, groups and cards of the read models by their ids; nothing here writes.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from gateway.cards import StoredCard
from gateway.stored_groups import ShownAsset, StoredGroup
from mediacore.database import ReadSession, raw

GROUP = (
    "g.owner_id::text, g.group_id::text, g.kind, g.level, g.type, g.switchable, g.burst,"
    " g.revision, g.count, g.size, g.savings, g.similarity, g.newest, g.earliest, g.members"
)
_ASSETS = """
SELECT a.asset_id::text, a.owner_id::text, a.original_file_name, a.kind, a.is_favorite, a.local_at,
  a.thumbhash, a.width, a.height, a.duration_ms, a.live_photo_video_id::text, a.camera,
  d.group_id::text, d.type, d.similarity
FROM assets a LEFT JOIN LATERAL (
  SELECT g.group_id, g.type, g.similarity FROM asset_groups m JOIN owner_groups g
    ON g.group_id = m.group_id AND g.owner_id = m.owner_id AND g.kind = m.kind
    AND g.level = m.level
  WHERE m.asset_id = a.asset_id AND m.kind = 'duplicate' AND m.level = %(level)s LIMIT 1
) d ON true
WHERE a.asset_id = ANY(%(ids)s::uuid[]) AND a.owner_id = ANY(%(owners)s::uuid[]) AND a.shown
"""


def shown_assets(
    session: ReadSession, owners: Sequence[str], ids: Iterable[str], level: str
) -> dict[str, ShownAsset]:
    """
    Give those of some assets that these owners are shown, with their duplicates at a level.
    """
    values = {"ids": list(ids), "owners": list(owners), "level": level}
    found = {}
    for row in raw(session).execute(_ASSETS.encode(), values, prepare=False):
        found[row[0]] = ShownAsset(
            asset_id=row[0],
            owner_id=row[1],
            file_name=row[2],
            is_image=row[3] == "IMAGE",
            is_favorite=row[4],
            local_at=row[5].isoformat(),
            thumbhash=row[6],
            width=row[7],
            height=row[8],
            duration_ms=row[9],
            live_photo_video_id=row[10],
            camera=row[11],
            duplicate=None if row[12] is None else (row[12], row[13], row[14]),
        )
    return found


def in_shots(session: ReadSession, owners: Sequence[str], ids: Iterable[str]) -> set[str]:
    """
    Give those of some assets of which their owners see other versions.
    """
    query = (
        "SELECT DISTINCT asset_id::text FROM asset_groups WHERE kind = 'version'"
        " AND asset_id = ANY(%s::uuid[]) AND owner_id = ANY(%s::uuid[])"
    )
    values = (list(ids), list(owners))
    return {row[0] for row in raw(session).execute(query.encode(), values, prepare=False)}


def stored_group(row: Sequence[Any]) -> StoredGroup:
    """
    Make a group of a row of `GROUP`, and of the value it was sorted by where one follows.
    """
    return StoredGroup(
        owner_id=row[0],
        group_id=row[1],
        kind=row[2],
        level=row[3],
        type=row[4],
        switchable=row[5],
        burst=row[6],
        revision=row[7],
        count=row[8],
        size=row[9],
        savings=row[10],
        similarity=row[11],
        newest=row[12].isoformat(),
        earliest=row[13].isoformat(),
        members=tuple(row[14]),
        place=row[15] if len(row) > len(_GROUP_COLUMNS) else None,
    )


_GROUP_COLUMNS = GROUP.split(", ")


def groups_by_id(
    session: ReadSession, owners: Sequence[str], kind: str, ids: Iterable[str]
) -> list[StoredGroup]:
    """
    Give groups by their ids, as each of some owners sees them, at every level.
    """
    query = (
        f"SELECT {GROUP} FROM unnest(%(ids)s::uuid[]) i(id) JOIN owner_groups g"  # noqa: S608 - a constant column list
        " ON g.group_id = i.id AND g.owner_id = ANY(%(owners)s::uuid[]) AND g.kind = %(kind)s"
    )
    values = {"ids": list(ids), "owners": list(owners), "kind": kind}
    rows = raw(session).execute(query.encode(), values, prepare=False)
    return [stored_group(row) for row in rows]


def cards_of_assets(
    session: ReadSession, owners: Sequence[str], ids: Iterable[str], *, grouped: bool
) -> dict[str, StoredCard]:
    """
    Give the card that each of some assets is in; without groups each asset is one.
    """
    query = _CARDS_OF_GROUPED if grouped else _CARDS_OF_SINGLE
    values = {"ids": list(ids), "owners": list(owners)}
    rows = raw(session).execute(query.encode(), values, prepare=False)
    return {row[0]: stored_card(row[1:]) for row in rows}


_CARDS_OF_SINGLE = """
SELECT a.asset_id::text, a.owner_id::text, a.asset_id::text, a.local_at, a.asset_id::text, NULL
FROM assets a WHERE a.asset_id = ANY(%(ids)s::uuid[]) AND a.owner_id = ANY(%(owners)s::uuid[])
  AND a.shown
"""
_CARDS_OF_GROUPED = """
SELECT a.asset_id::text, c.owner_id::text, c.card_id::text, c.at, c.cover_id::text,
  c.group_id::text
FROM assets a
LEFT JOIN LATERAL (SELECT m.group_id FROM asset_groups m WHERE m.asset_id = a.asset_id
  AND m.kind = 'version' LIMIT 1) v ON true
JOIN owner_cards c ON c.owner_id = a.owner_id AND c.card_id IN (v.group_id, a.asset_id)
WHERE a.asset_id = ANY(%(ids)s::uuid[]) AND a.owner_id = ANY(%(owners)s::uuid[]) AND a.shown
"""


def stored_card(row: Sequence[Any]) -> StoredCard:
    """
    Make a card of a row: owner, card, place, cover, group.
    """
    return StoredCard(row[0], row[1], row[2].isoformat(), row[3], row[4])


def versions_of(session: ReadSession, owners: Sequence[str]) -> list[int]:
    """
    Give how often the read models of each owner have changed, in the order of the owners.
    """
    query = (
        "SELECT coalesce(u.version, 0) FROM unnest(%s::uuid[]) WITH ORDINALITY o(id, place)"
        " LEFT JOIN users u ON u.user_id = o.id ORDER BY o.place"
    )
    return [row[0] for row in raw(session).execute(query.encode(), (list(owners),))]
