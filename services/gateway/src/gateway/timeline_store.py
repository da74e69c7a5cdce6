"""
The timeline of cards out of the read models: months, and the cards of a month. Writes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gateway.cards import StoredCard
from gateway.group_totals import IS_RAW
from gateway.model_reads import stored_card
from mediacore.database import ReadSession, raw


class CardFilter(StrEnum):
    """
    Which cards a timeline shows: those of any of the chosen kinds.
    """

    RAW_JPEG = "raw_jpeg"
    EDITED_VERSIONS = "edited_versions"
    BURST = "burst"
    VIDEO_VARIANTS = "video_variants"
    LIVE_PHOTO = "live_photo"
    MOTION_PHOTO = "motion_photo"
    EXACT = "exact"
    SIMILAR = "similar"
    UNGROUPED_RAW = "ungrouped_raw"


DUPLICATE_TYPES = {CardFilter.EXACT: "exact", CardFilter.SIMILAR: "perceptual"}

ACROSS_TYPES = frozenset({*DUPLICATE_TYPES, CardFilter.UNGROUPED_RAW})


@dataclass(frozen=True, slots=True)
class Timeline:
    """
    Whose cards are wanted, and which; ungrouped, every photo is a card.

    :ivar among: only cards of which a version is one of these assets.
    """

    owners: tuple[str, ...]
    level: str
    grouped: bool
    filters: frozenset[CardFilter] = frozenset()
    among: frozenset[str] | None = None


# One row a card, under the same names whether grouped or not.
_GROUPED = (
    "SELECT c.owner_id, c.card_id, c.month, c.at, c.cover_id, c.group_id FROM owner_cards c"
    " WHERE c.owner_id = ANY(%(owners)s::uuid[])"
)
_SINGLE = (
    "SELECT c.owner_id, c.asset_id AS card_id, date_trunc('month', c.local_at)::date AS month,"
    " c.local_at AS at, c.asset_id AS cover_id, NULL::uuid AS group_id FROM assets c"
    " WHERE c.owner_id = ANY(%(owners)s::uuid[]) AND c.shown"
)
_MONTH_OF_GROUPED = " AND c.month = %(month)s"
_MONTH_OF_SINGLE = (
    " AND c.local_at >= %(month)s::timestamp"
    " AND c.local_at < %(month)s::timestamp + interval '1 month'"
)
_AMONG_GROUPED = (
    " AND (c.card_id, c.owner_id) IN (SELECT i.id, o.id FROM unnest(%(among)s::uuid[]) i(id)"
    " CROSS JOIN unnest(%(owners)s::uuid[]) o(id) UNION ALL"
    " SELECT v.group_id, v.owner_id FROM asset_groups v"
    " WHERE v.asset_id = ANY(%(among)s::uuid[]) AND v.kind = 'version')"
)
_AMONG_SINGLE = " AND c.asset_id = ANY(%(among)s::uuid[])"
_SHOWN = (
    "SELECT a.asset_id::text FROM assets a WHERE a.asset_id = ANY(%s::uuid[])"
    " AND a.owner_id = ANY(%s::uuid[]) AND a.shown"
)
# Asked of each card of a month. A scalar is never gathered for all months, as EXISTS may be.
_OF_TYPE = (
    "(SELECT true FROM owner_groups g WHERE g.group_id = c.group_id"
    " AND g.owner_id = c.owner_id AND g.kind = 'version' AND g.type = ANY(%(types)s) LIMIT 1)"
)
_DUPLICATE = (
    "(SELECT true FROM asset_groups d JOIN owner_groups g ON g.group_id = d.group_id"
    " AND g.owner_id = d.owner_id AND g.kind = d.kind AND g.level = d.level"
    " AND g.type = ANY(%(duplicates)s) WHERE d.asset_id = c.cover_id AND d.kind = 'duplicate'"
    " AND d.level = %(level)s LIMIT 1)"
)
_MEMBER_DUPLICATE = (
    "(SELECT true FROM asset_groups v JOIN asset_groups d ON d.asset_id = v.asset_id"
    " AND d.kind = 'duplicate' AND d.level = %(level)s JOIN owner_groups g"
    " ON g.group_id = d.group_id AND g.owner_id = d.owner_id AND g.kind = d.kind"
    " AND g.level = d.level AND g.type = ANY(%(duplicates)s)"
    " WHERE v.group_id = c.group_id AND v.owner_id = c.owner_id AND v.kind = 'version' LIMIT 1)"
)
_ALONE = (
    " AND NOT EXISTS (SELECT 1 FROM asset_groups v WHERE v.asset_id = a.asset_id"
    " AND v.kind = 'version')"
)
_RAW = (
    "(SELECT true FROM assets a WHERE a.asset_id = c.cover_id AND a.shown AND c.group_id IS NULL"  # noqa: S608 - constant parts
    f" AND {IS_RAW}{_ALONE} LIMIT 1)"
)
# Gathered once for all months.
_ALL_OF_TYPE = (
    "(c.card_id, c.owner_id) IN (SELECT g.group_id, g.owner_id FROM owner_groups g"
    " WHERE g.owner_id = ANY(%(owners)s::uuid[]) AND g.kind = 'version' AND g.level = ''"
    " AND g.type = ANY(%(types)s))"
)
_ALL_DUPLICATES = (
    "(c.card_id, c.owner_id) IN (SELECT {0}, d.owner_id FROM owner_groups g"
    " JOIN asset_groups d ON d.group_id = g.group_id AND d.owner_id = g.owner_id"
    " AND d.kind = g.kind AND d.level = g.level"
    " LEFT JOIN asset_groups v ON v.asset_id = d.asset_id AND v.kind = 'version'"
    " WHERE g.owner_id = ANY(%(owners)s::uuid[]) AND g.kind = 'duplicate'"
    " AND g.level = %(level)s AND g.type = ANY(%(duplicates)s))"
)
_ALL_RAWS = (
    "(c.card_id, c.owner_id) IN (SELECT a.asset_id, a.owner_id FROM assets a"  # noqa: S608 - constant parts
    f" WHERE a.owner_id = ANY(%(owners)s::uuid[]) AND a.shown AND {IS_RAW}{_ALONE})"
)


def _of_month(wanted: Timeline) -> str:
    parts = []
    if not wanted.filters.isdisjoint(DUPLICATE_TYPES):
        parts += [_DUPLICATE, _MEMBER_DUPLICATE] if wanted.grouped else [_DUPLICATE]
    if CardFilter.UNGROUPED_RAW in wanted.filters:
        parts.append(_RAW)
    if wanted.grouped:
        parts.append(_OF_TYPE)
    chosen = " OR ".join(f"coalesce({part}, false)" for part in parts)
    return f" WHERE {chosen or 'false'}" if wanted.filters else ""


def _of_all(wanted: Timeline) -> str:
    parts = []
    if not wanted.filters.isdisjoint(DUPLICATE_TYPES):
        card = "coalesce(v.group_id, d.asset_id)" if wanted.grouped else "d.asset_id"
        parts.append(_ALL_DUPLICATES.format(card))
    if CardFilter.UNGROUPED_RAW in wanted.filters:
        parts.append(_ALL_RAWS)
    if wanted.grouped and wanted.filters - ACROSS_TYPES:
        parts.append(_ALL_OF_TYPE)
    return f" WHERE {' OR '.join(parts) or 'false'}" if wanted.filters else ""


def _rows(wanted: Timeline) -> str:
    base, among = (_GROUPED, _AMONG_GROUPED) if wanted.grouped else (_SINGLE, _AMONG_SINGLE)
    return base if wanted.among is None else base + among


def _values(wanted: Timeline) -> dict[str, Any]:
    kinds = [DUPLICATE_TYPES[one] for one in wanted.filters if one in DUPLICATE_TYPES]
    types = [one.value for one in wanted.filters if one not in DUPLICATE_TYPES]
    return {
        "owners": list(wanted.owners),
        "level": wanted.level,
        "duplicates": kinds,
        "types": types,
        "among": list(wanted.among or ()),
    }


def months(session: ReadSession, wanted: Timeline) -> list[dict[str, Any]]:
    """
    Give the months that have cards, the newest first, and how many.
    """
    query = (
        f"SELECT c.month, count(*) FROM ({_rows(wanted)}) c{_of_all(wanted)}"  # noqa: S608 - parts are constants of this module
        " GROUP BY c.month ORDER BY c.month DESC"
    )
    found = raw(session).execute(query.encode(), _values(wanted), prepare=False)
    return [{"timeBucket": month.isoformat(), "count": count} for month, count in found]


def cards_of_month(session: ReadSession, wanted: Timeline, month: date) -> list[StoredCard]:
    """
    Give the cards of a month, the newest first.
    """
    within = _MONTH_OF_GROUPED if wanted.grouped else _MONTH_OF_SINGLE
    query = (
        "SELECT owner_id::text, card_id::text, at, cover_id::text, group_id::text"  # noqa: S608 - parts are constants of this module
        f" FROM ({_rows(wanted)}{within}) c{_of_month(wanted)} ORDER BY c.at DESC, c.card_id DESC"
    )
    values = _values(wanted) | {"month": month}
    rows: Sequence[Any] = raw(session).execute(query.encode(), values, prepare=False).fetchall()
    return [stored_card(row) for row in rows]


def shown_among(session: ReadSession, owners: Sequence[str], ids: Iterable[str]) -> frozenset[str]:
    """
    Give those of some assets that these owners are shown on their timelines.
    """
    values = (list(ids), list(owners))
    return frozenset(row[0] for row in raw(session).execute(_SHOWN.encode(), values, prepare=False))
