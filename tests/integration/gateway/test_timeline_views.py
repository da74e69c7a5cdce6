"""
The timeline of cards through its viewer's eyes.
"""

from datetime import date

from gateway.picks import Picked
from gateway.timeline_store import CardFilter
from gateway.timeline_views import behind, month_of_cards, months_of, timeline_of
from tests.integration.gateway.list_shelf import BEN, Shelf, id_of
from tests.integration.gateway.reading import view_of
from tests.unit.gateway.test_picks import asset

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


def picked(*ids: str, month: str = "2026-05-01") -> Picked:
    """
    Give a pick of some assets, each taken in the afternoon of Immich's month.
    """
    at = f"{month[:8]}16T15:00:00"
    return Picked({month: tuple(asset(one, owner_id=BEN, local_at=at) for one in ids)})


def test_what_only_immich_knows_stands_among_the_own(shelf: Shelf) -> None:
    """
    Photos of others in a shared album, and one's own that is archived.
    """
    own, later = shelf.asset("a.jpg"), shelf.asset("b.jpg", 86_400)
    archived, theirs = shelf.asset("c.jpg", shown=False), shelf.asset("d.jpg", 0, BEN)
    shelf.asset("e.jpg")
    pick = picked(own, later, archived, theirs)
    with shelf.database.read() as session:
        cards = month_of_cards(session, view_of(), (), MAY, pick)
        months = months_of(session, view_of(), (), pick)

    shown = [card["id"] for card in cards]
    assert (shown[0], set(shown[1:3]), shown[3]) == (later, {archived, theirs}, own)
    assert [card["fileName"] for card in cards] == ["b.jpg", "", "", "a.jpg"]
    assert months == [{"timeBucket": "2026-05-01", "count": 4}]


def test_picked_version_is_on_top_of_its_card(shelf: Shelf) -> None:
    """
    Who put a RAW into an album sees it there, and its JPEG beneath.
    """
    photo, negative = shelf.asset("a.jpg"), shelf.asset("a.cr2")
    shelf.versions(photo, negative)
    with shelf.database.read() as session:
        (card,) = month_of_cards(session, view_of(), (), MAY, picked(negative))

    assert (card["fileName"], card["versionCount"]) == ("a.cr2", 2)


def test_filters_leave_out_what_only_immich_knows(shelf: Shelf) -> None:
    """
    Nobody has looked at whether it is a copy of something.
    """
    twins = shelf.asset("a.jpg"), shelf.asset("b.jpg")
    shelf.duplicates(*twins)
    wish = [CardFilter.EXACT]
    pick = picked(twins[0], id_of("unknown"))
    with shelf.database.read() as session:
        cards = month_of_cards(session, view_of(), wish, MAY, pick)
        months = months_of(session, view_of(), wish, pick)

    assert [card["id"] for card in cards] == [twins[0]]
    assert months == [{"timeBucket": "2026-05-01", "count": 1}]


def test_month_of_immich_whose_shots_stand_elsewhere_is_none(shelf: Shelf) -> None:
    """
    A card stands where its earliest version does.
    """
    early, late = shelf.asset("a.jpg"), shelf.asset("a.tif", 20 * 86_400)
    shelf.versions(early, late)
    pick = picked(late, month="2026-06-01")
    with shelf.database.read() as session:
        months = months_of(session, view_of(), (), pick)
        june = month_of_cards(session, view_of(), (), date(2026, 6, 1), pick)
        (card,) = month_of_cards(session, view_of(), (), MAY, pick)

    assert (months, june) == ([{"timeBucket": "2026-05-01", "count": 1}], [])
    assert (card["id"], card["localDateTime"]) == (late, "2026-05-16T12:00:00")
