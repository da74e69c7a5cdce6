"""
The timeline of cards through its viewer's eyes.
"""

from datetime import date

from gateway.timeline_store import CardFilter
from gateway.timeline_views import behind, month_of_cards, timeline_of
from tests.integration.gateway.list_shelf import Shelf
from tests.integration.gateway.reading import view_of

MAY = date(2026, 5, 1)


def test_view_says_which_cards_there_are() -> None:
    """
    Grouped or not, and at which level duplicates are.
    """
    wanted = timeline_of(view_of(level="0.80", auto_group=False), [CardFilter.EXACT])

    assert (wanted.level, wanted.grouped, wanted.filters) == (
        "0.80",
        False,
        frozenset({CardFilter.EXACT}),
    )


def test_month_is_made_of_what_is_shown(shelf: Shelf) -> None:
    """
    A card whose photo was hidden just now is left out.
    """
    shelf.versions(shelf.asset("a.jpg"), shelf.asset("a.cr2"))
    shelf.asset("b.jpg", 5)
    shelf.run("UPDATE assets SET shown = false WHERE original_file_name = 'b.jpg'")
    with shelf.database.read() as session:
        (card,) = month_of_cards(session, view_of(), (), MAY)

    assert (card["fileName"], card["versionCount"]) == ("a.jpg", 2)


def test_nothing_is_behind_no_cards(shelf: Shelf) -> None:
    """
    Neither groups nor assets.
    """
    with shelf.database.read() as session:
        assert behind(session, view_of(), []) == ({}, {})
