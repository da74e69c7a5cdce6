"""
What owners keep, in groups as they are now.
"""

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
