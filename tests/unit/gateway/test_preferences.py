"""
Tests of what a user prefers to see.
"""

from dedup.records import Level
from gateway.preferences import FORMATS, LEVELS, Preferences, changed
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


def test_what_is_not_named_stays() -> None:
    """
    Each preference changes by itself.
    """
    before = Preferences("raw", "exact", auto_group=False)

    assert changed(before) == before
    assert changed(before, level="0.80") == Preferences("raw", "0.80", auto_group=False)
    assert changed(before, auto_group=True) == Preferences("raw", "exact", auto_group=True)


def test_heic_is_heif() -> None:
    """
    Phones call it so; members of groups are of the kind `heif`.
    """
    assert changed(Preferences(), primary_format="heic").primary_format == "heif"
