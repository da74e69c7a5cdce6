"""
The timeline of cards out of the read models: months, and the cards of a month. Writes nothing.
"""

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Timeline:
    """
    Whose cards are wanted, and which; ungrouped, every photo is a card.
    """

    owners: tuple[str, ...]
    level: str
    grouped: bool
    filters: frozenset[CardFilter] = frozenset()


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
_OF_TYPE = (
    "EXISTS (SELECT 1 FROM owner_groups g WHERE g.group_id = c.group_id"
    " AND g.owner_id = c.owner_id AND g.kind = 'version' AND g.type = ANY(%(types)s))"
)
_DUPLICATE = (
    "EXISTS (SELECT 1 FROM asset_groups d JOIN owner_groups g ON g.group_id = d.group_id"
    " AND g.owner_id = d.owner_id AND g.kind = d.kind AND g.level = d.level"
    " AND g.type = ANY(%(duplicates)s) WHERE d.asset_id = {0} AND d.kind = 'duplicate'"
    " AND d.level = %(level)s)"
)
_MEMBER_DUPLICATE = (
    "EXISTS (SELECT 1 FROM asset_groups v WHERE v.group_id = c.group_id"  # noqa: S608 - constant parts
    " AND v.owner_id = c.owner_id AND v.kind = 'version' AND "
    + _DUPLICATE.format("v.asset_id")
    + ")"
)
_RAW = (
    "EXISTS (SELECT 1 FROM assets a WHERE a.asset_id = {0} AND a.shown AND NOT EXISTS"  # noqa: S608 - constant parts
    " (SELECT 1 FROM asset_groups v WHERE v.asset_id = a.asset_id AND v.kind = 'version')"
    f" AND {IS_RAW})"
)


def _condition(wanted: Timeline) -> str:
    chosen = wanted.filters
    if not chosen:
        return ""
    cover = "c.cover_id" if wanted.grouped else "c.asset_id"
    parts = []
    if not chosen.isdisjoint(DUPLICATE_TYPES):
        parts.append(_DUPLICATE.format(cover))
        if wanted.grouped:
            parts.append(_MEMBER_DUPLICATE)
    if CardFilter.UNGROUPED_RAW in chosen:
        parts.append(_RAW.format(cover))
    if wanted.grouped:
        parts.append(_OF_TYPE)
    return f" AND ({' OR '.join(parts) or 'false'})"


def _values(wanted: Timeline) -> dict[str, Any]:
    kinds = [DUPLICATE_TYPES[one] for one in wanted.filters if one in DUPLICATE_TYPES]
    types = [one.value for one in wanted.filters if one not in DUPLICATE_TYPES]
    return {
        "owners": list(wanted.owners),
        "level": wanted.level,
        "duplicates": kinds,
        "types": types,
    }


def months(session: ReadSession, wanted: Timeline) -> list[dict[str, Any]]:
    """
    Give the months that have cards, the newest first, and how many.
    """
    rows = (_GROUPED if wanted.grouped else _SINGLE) + _condition(wanted)
    query = f"SELECT month, count(*) FROM ({rows}) c GROUP BY month ORDER BY month DESC"  # noqa: S608 - parts are constants of this module
    found = raw(session).execute(query.encode(), _values(wanted), prepare=False)
    return [{"timeBucket": month.isoformat(), "count": count} for month, count in found]


def cards_of_month(session: ReadSession, wanted: Timeline, month: date) -> list[StoredCard]:
    """
    Give the cards of a month, the newest first.
    """
    base, within = (_GROUPED, _MONTH_OF_GROUPED) if wanted.grouped else (_SINGLE, _MONTH_OF_SINGLE)
    query = (
        "SELECT owner_id::text, card_id::text, at, cover_id::text, group_id::text"  # noqa: S608 - parts are constants of this module
        f" FROM ({base}{within}{_condition(wanted)}) c ORDER BY c.at DESC, c.card_id DESC"
    )
    values = _values(wanted) | {"month": month}
    rows: Sequence[Any] = raw(session).execute(query.encode(), values, prepare=False).fetchall()
    return [stored_card(row) for row in rows]
