"""
The cards of the timeline.
"""

from collections.abc import Collection, Sequence

from gateway.cards import COLUMNS, Card, StoredCard, card_of, columns, lone_card
from gateway.stored_groups import StoredGroup
from tests.unit.gateway import test_picks as picks
from tests.unit.gateway.seen import ANNA, asset, assets, group

SHOT = StoredCard(ANNA, "g1", "2026-05-16T12:00:00", "1", "g1")
PHOTO = StoredCard(ANNA, "1", "2026-05-16T12:00:00", "1", None)
PAIR = group(("1", "a.jpg"), ("2", "a.cr2"))


def card(
    stored: StoredCard,
    *ids: str,
    found: StoredGroup = PAIR,
    format_order: Sequence[str] = (),
    among: Collection[str] | None = None,
) -> Card | None:
    """
    Give a card as somebody with these assets sees it.
    """
    return card_of(stored, {(ANNA, "g1"): found}, assets(*ids), format_order, among)


def test_shot_shows_its_primary_and_names_the_rest() -> None:
    """
    The badge counts all versions.
    """
    shown = card(SHOT, "1", "2")

    assert shown is not None
    assert (shown["id"], shown["groupId"], shown["versionCount"]) == ("1", "g1", 2)
    assert shown["alternates"] == [{"id": "2", "filename": "a.cr2", "type": "raw", "size": 10}]


def test_viewer_chooses_what_is_on_top() -> None:
    """
    The card is the same one, at the same place.
    """
    shown = card(SHOT, "1", "2", format_order=("raw",))

    assert shown is not None
    assert (shown["id"], shown["cardId"], shown["localDateTime"]) == ("2", "g1", SHOT.at)


def test_group_that_immich_shows_as_one_has_no_versions_to_switch() -> None:
    """
    Its type is told all the same.
    """
    shown = card(SHOT, "1", "2", found=group(("1", "a.jpg"), ("2", "b.mov"), switchable=False))

    assert shown is not None
    assert (shown["groupId"], shown["versionCount"], shown["alternates"]) == ("g1", None, [])


def test_shot_with_one_visible_version_is_a_photo() -> None:
    """
    Whichever is left.
    """
    shown = [card(SHOT, one) for one in "12"]

    assert [one and (one["id"], one["groupId"]) for one in shown] == [("1", None), ("2", None)]


def test_photo_is_itself_or_nothing() -> None:
    """
    What is hidden has no card.
    """
    shown = card(PHOTO, "1")

    assert shown is not None
    assert (shown["id"], shown["ratio"], shown["duplicateGroupId"]) == ("1", 1.5, None)
    assert card(PHOTO) is None
    assert card(SHOT) is None
    assert card_of(SHOT, {}, assets("1"), "default") == shown | {"cardId": "g1"}


def test_clip_has_a_length_and_a_picture_none() -> None:
    """
    Without dimensions a card is square; its duplicates are told.
    """
    clip = asset("1", is_image=False, duration_ms=900, width=None, duplicate=("d", "exact", 1.0))
    shown = card_of(PHOTO, {}, {"1": clip}, "default")

    assert shown is not None
    assert (shown["duration"], shown["ratio"], shown["duplicateType"]) == (900, 1.0, "exact")


def test_columns_are_parallel() -> None:
    """
    One list a field, all of one length.
    """
    shown = card(PHOTO, "1")
    assert shown is not None

    made = columns([shown, shown])

    assert tuple(made) == COLUMNS == tuple(shown)
    assert {len(column) for column in made.values()} == {2}


def test_version_that_is_picked_is_on_top() -> None:
    """
    The primary only if it is picked too; what else there is still counts.
    """
    tops = {}
    for among in ("1", "2", "12", ""):
        shown = card(SHOT, "1", "2", among=among)
        assert shown is not None
        tops[among] = (shown["id"], shown["versionCount"])

    assert tops == {"1": ("1", 2), "2": ("2", 2), "12": ("1", 2), "": ("1", 2)}


def test_photo_that_only_immich_knows_is_a_card_without_a_name() -> None:
    """
    With every column that the others have.
    """
    still = lone_card(picks.asset("7", duration_ms=5))
    clip = lone_card(picks.asset("8", is_image=False, duration_ms=900))

    assert set(still) == set(COLUMNS)
    assert (still["cardId"], still["id"], still["fileName"], still["groupId"]) == (
        "7",
        "7",
        "",
        None,
    )
    assert (still["duration"], clip["duration"]) == (None, 900)
