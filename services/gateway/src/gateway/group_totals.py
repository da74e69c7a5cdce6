"""
Counting what a viewer sees: groups by type and level, their files and bytes, and what is single.
"""

from collections.abc import Sequence
from typing import Any

from gateway.group_pages import DUPLICATE, VERSION, Wanted, condition_of, values_of
from gateway.preferences import LEVELS
from mediacore.database import ReadSession, raw
from mediacore.formats import KIND_BY_EXTENSION, Kind

_RAWS = "|".join(name for name, kind in KIND_BY_EXTENSION.items() if kind is Kind.RAW)
IS_RAW = rf"split_part(a.search_text, chr(10), 1) ~ '\.({_RAWS})$'"

_NAMES = {VERSION: ("groups", "files", "bytes"), DUPLICATE: ("groups", "files", "reclaimableBytes")}
_SUMS = {VERSION: "sum(g.size)", DUPLICATE: "sum(g.savings)"}

Totals = dict[str, int]


def totals(
    session: ReadSession, wanted: Wanted, *, unmatched: bool = False
) -> dict[tuple[str, str], Totals]:
    """
    Give groups, files and bytes of each level and type.
    """
    where = condition_of(session, wanted, unmatched=unmatched)
    query = (
        f"SELECT g.level, g.type, count(*), sum(g.count), {_SUMS[wanted.kind]}"  # noqa: S608 - parts are constants of this package
        " FROM unnest(%(owners)s::uuid[]) WITH ORDINALITY o(id, place)"
        f" JOIN owner_groups g ON {where} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    rows = raw(session).execute(query.encode(), values_of(wanted), prepare=False)
    names = _NAMES[wanted.kind]
    return {(row[0], row[1]): dict(zip(names, map(int, row[2:]), strict=True)) for row in rows}


def added(kind: str, parts: Sequence[Totals]) -> Totals:
    """
    Give the sum of totals.
    """
    return {name: sum(part[name] for part in parts) for name in _NAMES[kind]}


def version_counts(found: dict[tuple[str, str], Totals]) -> dict[str, Any]:
    """
    Give the counts of version groups as an answer.
    """
    by_type = {kind: part for (_, kind), part in found.items()}
    return {**added(VERSION, list(by_type.values())), "byType": by_type}


def duplicate_counts(found: dict[tuple[str, str], Totals], level: str) -> dict[str, Any]:
    """
    Give the counts of groups of duplicates as an answer: at a level, by type, and of every level.
    """
    by_type = {kind: part for (at, kind), part in found.items() if at == level}
    by_level = {
        name: added(DUPLICATE, [part for (at, _), part in found.items() if at == name])
        for name in LEVELS
    }
    return {
        **added(DUPLICATE, list(by_type.values())),
        "level": level,
        "byType": by_type,
        "byLevel": by_level,
    }


_SINGLE = "SELECT count(*) FROM owner_cards WHERE owner_id = ANY(%s::uuid[]) AND group_id IS NULL"


def single_count(session: ReadSession, owners: Sequence[str]) -> int:
    """
    Count the photos that stand alone.
    """
    row = raw(session).execute(_SINGLE.encode(), (list(owners),), prepare=False).fetchone()
    return int(row[0]) if row else 0
