"""
Reading groups of duplicates.
"""

import uuid

import pytest

from dedup.queries import Filter, Sort, counts, get_group, list_groups, lookup
from dedup.records import DuplicateType
from mediacore.errors import InvalidRequestError, NotFoundError
from tests.integration.dedup.room import Room

SIZES = {"small": 10, "large": 30, "middle": 20}


@pytest.fixture
def three(room: Room) -> Room:
    """
    A room with three groups of two, made one after the other.
    """
    for name, size in SIZES.items():
        room.put(f"{name}/one.jpg", b"x" * size)
        room.put(f"all/{name}.jpg", b"x" * size)
        room.scan()
    return room


def order(room: Room, sort: Sort) -> list[int]:
    """
    Give the sizes of the groups' files in an order, read page by page.
    """
    sizes: list[int] = []
    cursor: str | None = None
    while True:
        with room.database.read() as session:
            page = list_groups(session, Filter(), sort=sort, cursor=cursor, limit=1)
        sizes += [group["members"][0]["size"] for group in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return sizes


def test_newest_come_first(three: Room) -> None:
    """
    The order of discovery, backwards; the pages lack nothing and repeat nothing.
    """
    assert order(three, Sort.NEWEST) == [20, 30, 10]


def test_most_space_comes_first(three: Room) -> None:
    """
    Sorted by the bytes that can be freed.
    """
    assert order(three, Sort.SPACE) == [30, 20, 10]


def test_equally_similar_groups_are_all_listed(three: Room) -> None:
    """
    A tie in the sort key loses no group between pages.
    """
    assert sorted(order(three, Sort.SIMILARITY)) == [10, 20, 30]


def test_cursor_of_another_order_is_refused(three: Room) -> None:
    """
    A cursor belongs to the list that gave it.
    """
    with three.database.read() as session:
        cursor = list_groups(session, Filter(), sort=Sort.SPACE, limit=1).next_cursor

        with pytest.raises(InvalidRequestError):
            list_groups(session, Filter(), sort=Sort.NEWEST, cursor=cursor)


def test_prefix_finds_groups_with_any_member_there(three: Room) -> None:
    """
    A folder shows the duplicates of its files, wherever the other copies are.
    """
    assert three.paths(prefix="large/") == [["all/large.jpg", "large/one.jpg"]]
    assert len(three.paths(prefix="all/")) == 3
    assert three.paths(prefix="nothing/") == []


def test_prefix_without_an_upper_end(three: Room) -> None:
    """
    A prefix of highest bytes has no end, and finds nothing here.
    """
    assert three.paths(prefix="\\xff") == []


def test_type_is_filtered(three: Room) -> None:
    """
    Near duplicates are not looked for yet; asking for them is no mistake.
    """
    assert len(three.paths(duplicate_type=DuplicateType.EXACT)) == 3
    assert three.paths(duplicate_type=DuplicateType.PERCEPTUAL) == []


def test_counts_add_up(three: Room) -> None:
    """
    Groups, files and the bytes of all copies but one, in all and by type.
    """
    totals = {"groups": 3, "files": 6, "reclaimable_bytes": 60}
    with three.database.read() as session:
        assert counts(session) == totals | {"by_type": {"exact": totals}}


def test_empty_library_counts_nothing(room: Room) -> None:
    """
    Without groups all totals are zero.
    """
    with room.database.read() as session:
        assert counts(session)["groups"] == 0
        assert list_groups(session, Filter()).items == ()


def test_single_group_tells_all_of_its_members(room: Room) -> None:
    """
    What a person sees of each copy.
    """
    room.put("a.jpg")
    room.put("b.png")
    room.scan()
    (listed,) = room.groups()
    with room.database.read() as session:
        group = get_group(session, uuid.UUID(listed["group_id"]))

    assert group == listed
    assert group["members"][1] | {"perceptual_hash": None} == {
        "path": "b.png",
        "filename": "b.png",
        "type": "png",
        "size": 4,
        "modified_at": "2001-09-09T01:46:40+00:00",
        "sha256": "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5",
        "perceptual_hash": None,
        "similarity_score": 1.0,
        "is_suggested_keeper": False,
        "also_at": [],
    }


def test_any_time_of_a_file_is_shown(room: Room) -> None:
    """
    The earliest and the latest mtime that there is have a date.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.run("UPDATE files SET mtime_ns = 9223372036854775807")
    room.run("UPDATE files SET mtime_ns = -9223372036854775807 WHERE display = 'b.jpg'")

    assert {row["modified_at"] for row in room.groups()[0]["members"]} == {
        "2262-04-11T23:47:16+00:00",
        "1677-09-21T00:12:43+00:00",
    }


def test_forgotten_file_has_no_time(room: Room) -> None:
    """
    A member whose row was cleaned up is still told until the group is looked at again.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.run("DELETE FROM files")

    assert [row["modified_at"] for row in room.groups()[0]["members"]] == [None, None]


def test_unknown_group_is_not_found(room: Room) -> None:
    """
    An id of nothing is a 404.
    """
    with room.database.read() as session, pytest.raises(NotFoundError):
        get_group(session, uuid.uuid4())


def test_lookup_gives_each_group_once(three: Room) -> None:
    """
    Both copies of a group and a file without one are asked for: one card.
    """
    three.put("alone.jpg", b"alone")
    three.scan()
    with three.database.read() as session:
        (card,) = lookup(session, "", ["small/one.jpg", "all/small.jpg", "alone.jpg", "none.jpg"])

    assert (card["duplicate_type"], card["similarity"], card["level"]) == ("exact", 1.0, "exact")
    assert card["members"] == [
        {"path": "all/small.jpg", "filename": "small.jpg", "size": 10, "is_suggested_keeper": True},
        {"path": "small/one.jpg", "filename": "one.jpg", "size": 10, "is_suggested_keeper": False},
    ]


def test_lookup_of_nothing_is_nothing(room: Room) -> None:
    """
    No paths, no groups.
    """
    with room.database.read() as session:
        assert lookup(session, "", []) == []
