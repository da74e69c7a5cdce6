"""
The shapes of cards, against the cards.
"""

from gateway.cards import COLUMNS, StoredCard, card_of, columns
from gateway.timeline_schemas import Card, Columns
from tests.unit.gateway.seen import ANNA, assets
from tests.unit.gateway.shapes import names

PHOTO = StoredCard(ANNA, "1", "2026-05-16T12:00:00", "1", None)


def test_card_has_all_columns() -> None:
    """
    A card of a search is one of the timeline.
    """
    assert names(Card) == set(COLUMNS)


def test_columns_are_arrays_of_what_a_card_has() -> None:
    """
    A month of one photo is told as one row.
    """
    card = card_of(PHOTO, {}, assets("1"), "default")
    assert card is not None

    told = columns([card]) | {"version": 1}

    assert Columns.model_validate(told, extra="forbid").model_dump(by_alias=True) == told
