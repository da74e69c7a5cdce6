"""
Pages of groups and of single files.
"""

import uuid
from typing import Any

import pytest

from grouping import listing
from grouping.listing import BY_AGE, BY_PATH
from mediacore.errors import InvalidRequestError
from mediacore.pagination import Page, encode_cursor
from tests.integration.grouping.desk import ALICE, Desk, Group, group_id


def pages(desk: Desk, **wanted: Any) -> list[Group]:
    """
    Follow the cursors of a list of groups to its end.
    """
    found: list[Group] = []
    cursor: str | None = None
    while True:
        with desk.database.read() as session:
            page = listing.list_groups(session, cursor=cursor, limit=2, **wanted)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


def alone(desk: Desk, **wanted: Any) -> Page[dict[str, Any]]:
    """
    Give a page of files that stand alone.
    """
    with desk.database.read() as session:
        return listing.list_ungrouped(session, **wanted)


def primaries(groups: list[Group]) -> list[str]:
    """
    Give the path of each group's primary.
    """
    return [group["primary_path"] for group in groups]


def shelve(desk: Desk) -> None:
    """
    Write and scan five pairs in folders whose names are traps.
    """
    for number, folder in enumerate(["50%", "50x", "back\\slash", "a\udcff", "a"]):
        desk.pair(f"{folder}/IMG_000{number}", number * 100, number)
    desk.scan()


@pytest.mark.parametrize("wanted", [{}, {"prefix": ""}, {"owner": ALICE}])
def test_pages_give_each_group_once(desk: Desk, wanted: dict[str, str]) -> None:
    """
    Following the cursors meets every group exactly once, the newest first.
    """
    shelve(desk)
    desk.run("UPDATE file_groups SET created_at = now() - interval '1 h' WHERE member_count = 2")
    desk.pair("z/IMG_0009", 2000, 9)
    desk.scan()
    desk.act("set_primary", ALICE, group_id(desk.groups()[0]), desk.shots()[0][1], None)

    found = pages(desk, **wanted)

    assert len({group["group_id"] for group in found}) == len(found) == 6
    times = [group["created_at"] for group in found]
    assert times == sorted(times, reverse=True)


def test_pages_under_a_prefix_give_each_group_once(desk: Desk) -> None:
    """
    Under a prefix the order is that of the paths, through all pages and both views.
    """
    for number in range(5):
        desk.pair(f"in/IMG_000{number}", number * 100, number)
    desk.pair("out/IMG_0009", 2000, 9)
    desk.scan()
    desk.act("set_primary", ALICE, group_id(desk.groups()[1]), "in/IMG_0001.DNG", None)

    found = primaries(pages(desk, prefix="in/", owner=ALICE))

    assert found == [f"in/IMG_000{n}.{'DNG' if n == 1 else 'JPG'}" for n in range(5)]


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("50%", ["50%/IMG_0000.JPG"]),
        ("50", ["50%/IMG_0000.JPG", "50x/IMG_0001.JPG"]),
        ("back\\\\", ["back\\\\slash/IMG_0002.JPG"]),
        ("a\\xff", ["a\\xff/IMG_0003.JPG"]),
        ("a", ["a/IMG_0004.JPG", "a\\xff/IMG_0003.JPG"]),
        ("\\xff", []),
        ("none", []),
    ],
)
def test_prefix_means_itself(desk: Desk, prefix: str, expected: list[str]) -> None:
    """
    Percent signs, backslashes and bytes that are no text are nothing special in a prefix.
    """
    shelve(desk)

    assert primaries(pages(desk, prefix=prefix)) == expected


def test_prefix_longer_than_the_index(desk: Desk) -> None:
    """
    Beyond 512 bytes the whole prefix still counts.
    """
    deep = "/".join(["d" * 200] * 3)
    for number, folder in enumerate(("one", "two")):
        desk.pair(f"{deep}/{folder}/IMG_0001", number * 1000, number)
    desk.raw("alone.DNG", 5000)
    desk.jpeg(f"{deep}/two/single.JPG", 6000, 5)
    desk.scan()

    assert primaries(pages(desk, prefix=f"{deep}/two")) == [f"{deep}/two/IMG_0001.JPG"]
    assert len(pages(desk, prefix=deep)) == 2
    assert [row["path"] for row in alone(desk, prefix=f"{deep}/two").items] == [
        f"{deep}/two/single.JPG"
    ]


def test_list_of_one_type(desk: Desk) -> None:
    """
    Only groups of the type that was asked for, under a prefix or not.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.jpeg("IMG_0002.JPG", 100, 2)
    desk.jpeg("IMG_0002_edit.JPG", 100, 3)
    desk.scan()

    found = pages(desk, group_type="edited_versions")

    assert primaries(found) == ["IMG_0002_edit.JPG"]
    assert pages(desk, group_type="edited_versions", prefix="IMG") == found


@pytest.mark.parametrize(
    "cursor",
    [
        encode_cursor(BY_PATH, "61", str(uuid.UUID(int=1))),
        encode_cursor(BY_AGE, "yesterday", str(uuid.UUID(int=1))),
        encode_cursor(BY_AGE, "2026-01-01T00:00:00+00:00", "me"),
        encode_cursor(5),
        "!",
    ],
)
def test_foreign_cursor_is_refused(desk: Desk, cursor: str) -> None:
    """
    A cursor of another list, or of nobody, is the caller's mistake.
    """
    with desk.database.read() as session, pytest.raises(InvalidRequestError):
        listing.list_groups(session, cursor=cursor)


@pytest.mark.parametrize(
    "cursor",
    [
        encode_cursor(BY_AGE, "2026-01-01T00:00:00+00:00", str(uuid.UUID(int=1))),
        encode_cursor(BY_PATH, "zz", str(uuid.UUID(int=1))),
    ],
)
def test_foreign_cursor_is_refused_under_a_prefix(desk: Desk, cursor: str) -> None:
    """
    The same under a prefix.
    """
    with desk.database.read() as session, pytest.raises(InvalidRequestError):
        listing.list_groups(session, prefix="a", cursor=cursor)


def test_single_files_are_listed(desk: Desk) -> None:
    """
    Media without a group, in pages, with what is known of each; sidecars are no media.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.jpeg("IMG_0002.JPG", 100, 2)
    desk.put("IMG_0007.xmp", b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    desk.raw("IMG_0003.DNG", 200, 3)
    desk.scan()

    first = alone(desk, limit=1)
    second = alone(desk, limit=1, cursor=first.next_cursor)

    found = [*first.items, *second.items]
    assert sorted(row["path"] for row in found) == ["IMG_0002.JPG", "IMG_0003.DNG"]
    assert second.next_cursor is None
    assert {row["taken_at"] for row in found} == {"2026-05-16T12:01:40", "2026-05-16T12:03:20"}


def test_single_files_under_a_prefix(desk: Desk) -> None:
    """
    A prefix without an upper end matches only itself.
    """
    desk.jpeg("a/IMG_0001.JPG")
    desk.jpeg("\udcff/IMG_0002.JPG", 100, 2)
    desk.scan()

    assert [row["path"] for row in alone(desk, prefix="a/").items] == ["a/IMG_0001.JPG"]
    assert [row["path"] for row in alone(desk, prefix="\\xff").items] == ["\\xff/IMG_0002.JPG"]
