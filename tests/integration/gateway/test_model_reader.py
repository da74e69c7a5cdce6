"""
Tests of reading the groups of an answer's assets, over a real database.
"""

from collections.abc import Callable, Iterator

import pytest

from gateway.asset_fields import Member
from gateway.enrichable import Spot
from gateway.model_reader import ModelReader, Read
from gateway.preferences import Preferences
from gateway.sight import Sight
from mediacore.database import Database
from tests.integration.gateway.shelf import Item, Shelf

ANNA = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
BERT = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
JPG = Item("11111111-1111-4111-8111-111111111111", ANNA, "x/a.jpg", size=10)
RAW = Item("22222222-2222-4222-8222-222222222222", ANNA, "x/a.cr2", "raw", 30)
TWIN = Item("33333333-3333-4333-8333-333333333333", ANNA, "x/a.jpg")


@pytest.fixture
def database(database_url: Callable[[str], str]) -> Iterator[Database]:
    """
    An empty database of the gateway.
    """
    made = Database(database_url("gateway"))
    yield made
    made.close()


@pytest.fixture
def shelf(database: Database) -> Shelf:
    """
    The read models in it, with two assets.
    """
    made = Shelf(database)
    made.add_asset(JPG)
    made.add_asset(RAW)
    return made


def read(
    database: Database, *items: Item, owner: str = ANNA, is_indexed: bool = True, **taste: object
) -> Read:
    """
    Read the groups of some assets, as their owner.
    """
    preferences = Preferences(**taste)  # type: ignore[arg-type] # tests name what they change
    spots = [Spot(item.asset_id, owner, is_indexed) for item in items]
    return ModelReader(database).read(spots, Sight(ANNA, frozenset({ANNA}), preferences))


def test_group_comes_once_with_the_assets_that_stand_in_it(
    database: Database, shelf: Shelf
) -> None:
    """
    With all members, the primary first, wherever they are.
    """
    group_id = shelf.add_group([RAW, JPG])
    (group,) = read(database, JPG).groups

    assert (group.kind, group.owner_id, group.group_id) == ("version", ANNA, group_id)
    assert (group.type, group.switchable, group.similarity) == ("raw_jpeg", True, 0.97)
    assert group.members == [
        Member(RAW.asset_id, "a.cr2", "raw", 30, "x/a.cr2"),
        Member(JPG.asset_id, "a.jpg", "jpeg", 10, "x/a.jpg"),
    ]
    assert group.standing == {JPG.asset_id: None}


def test_asset_that_stands_twice_counts_once(database: Database, shelf: Shelf) -> None:
    """
    In two memories, for example.
    """
    shelf.add_group([RAW, JPG])
    (group,) = read(database, JPG, RAW, JPG).groups

    assert group.standing == {JPG.asset_id: None, RAW.asset_id: None}


def test_second_asset_on_a_file_comes_with_its_path(database: Database, shelf: Shelf) -> None:
    """
    So that its member can be found.
    """
    shelf.add_asset(TWIN)
    shelf.add_group([RAW, JPG], twins=[TWIN])
    (group,) = read(database, TWIN).groups

    assert group.standing == {TWIN.asset_id: "x/a.jpg"}


def test_duplicates_are_of_the_wanted_level(database: Database, shelf: Shelf) -> None:
    """
    Groups of other levels are others.
    """
    shelf.add_group([RAW, JPG], kind="duplicate", level="exact")
    wanted = shelf.add_group([JPG, RAW], kind="duplicate", level="0.90")

    assert [group.group_id for group in read(database, JPG, level="0.90").groups] == [wanted]


def test_versions_can_be_left_out(database: Database, shelf: Shelf) -> None:
    """
    With auto-group off.
    """
    shelf.add_group([RAW, JPG])

    assert read(database, JPG, auto_group=False).groups == []


def test_group_of_another_owner_is_no_group_of_this_asset(database: Database, shelf: Shelf) -> None:
    """
    Whose asset it is, Immich says.
    """
    shelf.add_group([RAW, JPG])

    assert read(database, JPG, owner=BERT).groups == []


def test_asset_that_the_index_misses_is_noticed(database: Database, shelf: Shelf) -> None:
    """
    But only one of the caller's own, of those that should be there.
    """
    assert shelf
    assert read(database, JPG, RAW).is_complete
    assert not read(database, JPG, TWIN).is_complete
    assert read(database, TWIN, is_indexed=False).is_complete
    assert read(database, TWIN, owner=BERT).is_complete
