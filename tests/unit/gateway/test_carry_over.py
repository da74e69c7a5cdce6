"""
Tests of what a kept copy takes over.
"""

from typing import Any

import pytest

from gateway.carry_over import Change, fields_of, from_told, is_as_left, plan
from gateway.immich_assets import Album, ImmichAsset, Tag

HOME, TRIP = Album("h", "Home"), Album("t", "Trip")
CAT, DOG = Tag("c", "Cat"), Tag("d", "Dog")


def asset(asset_id: str, **more: Any) -> ImmichAsset:
    """
    Make an asset.
    """
    plain: dict[str, Any] = {
        "owner_id": "o",
        "library_id": None,
        "original_path": f"/{asset_id}.jpg",
        "file_name": f"{asset_id}.jpg",
        "visibility": "timeline",
        "is_trashed": False,
        "is_offline": False,
        "is_favorite": False,
    }
    return ImmichAsset(asset_id=asset_id, **(plain | more))


def changes(keeper: ImmichAsset, *going: ImmichAsset) -> dict[str, tuple[Any, Any]]:
    """
    Give what would change, by name.
    """
    return {one.what: (one.before, one.after) for one in plan(keeper, going, {})}


def test_nothing_to_take_over() -> None:
    """
    Copies without anything of their own change nothing.
    """
    assert changes(asset("k"), asset("a"), asset("b")) == {}


def test_albums_are_joined() -> None:
    """
    Only those that the kept copy is not in yet, each once.
    """
    albums = {"k": (HOME,), "a": (HOME, TRIP), "b": (TRIP,)}
    planned = plan(asset("k"), [asset("a"), asset("b"), asset("c")], albums)

    assert [(one.key, one.name, one.after) for one in planned] == [("t", "Trip", True)]


def test_tags_are_joined() -> None:
    """
    Tags that the kept copy has stay as they are.
    """
    planned = plan(asset("k", tags=(CAT,)), [asset("a", tags=(CAT, DOG))], {})

    assert [(one.key, one.name) for one in planned] == [("d", "Dog")]


@pytest.mark.parametrize(("kept", "gone"), [(True, True), (True, False)])
def test_favourite_stays_one(*, kept: bool, gone: bool) -> None:
    """
    Nothing changes where the kept copy is one already.
    """
    assert changes(asset("k", is_favorite=kept), asset("a", is_favorite=gone)) == {}


def test_favourite_is_taken_over() -> None:
    """
    One of those that go is enough.
    """
    assert changes(asset("k"), asset("a"), asset("b", is_favorite=True)) == {
        "favorite": (False, True)
    }


@pytest.mark.parametrize(
    ("kept", "gone", "wanted"),
    [(None, 3, (None, 3)), (2, 5, (2, 5)), (5, 2, None), (None, -1, None), (-1, 4, (-1, 4))],
)
def test_best_stars_win(kept: int | None, gone: int, wanted: tuple[int | None, int] | None) -> None:
    """
    A rejection is not carried over.
    """
    found = changes(asset("k", rating=kept), asset("a", rating=gone))

    assert found == ({} if wanted is None else {"rating": wanted})


def test_descriptions_stand_below_each_other() -> None:
    """
    What is said already is not said again.
    """
    keeper = asset("k", description="A cat on a roof")
    found = changes(
        keeper, asset("a", description="A cat"), asset("b", description="Rome "), asset("c")
    )

    assert found == {"description": ("A cat on a roof", "A cat on a roof\nRome")}


def test_place_is_taken_over_where_all_agree() -> None:
    """
    Two places are none, and the kept copy's own stays.
    """
    here = {"latitude": 48.1, "longitude": 11.5}
    there = {"latitude": 1.0, "longitude": 2.0}

    assert changes(asset("k"), asset("a", **here), asset("b")) == {"place": (None, [48.1, 11.5])}
    assert changes(asset("k"), asset("a", **here), asset("b", **there)) == {}
    assert changes(asset("k", **there), asset("a", **here)) == {}


@pytest.mark.parametrize(
    ("change", "value", "body"),
    [
        (Change("favorite", before=False, after=True), True, {"isFavorite": True}),
        (Change("rating", None, 4), None, {"rating": None}),
        (Change("place", None, [1.0, 2.0]), [1.0, 2.0], {"latitude": 1.0, "longitude": 2.0}),
    ],
)
def test_bodies_of_changes(change: Change, value: Any, body: dict[str, Any]) -> None:
    """
    A place is two fields of Immich's.
    """
    assert fields_of(change, value) == body


@pytest.mark.parametrize(
    ("change", "permission"),
    [
        (Change("album", before=False, after=True, key="h", name="Home"), "albumAsset.create"),
        (Change("tag", before=False, after=True, key="c", name="Cat"), "tag.asset"),
        (Change("rating", None, 4), "asset.update"),
    ],
)
def test_told_and_read_again(change: Change, permission: str) -> None:
    """
    A change survives being written down, and tells what it needs.
    """
    assert from_told(change.told()) == change
    assert change.permission == permission


@pytest.mark.parametrize(
    ("change", "as_left"),
    [
        (Change("album", before=False, after=True, key="h"), True),
        (Change("album", before=False, after=True, key="t"), False),
        (Change("tag", before=False, after=True, key="c"), True),
        (Change("tag", before=False, after=True, key="d"), False),
        (Change("favorite", before=False, after=True), True),
        (Change("rating", None, 4), True),
        (Change("rating", None, 5), False),
        (Change("description", "", "Rome"), True),
        (Change("place", None, [48.1, 11.5]), True),
    ],
)
def test_what_was_changed_since_is_seen(change: Change, *, as_left: bool) -> None:
    """
    Only what is still as it was left may be taken back.
    """
    keeper = asset(
        "k",
        is_favorite=True,
        rating=4,
        description="Rome",
        latitude=48.1,
        longitude=11.5,
        tags=(CAT,),
    )

    assert is_as_left(change, keeper, (HOME,)) is as_left
