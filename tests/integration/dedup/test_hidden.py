"""
What decisions hide.
"""

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from dedup import actions
from dedup.decision_store import DecisionKind, remember, undo
from dedup.hidden import groups_of_pairs, refresh_hidden
from dedup.queries import get_group, lookup
from dedup.records import Level
from dedup.regrouping import Rules, regroup
from dedup.totals import counts
from tests.integration.dedup.shelf import Shelf, content_id, quick_id, sha256

A_B = (content_id("a"), content_id("b"))
A_C = (content_id("a"), content_id("c"))


@pytest.fixture
def star(shelf: Shelf) -> Shelf:
    """
    A shelf with one group of three pictures.
    """
    for number, name in enumerate("abc", 1):
        shelf.file(name, name, size=10 * number, width=100 // number, height=10)
    shelf.pair("a", "b", 0.97)
    shelf.pair("a", "c", 0.96)
    shelf.settle()
    return shelf


def dismiss(shelf: Shelf, owner: str, *pairs: tuple[bytes, bytes]) -> uuid.UUID:
    """
    Decide, and let the groups follow; give the token.
    """
    with shelf.database.write() as session:
        token = remember(session, owner, DecisionKind.DISMISS, pairs)
        refresh_hidden(session, groups_of_pairs(session, pairs))
    return token


def put_twins(shelf: Shelf, *names: str) -> None:
    """
    Put two alike pictures whose contents are those of `a` and `b`, by their decisions.
    """
    for name, same in zip(names, "ab", strict=True):
        shelf.file(name, name, content_id=content_id(same))
    shelf.pair(names[0], names[1])


def waiting(shelf: Shelf) -> bool:
    """
    Tell whether somebody waits for the turn to write.
    """
    query = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"
    return bool(shelf.value(query))


def wait_until(true: Callable[[], bool]) -> None:
    """
    Wait for something that happens elsewhere.
    """
    deadline = time.monotonic() + 30
    while not true() and time.monotonic() < deadline:
        threading.Event().wait(0.01)


def test_dismissal_during_a_regroup_hides_what_that_makes(shelf: Shelf) -> None:
    """
    The regroup cannot see the decision that is being made, and so waits for it.
    """
    put_twins(shelf, "a", "b")
    shelf.settle()
    (group,) = shelf.groups()
    put_twins(shelf, "c", "d")
    with ThreadPoolExecutor(1) as elsewhere, shelf.database.write() as session:
        actions.dismiss(session, "anna", uuid.UUID(group["group_id"]), None)
        regroup = elsewhere.submit(shelf.settle)
        wait_until(lambda: regroup.done() or waiting(shelf))

    assert regroup.result() == 1
    assert shelf.paths() == [["a", "b"], ["c", "d"]]
    assert shelf.paths(owner="anna") == []


def test_dismissal_waits_for_a_regroup(shelf: Shelf) -> None:
    """
    It sees the groups that are being made, and hides what it concerns of them.
    """
    put_twins(shelf, "a", "b")
    shelf.settle()
    (group,) = shelf.groups()
    put_twins(shelf, "c", "d")

    def dismissal() -> None:
        with shelf.database.write() as other:
            actions.dismiss(other, "anna", uuid.UUID(group["group_id"]), None)

    with ThreadPoolExecutor(1) as elsewhere, shelf.database.write() as session:
        regroup(session, [quick_id("c"), quick_id("d")], Rules())
        person = elsewhere.submit(dismissal)
        wait_until(lambda: person.done() or waiting(shelf))

    person.result()
    assert shelf.paths(owner="anna") == []


def test_dismissed_member_is_not_shown_to_its_owner(star: Shelf) -> None:
    """
    The rest of the group stands, with numbers of its own.
    """
    dismiss(star, "anna", A_C)

    (group,) = star.groups(owner="anna")
    assert [row["path"] for row in group["members"]] == ["a", "b"]
    assert (group["total_size"], group["reclaimable_bytes"], group["similarity"]) == (30, 20, 0.97)
    assert star.paths(owner="bert") == star.paths() == [["a", "b", "c"]]


def test_group_without_two_visible_members_is_not_shown(star: Shelf) -> None:
    """
    Neither in the list, nor in look-ups, nor in counts, at every level.
    """
    dismiss(star, "anna", A_B, A_C)

    assert star.paths(owner="anna") == star.paths(Level.L80, owner="anna") == []
    with star.database.read() as session:
        assert lookup(session, "anna", ["a"]) == []
        assert counts(session, "anna")["groups"] == 0
        assert counts(session, "bert")["groups"] == 1


def test_everybodys_and_the_owners_dismissals_add_up(star: Shelf) -> None:
    """
    What is hidden for all is hidden for each.
    """
    dismiss(star, "", A_B)
    dismiss(star, "anna", A_C)

    assert star.paths(owner="anna") == []
    assert star.paths(owner="bert") == star.paths() == [["a", "c"]]


def test_counts_are_of_what_is_shown(star: Shelf) -> None:
    """
    Files and bytes that are hidden are left out.
    """
    dismiss(star, "anna", A_C)
    with star.database.read() as session:
        totals = counts(session, "anna")

    assert (totals["groups"], totals["files"], totals["reclaimable_bytes"]) == (1, 2, 20)
    assert totals["by_level"]["0.80"] == totals["by_type"]["perceptual"]


def test_look_ups_leave_hidden_members_out(star: Shelf) -> None:
    """
    A card shows what the list shows, and somebody to keep.
    """
    dismiss(star, "anna", A_C)
    with star.database.read() as session:
        (card,) = lookup(session, "anna", ["a"])

    assert [row["path"] for row in card["members"]] == ["a", "b"]
    assert [row["is_suggested_keeper"] for row in card["members"]] == [True, False]


def test_hidden_keeper_is_replaced_and_nothing_preselected(star: Shelf) -> None:
    """
    Where the suggested copy is not shown, the best of the rest is to be kept.
    """
    (group,) = star.groups()
    keeper = group["members"][0]["path"]
    star.run("UPDATE duplicate_members SET is_suggested_keeper = (file_path = 'c')")
    dismiss(star, "anna", A_C)

    (shown,) = star.groups(owner="anna")
    assert keeper in {"a", "b", "c"}
    assert [row["is_suggested_keeper"] for row in shown["members"]] == [True, False]
    assert [row["preselected"] for row in shown["members"]] == [False, False]
    assert shown["reasons"] == []


def test_single_group_is_given_whole(star: Shelf) -> None:
    """
    Who asks for a group by its id sees all of it.
    """
    group_id = uuid.UUID(star.group()["group_id"])
    dismiss(star, "", A_C)
    with star.database.read() as session:
        assert len(get_group(session, group_id)["members"]) == 3


def test_undone_dismissal_shows_again(star: Shelf) -> None:
    """
    Nothing is left of it.
    """
    token = dismiss(star, "anna", A_B, A_C)
    with star.database.write() as session:
        fallen = undo(session, "anna", token)
        refresh_hidden(session, groups_of_pairs(session, [one.pair for one in fallen]))

    assert star.paths(owner="anna") == [["a", "b", "c"]]
    assert star.value("SELECT count(*) FROM duplicate_hidden") == 0


def test_dismissal_holds_for_groups_that_come_later(star: Shelf) -> None:
    """
    A group that is made anew knows what was decided of its contents.
    """
    dismiss(star, "anna", A_C)
    star.file("d", "d", size=5)
    star.pair("a", "d")
    star.settle()

    assert star.paths(owner="anna") == [["a", "b", "d"]]


def test_dismissed_copies_are_hidden_at_every_level(star: Shelf) -> None:
    """
    Alone, and as second copies of a picture in a star.
    """
    star.file("a2", "a")
    star.settle()
    dismiss(star, "anna", (sha256("a"), sha256("a")))

    assert star.paths(Level.EXACT, owner="anna") == []
    assert star.paths(owner="anna") == [["a", "b", "c"]]
    assert star.paths() == [["a", "a2", "b", "c"]]


def test_pair_of_members_does_not_concern_the_group(star: Shelf) -> None:
    """
    Only what is said of the cover counts.
    """
    with star.database.read() as session:
        assert groups_of_pairs(session, [(content_id("b"), content_id("c"))]) == []
        assert len(groups_of_pairs(session, [A_B, A_C])) == 1


def test_dismissal_of_a_content_with_one_file_hides_nothing(star: Shelf) -> None:
    """
    It waits for a second copy.
    """
    dismiss(star, "anna", (sha256("b"), sha256("b")))

    assert star.paths(owner="anna") == [["a", "b", "c"]]
    assert star.value("SELECT count(*) FROM duplicate_hidden") == 0
