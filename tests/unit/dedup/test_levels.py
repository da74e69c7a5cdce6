"""
The fixed levels.
"""

import pytest

from dedup.levels import in_order, snapped, stored_levels
from dedup.records import Level


@pytest.mark.parametrize(
    ("threshold", "level"),
    [
        (0.80, Level.L80),
        (0.81, Level.L85),
        (0.95, Level.L95),
        (0.951, Level.L98),
        (0.99, Level.EXACT),
        (1.0, Level.EXACT),
    ],
)
def test_threshold_snaps_to_the_level_that_is_not_looser(threshold: float, level: Level) -> None:
    """
    Nobody is shown what is less alike than they asked for.
    """
    assert snapped(threshold) is level


def test_levels_are_stored_down_to_the_loosest() -> None:
    """
    The setting bounds what is made; equal files are always found.
    """
    assert stored_levels(Level.EXACT) == (Level.EXACT,)
    assert stored_levels(Level.L95) == (Level.EXACT, Level.L98, Level.L95)


def test_levels_are_told_strict_to_loose() -> None:
    """
    The first of some levels is the strictest.
    """
    assert in_order({Level.L80, Level.EXACT, Level.L95}) == (Level.EXACT, Level.L95, Level.L80)
