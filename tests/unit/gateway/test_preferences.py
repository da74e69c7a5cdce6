"""
Tests of what a user prefers to see.
"""

from dedup.records import Level
from gateway.preferences import FORMATS, LEVELS, Preferences
from mediacore.formats import Kind


def test_levels_are_dedups() -> None:
    """
    Strict to loose, as dedup names them.
    """
    assert tuple(Level) == LEVELS


def test_formats_are_kinds_of_pictures() -> None:
    """
    Each but the default is a kind that a member of a group can be.
    """
    assert set(FORMATS) - {"default"} <= set(Kind)


def test_who_chose_nothing_is_grouped_as_the_services_think_best() -> None:
    """
    The defaults.
    """
    assert Preferences() == Preferences("default", "0.95", auto_group=True)
