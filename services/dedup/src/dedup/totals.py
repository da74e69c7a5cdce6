"""
Counting groups, files and the bytes that could be freed, at every level.
"""

from collections.abc import Iterable
from typing import Any

from dedup.answers import Session
from dedup.decision_store import EVERYBODY
from dedup.levels import in_order
from dedup.records import Level
from mediacore.database import raw

_TOTALS = """
SELECT level, duplicate_type, count(*), sum(member_count), sum(savings)
FROM duplicate_levels GROUP BY 1, 2
UNION ALL
SELECT l.level, l.duplicate_type, -count(*) FILTER (WHERE h.whole),
  sum(h.member_count - l.member_count), sum(h.savings - l.savings)
FROM duplicate_levels l JOIN (SELECT DISTINCT ON (group_id) * FROM duplicate_hidden
  WHERE owner IN ('', %s) ORDER BY group_id, owner DESC) h ON h.group_id = l.group_id
GROUP BY 1, 2
"""
_NAMES = ("groups", "files", "reclaimable_bytes")

Totals = dict[str, int]


def counts(session: Session, owner: str = EVERYBODY, level: Level = Level.L95) -> dict[str, Any]:
    """
    Give how many groups and files there are at a level, and how many bytes one copy of each frees.
    """
    sums: dict[tuple[Level, str], Totals] = {}
    for row in raw(session).execute(_TOTALS, (owner,)):
        part = dict(zip(_NAMES, map(int, row[2:]), strict=True))
        key = (Level(row[0]), row[1])
        sums[key] = _added([sums[key], part]) if key in sums else part
    shown = {key: part for key, part in sums.items() if part["groups"]}
    by_type = {kind: part for (at, kind), part in sorted(shown.items()) if at is level}
    by_level = {
        at.value: _added(part for (place, _), part in shown.items() if place is at)
        for at in in_order({at for at, _ in shown})
    }
    return {
        **_added(by_type.values()),
        "level": level.value,
        "by_type": by_type,
        "by_level": by_level,
    }


def _added(parts: Iterable[Totals]) -> Totals:
    listed = list(parts)
    return {name: sum(part[name] for part in listed) for name in _NAMES}
