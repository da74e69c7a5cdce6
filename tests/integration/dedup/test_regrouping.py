"""
From marks to groups.
"""

import pytest

from dedup.records import Level
from dedup.regrouping import LOCK, Rules, mark_dirty
from mediacore.database import raw
from tests.integration.dedup.shelf import Shelf

EXACT = {"sha_mtime_ns": None}  # a file that was not read whole


def left(shelf: Shelf) -> int:
    """
    Give how many contents are still to be compared.
    """
    return int(shelf.value("SELECT count(DISTINCT quick_id) FROM dirty_keys"))


def library(shelf: Shelf, contents: str) -> None:
    """
    Put one file of each content, under its name.
    """
    for name in contents:
        shelf.file(name, name)


def test_all_is_settled(shelf: Shelf) -> None:
    """
    Settling leaves nothing to be compared.
    """
    library(shelf, "ab")
    shelf.settle()

    assert left(shelf) == 0


def test_settling_twice_changes_nothing(shelf: Shelf) -> None:
    """
    The same files give the same groups: nothing is written or published again.
    """
    ids = [shelf.file("1", "a"), shelf.file("2", "a")]
    assert shelf.settle() == 1
    with shelf.database.write() as session:
        mark_dirty(session, ids)
    assert left(shelf) == 1

    assert shelf.settle() == 0
    assert len(shelf.news()) == 1


def test_sidecars_are_not_marked(shelf: Shelf) -> None:
    """
    Nobody deletes them on their own.
    """
    sidecar = shelf.file("a.xmp", "a", kind="sidecar")
    shelf.settle()
    with shelf.database.write() as session:
        mark_dirty(session, [sidecar])

    assert left(shelf) == 0


def test_mark_of_a_running_transaction_is_not_lost(shelf: Shelf) -> None:
    """
    Whoever marks never waits for whoever compares, and what was marked late is compared later.
    """
    ids = [shelf.file("1", "a"), shelf.file("2", "a")]
    with shelf.database.write() as late:
        mark_dirty(late, ids)
        shelf.settle()

    assert left(shelf) == 1


def test_two_workers_do_not_compare_at_once(shelf: Shelf) -> None:
    """
    The lock is held for the whole of a share.
    """
    with shelf.database.write() as session:
        raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        with shelf.database.write() as other:
            free = raw(other).execute("SELECT pg_try_advisory_xact_lock(%s)", (LOCK,)).fetchone()

    assert free == (False,)


def test_verified_pair_makes_a_group_at_its_levels(shelf: Shelf) -> None:
    """
    At its score and looser, never stricter.
    """
    library(shelf, "ab")
    shelf.pair("a", "b", 0.91)
    shelf.settle()

    assert [level.value for level in Level if shelf.paths(level)] == ["0.90", "0.85", "0.80"]


def test_rejected_pair_makes_no_group(shelf: Shelf) -> None:
    """
    Under the loosest level nothing is alike.
    """
    library(shelf, "ab")
    shelf.pair("a", "b", 0.79)

    assert shelf.settle() == 0
    assert shelf.paths(Level.L80) == []


def test_chain_is_never_one_group(shelf: Shelf) -> None:
    """
    Every member matches the cover.
    """
    library(shelf, "abcde")
    for left_one, right_one in ("ab", "bc", "cd", "de"):
        shelf.pair(left_one, right_one)
    shelf.settle()

    assert shelf.paths() == [["a", "b", "c"], ["d", "e"]]


def test_copies_of_an_alike_picture_join_its_group(shelf: Shelf) -> None:
    """
    The exact group is left where the pictures are not alike enough.
    """
    library(shelf, "ab")
    shelf.file("a2", "a")
    shelf.pair("a", "b", 0.96)
    shelf.settle()

    assert shelf.paths(Level.L95) == [["a", "a2", "b"]]
    assert shelf.paths(Level.L98) == shelf.paths(Level.EXACT) == [["a", "a2"]]


def test_picture_without_files_leaves_others_alone(shelf: Shelf) -> None:
    """
    When the cover's file goes, those that were alike only to it are no group.
    """
    library(shelf, "abc")
    shelf.pair("a", "b")
    shelf.pair("a", "c")
    shelf.settle()
    shelf.remove("a")
    shelf.settle()

    assert shelf.paths() == []


def test_rewritten_file_leaves_the_group_of_its_old_content(shelf: Shelf) -> None:
    """
    The others of that group are looked at again, whichever way they hung together.
    """
    library(shelf, "abc")
    shelf.pair("a", "b")
    shelf.pair("a", "c")
    shelf.settle()
    shelf.run("UPDATE files SET quick_id = 'new' WHERE display = 'c'")
    shelf.run("DELETE FROM duplicate_pairs WHERE right_id = %s", shelf.picture("c"))
    shelf.pair("a", "b")
    shelf.settle()

    assert shelf.paths() == [["a", "b"]]


def test_groups_wait_for_what_hangs_together_with_them(shelf: Shelf) -> None:
    """
    While copies of one picture must be read, the groups of alike pictures stay as they were.
    """
    library(shelf, "ab")
    shelf.pair("a", "b")
    shelf.settle()
    library(shelf, "cxy")
    shelf.pair("b", "c")
    shelf.pair("x", "y")
    copy = shelf.file("b2", "b", **EXACT)
    shelf.settle()
    assert shelf.paths() == [["a", "b"], ["x", "y"]]
    assert shelf.value("SELECT array_agg(file_id) FROM hash_queue") == [copy]
    shelf.run("UPDATE files SET sha_mtime_ns = mtime_ns")
    shelf.pair("b", "c")

    shelf.settle()

    assert shelf.paths() == [["a", "b", "b2", "c"], ["x", "y"]]


def test_unread_copy_of_a_new_picture_is_queued(shelf: Shelf) -> None:
    """
    A picture that hangs with nothing waits alone.
    """
    shelf.file("a", "a", **EXACT)
    shelf.file("a2", "a", **EXACT)

    assert shelf.settle() == 0
    assert shelf.value("SELECT count(*) FROM hash_queue") == 2


def test_without_exact_matching_copies_show_only_in_groups_of_alike_pictures(shelf: Shelf) -> None:
    """
    Nothing is read whole for them; switched on again, the exact groups come back.
    """
    library(shelf, "abc")
    shelf.file("a2", "a")
    shelf.file("c2", "c", **EXACT)
    shelf.pair("a", "b")
    shelf.settle(Rules(exact=False))
    assert shelf.paths() == [["a", "a2", "b"]]
    assert shelf.paths(Level.EXACT) == []
    assert shelf.value("SELECT count(*) FROM hash_queue") == 0
    shelf.run("UPDATE files SET sha_mtime_ns = mtime_ns")

    shelf.settle()

    assert shelf.paths() == [["a", "a2", "b"], ["c", "c2"]]
    assert shelf.paths(Level.EXACT) == [["a", "a2"], ["c", "c2"]]


@pytest.mark.parametrize(
    "rules", [Rules(perceptual=False), Rules(loosest=Level.EXACT), Rules(loosest=Level.L98)]
)
def test_without_perceptual_matching_only_copies_are_left(shelf: Shelf, rules: Rules) -> None:
    """
    Whether it is switched off, or the loosest level is stricter than the pair: and all comes back.
    """
    library(shelf, "ab")
    shelf.file("a2", "a")
    shelf.pair("a", "b")
    shelf.settle()
    before = shelf.group()["group_id"]
    shelf.settle(rules)
    assert shelf.paths(Level.EXACT) == [["a", "a2"]]
    assert shelf.paths(Level.L98) == ([["a", "a2"]] if rules.loosest is not Level.EXACT else [])
    assert shelf.value("SELECT count(*) FROM duplicate_groups") == 1

    shelf.settle()

    assert shelf.paths() == [["a", "a2", "b"]]
    assert shelf.group()["group_id"] == before


def test_settling_alike_pictures_twice_changes_nothing(shelf: Shelf) -> None:
    """
    The same pairs give the same groups: nothing is written or published again.
    """
    library(shelf, "abcd")
    for one in "bcd":
        shelf.pair("a", one, 0.9)
    shelf.settle()
    shelf.pair("a", "b", 0.9)

    assert shelf.settle() == 0
    assert len(shelf.news()) == 1
