"""
Groups as they are answered, with all their members.
"""

from dedup.answers import full_groups
from tests.integration.dedup.shelf import Shelf


def test_members_come_with_what_is_known_of_their_files(shelf: Shelf) -> None:
    """
    Size, dimensions, dates, score, relation and reasons, the suggested keeper first.
    """
    shelf.file("a.jpg", "a", size=900, width=6000, height=4000, taken_us=0)
    shelf.file("b.jpg", "b", size=300, width=3000, height=2000)
    shelf.pair("a", "b", 0.97)
    shelf.settle()

    first, second = shelf.group()["members"]

    assert (first["path"], first["filename"], first["is_suggested_keeper"]) == (
        "a.jpg",
        "a.jpg",
        True,
    )
    assert (first["size"], first["width"], first["height"]) == (900, 6000, 4000)
    assert first["taken_at"].startswith("1970-01-01T00:00:00")
    assert second["taken_at"] is None
    assert {first["similarity_score"], second["similarity_score"]} == {1.0, 0.97}
    assert second["preselected"]


def test_forgotten_file_has_no_date(shelf: Shelf) -> None:
    """
    A row that is gone leaves its member as it was stored.
    """
    shelf.file("a.jpg", "a")
    shelf.file("b.jpg", "b")
    shelf.pair("a", "b", 0.97)
    shelf.settle()
    shelf.run("DELETE FROM files WHERE display = 'b.jpg'")

    members = {member["path"]: member for member in shelf.group()["members"]}

    assert members["b.jpg"]["modified_at"] is None
    assert members["a.jpg"]["modified_at"] is not None


def test_damaged_member_comes_last(shelf: Shelf) -> None:
    """
    So whoever takes the next best copy for the suggested one takes a whole one.
    """
    shelf.file("a.jpg", "a", problem="It ends in the middle.")
    for name, score in (("b", 0.97), ("c", 0.96)):
        shelf.file(f"{name}.jpg", name)
        shelf.pair("a", name, score)
    shelf.pair("b", "c", 0.99)
    shelf.settle()

    members = shelf.group()["members"]

    assert [(row["path"], row["damaged"]) for row in members] == [
        ("b.jpg", False),
        ("c.jpg", False),
        ("a.jpg", True),
    ]


def test_no_groups_are_no_answers(shelf: Shelf) -> None:
    """
    An empty page needs no members.
    """
    with shelf.database.read() as session:
        assert full_groups(session, []) == []
