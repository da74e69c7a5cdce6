"""
Reading assets, groups and cards by their ids.
"""

from gateway.model_reads import (
    cards_of_assets,
    groups_by_id,
    shown_assets,
    versions_of,
)
from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf


def test_assets_are_those_that_their_owner_is_shown(shelf: Shelf) -> None:
    """
    With their duplicates at the level, if they have any there.
    """
    seen = shelf.asset("a.jpg", 5), shelf.asset("b.mp4", duration_ms=900)
    hidden, theirs = shelf.asset("c.jpg", shown=False), shelf.asset("d.jpg", 0, BEN)
    group_id = shelf.duplicates(*seen, levels=["0.90"], kind="perceptual", similarity=0.91)
    with shelf.database.read() as session:
        found = shown_assets(session, (ANNA,), (*seen, hidden, theirs), "0.90")
        strict = shown_assets(session, (ANNA,), seen, "0.95")

    assert set(found) == set(seen)
    first, clip = (found[one] for one in seen)
    assert (first.local_at, first.is_image, first.camera) == (
        "2026-05-16T12:00:05",
        True,
        "Canon EOS R6",
    )
    assert (clip.is_image, clip.duration_ms) == (False, 900)
    assert first.duplicate == (group_id, "perceptual", 0.91)
    assert strict[seen[0]].duplicate is None


def test_groups_are_given_at_every_level_and_to_every_owner(shelf: Shelf) -> None:
    """
    Each as its owner sees it.
    """
    double = shelf.duplicates(shelf.asset("a.jpg"), shelf.asset("b.jpg"), levels=["exact", "0.95"])
    with shelf.database.read() as session:
        found = groups_by_id(session, (ANNA, BEN), "duplicate", [double])
        other = groups_by_id(session, (ANNA, BEN), "version", [double])

    assert sorted(group.level for group in found) == ["0.95", "exact"]
    assert (found[0].count, found[0].size, found[0].place, other) == (2, 20, None, [])


def test_card_of_an_asset_is_its_shot(shelf: Shelf) -> None:
    """
    Without groups it is the asset itself.
    """
    pair = shelf.asset("a.jpg"), shelf.asset("a.cr2", 5)
    shot, lone = shelf.versions(*pair), shelf.asset("b.jpg", 9)
    ids = (*pair, lone, shelf.asset("c.jpg", shown=False))
    with shelf.database.read() as session:
        cards = cards_of_assets(session, (ANNA,), ids, grouped=True)
        single = cards_of_assets(session, (ANNA,), ids, grouped=False)
        theirs = cards_of_assets(session, (BEN,), ids, grouped=True)

    assert {key: card.card_id for key, card in cards.items()} == {
        pair[0]: shot,
        pair[1]: shot,
        lone: lone,
    }
    assert {card.at for card in cards.values()} == {"2026-05-16T12:00:00", "2026-05-16T12:00:09"}
    assert single[pair[1]].card_id == pair[1]
    assert theirs == {}


def test_card_of_a_version_that_cannot_be_switched_is_its_own(shelf: Shelf) -> None:
    """
    Immich shows such a shot as one asset already; the group has no card.
    """
    still = shelf.asset("a.jpg")
    shelf.versions(still, shelf.asset("a.mov"), switchable=False)
    with shelf.database.read() as session:
        cards = cards_of_assets(session, (ANNA,), [still], grouped=True)

    assert cards[still].card_id == still


def test_versions_stand_in_the_order_of_the_owners(shelf: Shelf) -> None:
    """
    Nobody's and a stranger's are 0.
    """
    shelf.user(BEN, 7)
    with shelf.database.read() as session:
        assert versions_of(session, (ANNA, BEN)) == [0, 7]
