"""
What owners keep, in groups as they are now.
"""

from dedup.fresh_state import add_kept
from dedup.queries import lookup
from tests.integration.dedup.cupboard import Cupboard, keep, kept


def test_keeping_is_the_owners_own(cupboard: Cupboard) -> None:
    """
    Another owner sees the suggestion, until everybody's keeping says otherwise; the own one wins.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    keep(cupboard, group_id, "b.jpg")

    assert (kept(cupboard), kept(cupboard, "bert")) == (["b.jpg"], [])

    keep(cupboard, group_id, "a.jpg", owner="")

    assert (kept(cupboard), kept(cupboard, "bert")) == (["b.jpg"], ["a.jpg"])


def test_keeping_anew_replaces_what_was_kept(cupboard: Cupboard) -> None:
    """
    The last word counts.
    """
    group_id = cupboard.near("a.jpg", "b.jpg")
    keep(cupboard, group_id, "a.jpg")
    keep(cupboard, group_id, "b.jpg")

    assert kept(cupboard) == ["b.jpg"]


def test_kept_copy_is_known_under_another_name(cupboard: Cupboard) -> None:
    """
    A file that is renamed keeps its row, and the decision its meaning.
    """
    keep(cupboard, cupboard.exact("a.jpg", "b.jpg"), "b.jpg")
    cupboard.shelf.run("UPDATE files SET display = 'c.jpg' WHERE display = 'b.jpg'")
    cupboard.shelf.run("UPDATE duplicate_members SET file_path = 'c.jpg' WHERE file_path = 'b.jpg'")

    assert kept(cupboard) == ["c.jpg"]


def test_kept_content_is_known_after_a_reimport(cupboard: Cupboard) -> None:
    """
    Among near duplicates the content alone says which one it was.
    """
    keep(cupboard, cupboard.near("a.jpg", "b.jpg"), "b.jpg")
    cupboard.shelf.run("DELETE FROM files WHERE display = 'b.jpg'")
    cupboard.put("import/b.jpg", "b.jpg")
    cupboard.shelf.settle()

    assert kept(cupboard) == ["import/b.jpg"]


def test_kept_copy_that_is_gone_says_nothing_of_its_equals(cupboard: Cupboard) -> None:
    """
    Which of two other copies should take its place, nobody said.
    """
    keep(cupboard, cupboard.exact("a.jpg", "b.jpg", "c.jpg"), "c.jpg")
    cupboard.shelf.remove("c.jpg")
    cupboard.shelf.settle()

    assert kept(cupboard) == []


def cards(cupboard: Cupboard, *paths: str) -> list[list[tuple[str, bool, bool]]]:
    """
    Give path, and whether it is kept and suggested, of the members of paths' cards.
    """
    with cupboard.shelf.database.read() as session:
        found = lookup(session, "anna", paths)
        add_kept(session, "anna", found)
    return [
        [(row["path"], row["is_kept"], row["is_suggested_keeper"]) for row in card["members"]]
        for card in found
    ]


def test_card_tells_what_is_kept(cupboard: Cupboard) -> None:
    """
    In the place of what is suggested, as in the whole group; other cards stay as they are.
    """
    keep(cupboard, cupboard.exact("a.jpg", "b.jpg"), "b.jpg")
    for path in ("c.jpg", "d.jpg"):
        cupboard.put(path, "other")
    cupboard.shelf.settle()

    assert sorted(cards(cupboard, "a.jpg", "c.jpg")) == [
        [("b.jpg", True, True), ("a.jpg", False, False)],
        [("c.jpg", False, True), ("d.jpg", False, False)],
    ]


def test_card_without_decisions_keeps_nothing(cupboard: Cupboard) -> None:
    """
    Nor do no cards.
    """
    cupboard.exact("a.jpg", "b.jpg")

    assert cards(cupboard, "a.jpg") == [[("a.jpg", False, True), ("b.jpg", False, False)]]
    assert cards(cupboard, "x.jpg") == []
