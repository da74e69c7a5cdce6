"""
Tests of what a user prefers to see.
"""

import pytest

from dedup.records import Level
from gateway.preferences import FORMATS, LEVELS, Preferences, changed, order_of
from mediacore.formats import Kind


def test_levels_are_dedups() -> None:
    """
    Strict to loose, as dedup names them.
    """
    assert tuple(Level) == LEVELS


def test_formats_are_kinds_of_pictures() -> None:
    """
    Each is a kind that a member of a group can be.
    """
    assert set(FORMATS) <= set(Kind)


def test_who_chose_nothing_is_grouped_as_the_services_think_best() -> None:
    """
    The defaults.
    """
    assert Preferences() == Preferences((), "0.95", auto_group=True)


def test_what_is_not_named_stays() -> None:
    """
    Each preference changes by itself.
    """
    before = Preferences(("raw",), "exact", auto_group=False)

    assert changed(before) == before
    assert changed(before, level="0.80") == Preferences(("raw",), "0.80", auto_group=False)
    assert changed(before, auto_group=True) == Preferences(("raw",), "exact", auto_group=True)
    assert changed(before, format_order=[]) == Preferences((), "exact", auto_group=False)


def test_first_of_the_order_is_what_is_preferred_most() -> None:
    """
    Of an empty order it is grouping's own choice.
    """
    assert Preferences(("raw", "jpeg")).primary_format == "raw"
    assert Preferences().primary_format == "default"


@pytest.mark.parametrize(
    ("primary", "order", "wanted"),
    [
        (None, None, None),
        ("raw", None, ["raw"]),
        ("heic", None, ["heif"]),
        ("default", None, []),
        (None, ["heic", "raw"], ["heif", "raw"]),
        ("raw", ["raw", "jpeg"], ["raw", "jpeg"]),
        ("heif", ["heic"], ["heif"]),
        ("default", [], []),
    ],
)
def test_order_is_asked_for_by_itself_or_by_its_first(
    primary: str | None, order: list[str] | None, wanted: list[str] | None
) -> None:
    """
    Phones say HEIC; members of groups are of the kind `heif`.
    """
    assert order_of(primary, order) == wanted


@pytest.mark.parametrize(
    ("primary", "order", "words"),
    [
        (None, ["raw", "jpeg", "raw"], "names raw more than once"),
        (None, ["heic", "heif"], "names heif more than once"),
        ("raw", ["jpeg", "raw"], "primaryFormat is raw, but formatOrder begins with jpeg"),
        ("default", ["jpeg"], "primaryFormat is default, but formatOrder begins with jpeg"),
        ("raw", [], "primaryFormat is raw, but formatOrder is empty"),
    ],
)
def test_orders_that_contradict_themselves_are_refused(
    primary: str | None, order: list[str], words: str
) -> None:
    """
    In words that name the way out.
    """
    with pytest.raises(ValueError, match=words):
        order_of(primary, order)
