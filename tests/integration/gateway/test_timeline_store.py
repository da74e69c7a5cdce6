"""
Months and cards out of the read models.
"""

from datetime import date

import pytest

from gateway.timeline_store import CardFilter, Timeline, cards_of_month, months, shown_among
from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf

MAY = date(2026, 5, 1)


@pytest.mark.parametrize("grouped", [True, False])
@pytest.mark.parametrize(
    "filters",
    [
        frozenset(),
        frozenset({CardFilter.RAW_JPEG}),
        frozenset({CardFilter.EXACT, CardFilter.SIMILAR}),
        frozenset({CardFilter.UNGROUPED_RAW, CardFilter.BURST}),
        frozenset(CardFilter),
    ],
)
def test_months_count_what_they_hold(
    shelf: Shelf, grouped: bool, filters: frozenset[CardFilter]
) -> None:
    """
    Whatever is asked for, the sum of a month is the number of its cards, the newest first.
    """
    shelf.versions(shelf.asset("a.jpg", 1), shelf.asset("a.cr2"))
    shelf.duplicates(shelf.asset("b.jpg", 2), shelf.asset("c.jpg", 2))
    shelf.asset("d.nef", 3)
    shelf.asset("e.jpg", 3, BEN)
    wanted = Timeline((ANNA, BEN), "0.95", grouped, filters)
    with shelf.database.read() as session:
        counted = sum(month["count"] for month in months(session, wanted))
        cards = cards_of_month(session, wanted, MAY)

    assert counted == len(cards)
    assert [card.at for card in cards] == sorted((card.at for card in cards), reverse=True)


def test_month_has_nothing_of_the_next(shelf: Shelf) -> None:
    """
    Its first moment is in it, its end is not.
    """
    shelf.asset("a.jpg", -15 * 86_400 - 43_200)
    shelf.asset("b.jpg", 15 * 86_400 + 43_200)
    for grouped in (True, False):
        wanted = Timeline((ANNA,), "0.95", grouped)
        with shelf.database.read() as session:
            (card,) = cards_of_month(session, wanted, MAY)
            found = months(session, wanted)

        assert card.at == "2026-05-01T00:00:00"
        assert [month["timeBucket"] for month in found] == ["2026-06-01", "2026-05-01"]


def test_raw_is_known_by_the_end_of_its_name(shelf: Shelf) -> None:
    """
    And it stands alone, grouped or not.
    """
    shelf.versions(shelf.asset("a.jpg"), shelf.asset("a.cr2"))
    wanted_ids = {shelf.asset("b.CR3"), shelf.asset("d.nef")}
    for name in ("raw.jpg", "c.cr2.jpg"):
        shelf.asset(name)
    shelf.asset("e.nef", shown=False)
    for grouped in (True, False):
        chosen = frozenset({CardFilter.UNGROUPED_RAW})
        wanted = Timeline((ANNA,), "0.95", grouped, chosen)
        with shelf.database.read() as session:
            cards = cards_of_month(session, wanted, MAY)
            (month,) = months(session, wanted)

        assert {card.card_id for card in cards} == wanted_ids
        assert month["count"] == 2


@pytest.mark.parametrize("grouped", [True, False])
def test_only_cards_of_some_assets(shelf: Shelf, grouped: bool) -> None:
    """
    By any version; a shot of which an owner has none of these is not among them.
    """
    pair = shelf.asset("a.jpg", 1), shelf.asset("a.cr2")
    shot = shelf.versions(*pair)
    lone = shelf.asset("b.jpg", 2)
    shelf.asset("c.jpg", 3)
    theirs = shelf.asset("a.jpg", 1, BEN), shelf.asset("a.cr2", 0, BEN)
    shelf.versions(*theirs, name=str(pair))
    among = frozenset({pair[1], lone})
    wanted = Timeline((ANNA, BEN), "0.95", grouped, among=among)
    with shelf.database.read() as session:
        cards = cards_of_month(session, wanted, MAY)
        (month,) = months(session, wanted)

    assert [(card.owner_id, card.card_id) for card in cards] == [
        (ANNA, lone),
        (ANNA, shot if grouped else pair[1]),
    ]
    assert month["count"] == 2


def test_some_assets_and_filters_go_together(shelf: Shelf) -> None:
    """
    A card is shown that both choose.
    """
    pair = shelf.asset("a.jpg", 1), shelf.asset("a.cr2")
    shot = shelf.versions(*pair)
    shelf.versions(shelf.asset("b.jpg", 2), shelf.asset("b.cr2", 2))
    among = frozenset({pair[0], shelf.asset("c.jpg", 3)})
    wanted = Timeline(
        (ANNA,), "0.95", grouped=True, filters=frozenset({CardFilter.RAW_JPEG}), among=among
    )
    with shelf.database.read() as session:
        (card,) = cards_of_month(session, wanted, MAY)
        (month,) = months(session, wanted)

    assert (card.card_id, month["count"]) == (shot, 1)


def test_no_assets_have_no_cards(shelf: Shelf) -> None:
    """
    An empty album is not the whole library.
    """
    shelf.asset("a.jpg")
    wanted = Timeline((ANNA,), "0.95", grouped=True, among=frozenset())
    with shelf.database.read() as session:
        assert (months(session, wanted), cards_of_month(session, wanted, MAY)) == ([], [])


def test_shown_among_some_are_the_owners_own(shelf: Shelf) -> None:
    """
    Neither others' nor what does not show.
    """
    ids = shelf.asset("a.jpg"), shelf.asset("b.jpg", shown=False), shelf.asset("c.jpg", 0, BEN)
    with shelf.database.read() as session:
        assert shown_among(session, (ANNA,), ids) == {ids[0]}
