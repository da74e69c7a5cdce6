"""
Writing groups.
"""

from dedup.group_store import group_id_of
from tests.integration.dedup.room import Room


def test_group_has_the_id_of_its_content(room: Room) -> None:
    """
    The same content is the same group, even after everything was lost.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()

    (group,) = room.groups()

    assert group["group_id"] == str(group_id_of(bytes.fromhex(group["members"][0]["sha256"])))


def test_group_says_what_it_costs_and_whom_to_keep(room: Room) -> None:
    """
    Sizes, bytes to be freed, the suggested keeper and why.
    """
    room.put("2020/a.jpg", b"x" * 10)
    room.put("Downloads/a.jpg", b"x" * 10)
    room.put("tmp/a.jpg", b"x" * 10)
    room.scan()

    (group,) = room.groups()

    assert (group["total_size"], group["reclaimable_bytes"], group["revision"]) == (30, 20, 1)
    assert [row["path"] for row in group["members"] if row["is_suggested_keeper"]] == ["2020/a.jpg"]
    assert group["reasons"][0] == {
        "rule": "not_in_downloads",
        "text": "not in a Downloads folder",
    }


def test_another_copy_makes_a_new_revision(room: Room) -> None:
    """
    A group that changes keeps its id and counts its revisions.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    (before,) = room.groups()
    room.put("c.jpg")
    room.scan()

    (after,) = room.groups()

    assert (after["group_id"], after["created_at"]) == (before["group_id"], before["created_at"])
    assert after["revision"] == 2
    assert len(after["members"]) == 3


def test_what_changes_is_published(room: Room) -> None:
    """
    A follower learns which group, and which paths are in it.
    """
    room.put("a.jpg")
    room.put("b.jpg")

    room.scan()

    group_id = room.groups()[0]["group_id"]
    assert room.value("SELECT subject FROM changes") == group_id
    assert room.value("SELECT body FROM changes") == {"paths": ["a.jpg", "b.jpg"]}


def test_names_that_are_not_text_survive(room: Room) -> None:
    """
    Names with line breaks, emoji and bytes that are no UTF-8 are stored, and shown escaped.
    """
    names = [b"a\nb.jpg", "😀.jpg".encode(), b"\xff.jpg"]
    for name in names:
        with open(room.root + b"/" + name, "wb") as file:  # noqa: PTH123 - a name in bytes
            file.write(b"same")

    room.scan()

    assert room.paths() == [["\\xff.jpg", "a\\x0ab.jpg", "😀.jpg"]]
