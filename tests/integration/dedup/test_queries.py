"""
Reading groups of duplicates.
"""

import uuid
from typing import Any

import pytest

from dedup import queries
from dedup.queries import Filter, Sort, details, get_group, list_groups, lookup
from dedup.records import DuplicateType, Level
from mediacore.errors import InvalidRequestError, NotFoundError
from tests.integration.dedup.shelf import Shelf

SIZES = {"small": 10, "large": 30, "middle": 20}


@pytest.fixture
def three(shelf: Shelf) -> Shelf:
    """
    A shelf with three groups of two, made one after the other.
    """
    for name, size in SIZES.items():
        shelf.file(f"{name}/one.jpg", name, size=size)
        shelf.file(f"all/{name}.jpg", name, size=size)
        shelf.settle()
    return shelf


@pytest.fixture
def mixed(three: Shelf) -> Shelf:
    """
    The same with three groups of alike pictures, of 35, 15 and 25 bytes a file.
    """
    for size, score in ((35, 0.96), (15, 0.98), (25, 0.97)):
        names = (f"near/{size}/a", f"near/{size}/b")
        for name in names:
            three.file(name, name, size=size)
        three.pair(*names, score)
        three.settle()
    return three


def order(shelf: Shelf, sort: Sort, limit: int = 1, **wanted: Any) -> list[int]:
    """
    Give the sizes of the groups' files in an order, read page by page.
    """
    sizes: list[int] = []
    cursor: str | None = None
    while True:
        with shelf.database.read() as session:
            page = list_groups(session, Filter(**wanted), sort=sort, cursor=cursor, limit=limit)
        sizes += [group["members"][0]["size"] for group in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return sizes


def test_newest_come_first(three: Shelf) -> None:
    """
    The order of discovery, backwards; the pages lack nothing and repeat nothing.
    """
    assert order(three, Sort.NEWEST) == [20, 30, 10]


def test_most_space_comes_first(three: Shelf) -> None:
    """
    Sorted by the bytes that can be freed.
    """
    assert order(three, Sort.SPACE) == [30, 20, 10]


def test_equally_similar_groups_are_all_listed(three: Shelf) -> None:
    """
    A tie in the sort key loses no group between pages.
    """
    assert sorted(order(three, Sort.SIMILARITY)) == [10, 20, 30]


def test_cursor_of_another_order_is_refused(three: Shelf) -> None:
    """
    A cursor belongs to the list that gave it.
    """
    with three.database.read() as session:
        cursor = list_groups(session, Filter(), sort=Sort.SPACE, limit=1).next_cursor

        with pytest.raises(InvalidRequestError):
            list_groups(session, Filter(), sort=Sort.NEWEST, cursor=cursor)


def test_prefix_finds_groups_with_any_member_there(three: Shelf) -> None:
    """
    A folder shows the duplicates of its files, wherever the other copies are.
    """
    assert three.paths(prefix="large/") == [["all/large.jpg", "large/one.jpg"]]
    assert len(three.paths(prefix="all/")) == 3
    assert three.paths(prefix="nothing/") == []


def test_prefix_is_text_and_no_pattern(three: Shelf) -> None:
    """
    Signs of patterns mean themselves; a prefix may be longer than what the index carries.
    """
    for prefix in ("%", "_arge/", "\\xff", "\U0010ffff", "a" * 3000):
        assert three.paths(prefix=prefix) == []
    deep = f"{'a' * 250}/{'b' * 250}/{'c' * 250}/"
    three.file(f"{deep}1.jpg", "deep")
    three.file(f"{deep}2.jpg", "deep")
    three.settle()
    assert len(three.paths(prefix=deep)) == 1
    assert three.paths(prefix=f"{deep}x") == []


@pytest.mark.parametrize(("few", "many"), [(1, 1), (1, 1000), (1000, 1000)])
@pytest.mark.parametrize("sort", list(Sort))
def test_wide_and_narrow_prefixes_give_the_same(
    mixed: Shelf, monkeypatch: pytest.MonkeyPatch, few: int, many: int, sort: Sort
) -> None:
    """
    However the groups under a prefix are looked for, they come in order, page by page.
    """
    everything = order(mixed, sort)
    monkeypatch.setattr(queries, "FEW_UNDER_PREFIX", few)
    monkeypatch.setattr(queries, "MANY_UNDER_PREFIX", many)

    assert order(mixed, sort, prefix="near/") == [
        size for size in everything if size in (15, 25, 35)
    ]
    assert order(mixed, sort, limit=2, prefix="all/") == [
        size for size in everything if size in (10, 20, 30)
    ]


def test_types_are_merged_in_order(mixed: Shelf) -> None:
    """
    A list of all types is one order.
    """
    assert order(mixed, Sort.SPACE) == [35, 30, 25, 20, 15, 10]
    assert order(mixed, Sort.NEWEST, limit=4) == [25, 15, 35, 20, 30, 10]
    assert order(mixed, Sort.SIMILARITY, limit=2)[3:] == [15, 25, 35]


def test_type_is_filtered(mixed: Shelf) -> None:
    """
    Equal files, or alike pictures.
    """
    assert order(mixed, Sort.SPACE, duplicate_type=DuplicateType.EXACT) == [30, 20, 10]
    assert order(mixed, Sort.SPACE, duplicate_type=DuplicateType.PERCEPTUAL) == [35, 25, 15]


def test_level_is_chosen(mixed: Shelf) -> None:
    """
    A list is of one level.
    """
    assert order(mixed, Sort.SPACE, level=Level.L98) == [30, 20, 15, 10]
    assert order(mixed, Sort.SPACE, level=Level.EXACT) == [30, 20, 10]


def test_single_group_tells_all_of_its_members(shelf: Shelf) -> None:
    """
    What a person sees of each copy.
    """
    shelf.file("a.jpg", "same", size=4)
    shelf.file(
        "b.png",
        "same",
        size=4,
        kind="png",
        format="png",
        width=6,
        height=4,
        taken_us=1_000_000,
        has_gps=True,
    )
    shelf.settle()
    listed = shelf.group()
    with shelf.database.read() as session:
        group = get_group(session, uuid.UUID(listed["group_id"]))

    assert group == listed
    members = {row["path"]: row for row in group["members"]}
    chosen = ("is_cover", "is_suggested_keeper", "preselected")
    assert {name: members["b.png"][name] for name in members["b.png"] if name not in chosen} == {
        "path": "b.png",
        "filename": "b.png",
        "type": "png",
        "format": "png",
        "size": 4,
        "width": 6,
        "height": 4,
        "taken_at": "1970-01-01T00:00:01",
        "modified_at": "2001-09-09T01:46:40+00:00",
        "sha256": "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5",
        "perceptual_hash": None,
        "similarity_score": 1.0,
        "relation": "same",
        "reasons": [],
        "burst": False,
        "damaged": False,
        "has_gps": True,
        "also_at": [],
    }
    assert [members[path]["is_cover"] for path in ("a.jpg", "b.png")] == [True, False]
    for member in members.values():
        assert member["preselected"] is not member["is_suggested_keeper"]


def test_any_time_of_a_file_is_shown(shelf: Shelf) -> None:
    """
    The earliest and the latest mtime that there is have a date.
    """
    shelf.file("a.jpg", "a")
    shelf.file("b.jpg", "a")
    shelf.settle()
    shelf.run("UPDATE files SET mtime_ns = 9223372036854775807")
    shelf.run("UPDATE files SET mtime_ns = -9223372036854775807 WHERE display = 'b.jpg'")

    assert {row["modified_at"] for row in shelf.group()["members"]} == {
        "2262-04-11T23:47:16+00:00",
        "1677-09-21T00:12:43+00:00",
    }


def test_forgotten_file_has_no_facts(shelf: Shelf) -> None:
    """
    A member whose row was cleaned up is still told until the group is looked at again.
    """
    shelf.file("a.jpg", "a", width=6)
    shelf.file("b.jpg", "a", width=6)
    shelf.settle()
    shelf.run("DELETE FROM files")

    members = shelf.group()["members"]
    assert [(row["modified_at"], row["width"]) for row in members] == [(None, None)] * 2


def test_unknown_group_is_not_found(shelf: Shelf) -> None:
    """
    An id of nothing is a 404.
    """
    with shelf.database.read() as session, pytest.raises(NotFoundError):
        get_group(session, uuid.uuid4())


def test_lookup_gives_each_group_once(three: Shelf) -> None:
    """
    Both copies of a group and a file without one are asked for: one card.
    """
    three.file("alone.jpg", "alone")
    three.settle()
    with three.database.read() as session:
        (card,) = lookup(session, "", ["small/one.jpg", "all/small.jpg", "alone.jpg", "none.jpg"])

    assert (card["duplicate_type"], card["similarity"], card["level"]) == ("exact", 1.0, "exact")
    assert card["members"] == [
        {"path": "all/small.jpg", "filename": "small.jpg", "size": 10, "is_suggested_keeper": True},
        {"path": "small/one.jpg", "filename": "one.jpg", "size": 10, "is_suggested_keeper": False},
    ]


def test_lookup_is_of_one_level(mixed: Shelf) -> None:
    """
    A path may be in a group at a loose level, and in none at a strict one.
    """
    with mixed.database.read() as session:
        assert len(lookup(session, "", ["near/25/a", "all/large.jpg"], Level.L95)) == 2
        assert len(lookup(session, "", ["near/25/a", "all/large.jpg"], Level.L98)) == 1


def test_lookup_of_nothing_is_nothing(shelf: Shelf) -> None:
    """
    No paths, no groups.
    """
    with shelf.database.read() as session:
        assert lookup(session, "", []) == []


def test_details_leave_out_what_the_owner_dismissed(three: Shelf) -> None:
    """
    Groups are given whole to those who dismissed nothing, and not at all to who dismissed them.
    """
    groups = three.groups()
    ids = [uuid.UUID(group["group_id"]) for group in groups]
    three.run(
        "INSERT INTO duplicate_hidden (group_id, owner, whole, file_ids, member_count, total_size,"
        " savings, similarity) VALUES (%s, 'anna', true, '{}', 0, 0, 0, 0)",
        ids[0],
    )
    with three.database.read() as session:
        hers = details(session, "anna", ids)
        his = details(session, "ben", [*ids, uuid.uuid4()])

    assert {group["group_id"] for group in hers} == {str(one) for one in ids[1:]}
    assert [group["group_id"] for group in his] == sorted(str(one) for one in ids)
    assert his[0]["members"][0].items() <= groups_by_id(groups)[his[0]["group_id"]].items()


def groups_by_id(groups: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """
    Give the first member of each group.
    """
    return {group["group_id"]: group["members"][0] for group in groups}
