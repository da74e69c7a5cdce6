"""
Writing groups.
"""

from dedup.drafts import exact_group_id
from dedup.records import Level
from mediacore.paths import display
from tests.integration.dedup.shelf import Shelf, content_id, sha256


def test_copies_have_the_id_of_their_content(shelf: Shelf) -> None:
    """
    The same content is the same group, even after everything was lost.
    """
    shelf.file("a.jpg", "a")
    shelf.file("b.jpg", "a")
    shelf.settle()

    assert shelf.group()["group_id"] == str(exact_group_id(sha256("a")))


def test_group_says_what_it_costs_and_whom_to_keep(shelf: Shelf) -> None:
    """
    Sizes, bytes to be freed, the suggested keeper and why.
    """
    for path in ("2020/a.jpg", "Downloads/a.jpg", "tmp/a.jpg"):
        shelf.file(path, "a")
    shelf.settle()

    group = shelf.group()
    assert (group["total_size"], group["reclaimable_bytes"], group["revision"]) == (30, 20, 1)
    assert [row["path"] for row in group["members"] if row["is_suggested_keeper"]] == ["2020/a.jpg"]
    assert "not in a Downloads folder" in [reason["text"] for reason in group["reasons"]]


def test_another_copy_makes_a_new_revision(shelf: Shelf) -> None:
    """
    A group that changes keeps its id and counts its revisions.
    """
    shelf.file("a.jpg", "a")
    shelf.file("b.jpg", "a")
    shelf.settle()
    before = shelf.group()
    shelf.file("c.jpg", "a")
    shelf.settle()

    after = shelf.group()
    assert (after["group_id"], after["created_at"]) == (before["group_id"], before["created_at"])
    assert after["revision"] == 2
    assert len(after["members"]) == 3


def test_what_changes_is_published(shelf: Shelf) -> None:
    """
    A follower learns which group, which paths are in it, and where it stands.
    """
    shelf.file("a.jpg", "a")
    shelf.file("b.jpg", "a")
    shelf.settle()

    (change,) = shelf.news()
    assert change.subject == shelf.group()["group_id"]
    assert change.body == {"paths": ["a.jpg", "b.jpg"], "levels": list(Level), "type": "exact"}


def test_names_that_are_not_text_survive(shelf: Shelf) -> None:
    """
    Names with line breaks, emoji and bytes that are no UTF-8 are stored, and shown escaped.
    """
    for name in (b"a\nb.jpg", "😀.jpg".encode(), b"\xff.jpg"):
        shelf.file(display(name), "a")
    shelf.settle()

    assert shelf.paths() == [["\\xff.jpg", "a\\x0ab.jpg", "😀.jpg"]]


def test_alike_pictures_are_stored_with_what_makes_them_alike(shelf: Shelf) -> None:
    """
    Score, relation and reasons of each member are those of its pair with the cover.
    """
    shelf.file("a1.jpg", "a", width=60, height=40)
    shelf.file("a2.jpg", "a")
    shelf.file("other.jpg", "b", sha256=None)
    shelf.pair("a", "b", 0.96, "cropped")
    shelf.settle()

    members = {row["path"]: row for row in shelf.group()["members"]}
    assert members["a1.jpg"]["is_cover"]
    assert members["a1.jpg"]["relation"] == "same"
    assert members["a2.jpg"]["similarity_score"] == 1.0
    assert members["a2.jpg"]["reasons"] == []
    other = members["other.jpg"]
    assert (other["similarity_score"], other["relation"], other["sha256"]) == (
        0.96,
        "cropped",
        None,
    )
    assert other["reasons"] == [{"rule": "aligned", "text": "all of it"}]
    assert other["perceptual_hash"] == "00000000000000ff"


def test_group_that_is_equal_at_several_levels_is_stored_once(shelf: Shelf) -> None:
    """
    It stands at each, and is named by the strictest.
    """
    for name in "ab":
        shelf.file(name, name)
    shelf.pair("a", "b", 0.96)
    shelf.settle()

    assert shelf.value("SELECT count(*) FROM duplicate_groups") == 1
    assert shelf.group(Level.L80) == shelf.group(Level.L95)
    assert shelf.group()["level"] == "0.95"
    assert shelf.group()["levels"] == ["0.95", "0.90", "0.85", "0.80"]
    assert shelf.paths(Level.L98) == []


def test_grown_group_keeps_id_and_birth(shelf: Shelf) -> None:
    """
    Another alike picture makes a new revision of the same group.
    """
    for name in "abc":
        shelf.file(name, name)
    shelf.pair("a", "b")
    shelf.settle()
    before = shelf.group()
    shelf.pair("a", "c")
    shelf.settle()

    after = shelf.group()
    assert (after["group_id"], after["created_at"]) == (before["group_id"], before["created_at"])
    assert (len(after["members"]), after["revision"]) == (3, 2)


def test_id_of_another_group_is_not_taken(shelf: Shelf) -> None:
    """
    A group that grew away from its first contents keeps their id; they get a new one.
    """
    for name in "abcd":
        shelf.file(name, name)
    shelf.pair("a", "b")
    shelf.settle()
    first = shelf.group()["group_id"]
    for left, right in ("ac", "ad"):
        shelf.pair(left, right)
    shelf.remove("b")
    shelf.settle()
    assert shelf.group()["group_id"] == first
    shelf.run("UPDATE duplicate_pairs SET score = 0")
    shelf.pair("c", "d")
    shelf.file("b again", "b")
    shelf.pair("a", "b")
    shelf.settle()

    groups = {group["group_id"]: len(group["members"]) for group in shelf.groups()}
    assert first in groups
    assert len(groups) == 2


def test_group_of_a_lost_picture_is_removed(shelf: Shelf) -> None:
    """
    One picture is no group; whoever follows is told, and nothing is left behind.
    """
    for name in "ab":
        shelf.file(name, name)
    shelf.pair("a", "b")
    shelf.settle()
    group_id = shelf.group()["group_id"]
    shelf.remove("b")
    shelf.settle()

    assert [(change.kind, change.subject) for change in shelf.news()] == [
        ("duplicate_changed", group_id),
        ("duplicate_removed", group_id),
    ]
    for table in ("duplicate_groups", "duplicate_members", "duplicate_levels"):
        assert shelf.value(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - a constant


def test_levels_and_type_are_published(shelf: Shelf) -> None:
    """
    A follower learns where a group stands.
    """
    for name in "ab":
        shelf.file(name, name)
    shelf.pair("a", "b", 0.87)
    shelf.settle()

    assert shelf.news()[0].body == {
        "paths": ["a", "b"],
        "levels": ["0.85", "0.80"],
        "type": "perceptual",
    }


def test_contents_of_groups_are_those_of_decisions(shelf: Shelf) -> None:
    """
    A cover is remembered by its content id.
    """
    for name in "ab":
        shelf.file(name, name)
    shelf.pair("a", "b")
    shelf.settle()

    assert shelf.value("SELECT content FROM duplicate_groups") == content_id("a")
    assert shelf.value("SELECT count(DISTINCT content) FROM duplicate_members") == 2


def test_burst_is_told_of_the_group_and_its_frames(shelf: Shelf) -> None:
    """
    Frames of one burst are labelled, and none is suggested for removal.
    """
    for name, at in (("a", 0), ("b", 500_000)):
        shelf.file(name, name, taken_us=at, taken_trusted=True, camera="x")
    shelf.pair("a", "b", 0.99)
    shelf.settle()

    group = shelf.group()
    assert group["burst"]
    assert [(row["burst"], row["preselected"]) for row in group["members"]] == [(True, False)] * 2
    assert [row["taken_at"] for row in group["members"]] == [
        "1970-01-01T00:00:00",
        "1970-01-01T00:00:00.500000",
    ]
