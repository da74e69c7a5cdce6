"""
The fixed levels of likeness, from the strictest to the loosest.

Groups are made at each level on its own, since the groups of one level, filtered by score, are not
those of another. A slider snaps to a level.
"""

from collections.abc import Iterable

from dedup.records import Level

STRICT_TO_LOOSE = tuple(Level)
PERCEPTUAL = STRICT_TO_LOOSE[1:]


def stored_levels(loosest: Level) -> tuple[Level, ...]:
    """
    Give the levels that groups are made at, strict to loose.
    """
    return STRICT_TO_LOOSE[: STRICT_TO_LOOSE.index(loosest) + 1]


def snapped(threshold: float) -> Level:
    """
    Give the nearest level that is not looser than a threshold from 0.80 to 1.
    """
    return [Level.EXACT, *(level for level in PERCEPTUAL if level.least >= threshold)][-1]


def in_order(levels: Iterable[Level]) -> tuple[Level, ...]:
    """
    Give levels strict to loose.
    """
    return tuple(sorted(levels, key=STRICT_TO_LOOSE.index))
