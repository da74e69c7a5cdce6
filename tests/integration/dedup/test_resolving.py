"""
Letting copies go.
"""

import hashlib
import itertools
import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from dedup import actions
from dedup.records import Level
from dedup.removal_store import RemovalState
from dedup.resolving import RefusedError, Resolved
from mediacore.errors import ConflictError, InvalidRequestError
from tests.integration.dedup.cupboard import Cupboard

SAME = hashlib.sha256(b"same").hexdigest()


def refused(cupboard: Cupboard, group_id: uuid.UUID, *paths: str, **more: Any) -> RefusedError:
    """
    Give the refusal to let files go; nothing was decided by it.
    """
    before = cupboard.states()
    with pytest.raises(RefusedError) as caught:
        cupboard.remove(group_id, *paths, **more)

    assert cupboard.states() == before
    return caught.value


def test_answer_says_what_is_to_be_carried_out(cupboard: Cupboard) -> None:
    """
    Path, size, hash and by whom, of each file that is to go, and which copy was found good.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg", "Private/c.jpg")

    done = cupboard.remove(group_id, "b.jpg", "Private/c.jpg")

    assert done.keeper == {"path": "a.jpg", "size": 4, "sha256": SAME}
    assert [(file["path"], file["carry_out"]) for file in done.files] == [
        ("b.jpg", "immich_trash"),
        ("Private/c.jpg", "outside"),
    ]
    assert "trash" in done.files[0]["instruction"]
    assert (done.files[0]["size"], done.files[0]["sha256"]) == (4, SAME)


def test_nothing_on_disk_is_touched(cupboard: Cupboard) -> None:
    """
    A decision is all that is made.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    cupboard.remove(group_id, "b.jpg")

    assert sorted(path.name for path in cupboard.folder.iterdir()) == ["a.jpg", "b.jpg"]
    assert cupboard.states() == [("b.jpg", RemovalState.OPEN)]


def test_group_tells_what_goes(cupboard: Cupboard) -> None:
    """
    The fresh group has another revision, and a follower learns of it.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    done = cupboard.remove(group_id, "b.jpg")

    assert done.group["revision"] == 2
    assert {row["path"]: row["is_going"] for row in done.group["members"]} == {
        "a.jpg": False,
        "b.jpg": True,
    }
    news = cupboard.shelf.news()[-1]
    assert (news.kind, news.body) == ("duplicate_resolved", {"owner": "anna", "paths": ["b.jpg"]})


def test_resolved_group_leaves_the_lists(cupboard: Cupboard) -> None:
    """
    At every level, and for everybody, until the decision is taken back.
    """
    cupboard.put("a.jpg")
    cupboard.put("b.jpg")
    cupboard.put("c.jpg", "like it")
    cupboard.shelf.pair("same", "like it", 0.86)
    cupboard.shelf.settle()
    (exact,) = cupboard.shelf.groups(Level.EXACT)
    done = cupboard.remove(uuid.UUID(exact["group_id"]), "b.jpg")

    assert cupboard.shelf.paths(Level.EXACT, owner="bert") == []
    assert cupboard.shelf.paths(Level.L85) == [["a.jpg", "c.jpg"]]

    cupboard.undo(done.token)

    assert cupboard.shelf.paths(Level.EXACT) == [["a.jpg", "b.jpg"]]
    assert cupboard.shelf.paths(Level.L85) == [["a.jpg", "b.jpg", "c.jpg"]]


def test_new_picture_under_the_old_name_is_not_going(cupboard: Cupboard) -> None:
    """
    The decision was about what was there before.
    """
    cupboard.remove(cupboard.exact("a.jpg", "b.jpg"), "b.jpg")
    cupboard.shelf.run(
        "UPDATE files SET quick_id = %s, sha_quick_id = quick_id, sha256 = %s"
        " WHERE display = 'b.jpg'",
        b"n" * 16,
        b"n" * 32,
    )
    cupboard.shelf.run("UPDATE files SET sha_quick_id = quick_id")
    cupboard.put("c.jpg", "new", quick_id=b"n" * 16, sha256=b"n" * 32, sha_quick_id=b"n" * 16)
    cupboard.shelf.settle()

    assert ["b.jpg", "c.jpg"] in cupboard.shelf.paths()


def test_stale_revision_is_a_conflict(cupboard: Cupboard) -> None:
    """
    Who has not seen the newest state gets it.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    with pytest.raises(ConflictError) as caught:
        cupboard.remove(group_id, "b.jpg", revision=7)

    assert caught.value.context["reason"] == "stale_revision"
    assert caught.value.context["current"]["revision"] == 1


@pytest.mark.parametrize(
    ("paths", "keep"), [((), ()), (("x.jpg",), ()), (("a.jpg",), ("a.jpg",)), (("a.jpg",), ("x",))]
)
def test_wish_that_makes_no_sense_is_an_error(
    cupboard: Cupboard, paths: tuple[str, ...], keep: tuple[str, ...]
) -> None:
    """
    No files, strange files, and files that are to stay and to go.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    with pytest.raises(InvalidRequestError):
        cupboard.remove(group_id, *paths, keep=keep)


def test_one_copy_has_to_stay(cupboard: Cupboard) -> None:
    """
    All of a group never go.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    error = refused(cupboard, group_id, "a.jpg", "b.jpg")

    assert error.context["reason"] == "nothing_kept"
    assert error.context["current"]["group_id"] == str(group_id)


def test_protected_folder_is_never_emptied(cupboard: Cupboard) -> None:
    """
    Nothing goes from there, whoever asks.
    """
    group_id = cupboard.exact("Archive/a.jpg", "b.jpg")
    desk = cupboard.make_desk(protected=("Archive",))

    error = refused(cupboard, group_id, "Archive/a.jpg", desk=desk)

    assert error.context["reason"] == "protected"
    assert [row["path"] for row in error.context["files"]] == ["Archive/a.jpg"]


def test_vanished_keeper_saves_the_last_copy(cupboard: Cupboard) -> None:
    """
    The copy that was to stay is not there any more: the other one stays.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    (cupboard.folder / "a.jpg").unlink()

    error = refused(cupboard, group_id, "b.jpg")

    assert error.context["reason"] == "last_good_copy"
    assert error.context["files"] == [
        {"path": "a.jpg", "reason": "file_gone", "detail": "it is no longer on disk"}
    ]


def test_changed_keeper_saves_the_last_copy(cupboard: Cupboard) -> None:
    """
    Same size and same time, other bytes: the hash is made anew.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    place = cupboard.folder / "a.jpg"
    before = place.stat()
    place.write_text("SAME")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))

    error = refused(cupboard, group_id, "b.jpg")

    assert error.context["files"][0]["reason"] == "other_content"


def test_second_good_keeper_is_enough(cupboard: Cupboard) -> None:
    """
    A damaged copy among those that stay does not matter while another one is whole.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg", "c.jpg")
    (cupboard.folder / "a.jpg").unlink()

    assert cupboard.remove(group_id, "c.jpg").keeper["path"] == "b.jpg"


def test_only_named_keepers_count(cupboard: Cupboard) -> None:
    """
    Who names what stays means these.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg", "c.jpg")
    (cupboard.folder / "a.jpg").unlink()

    assert refused(cupboard, group_id, "c.jpg", keep=("a.jpg",)).context["reason"] == (
        "last_good_copy"
    )


def test_hard_link_is_no_other_copy(cupboard: Cupboard) -> None:
    """
    A second name of the file that goes does not keep it.
    """
    cupboard.put("a.jpg")
    cupboard.link("z.jpg", "a.jpg")
    cupboard.put("b.jpg")
    group_id = cupboard.settle()
    (member,) = [row for row in cupboard.shelf.group()["members"] if row["also_at"]]

    error = refused(cupboard, group_id, member["path"], keep=tuple(member["also_at"]))

    assert error.context["files"][0]["reason"] == "same_file"


def test_second_name_may_go(cupboard: Cupboard) -> None:
    """
    A hard link is a name like any other, while another file stays.
    """
    cupboard.put("a.jpg")
    cupboard.link("z.jpg", "a.jpg")
    cupboard.put("b.jpg")
    group_id = cupboard.settle()

    assert cupboard.remove(group_id, "z.jpg").keeper["path"] == "b.jpg"


def test_changed_file_does_not_go(cupboard: Cupboard) -> None:
    """
    What is to go is looked at too: it may be something else by now.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    (cupboard.folder / "b.jpg").write_text("a new picture")

    error = refused(cupboard, group_id, "b.jpg")

    assert error.context["reason"] == "file_changed"
    assert error.context["current"]["group_id"] == str(group_id)


def test_last_copies_of_two_groups_do_not_go_together(cupboard: Cupboard) -> None:
    """
    A copy that is to go by one group is no keeper in another.
    """
    cupboard.put("a.jpg")
    cupboard.put("b.jpg")
    cupboard.put("c.jpg", "like it")
    cupboard.shelf.pair("same", "like it", 0.86)
    cupboard.shelf.settle()
    (exact,) = cupboard.shelf.groups(Level.EXACT)
    (loose,) = cupboard.shelf.groups(Level.L85)
    cupboard.remove(uuid.UUID(exact["group_id"]), "b.jpg")

    error = refused(cupboard, uuid.UUID(loose["group_id"]), "a.jpg", "c.jpg", keep=("b.jpg",))

    assert error.context["reason"] == "marked_for_removal"
    assert error.context["files"][0]["path"] == "b.jpg"


def test_what_was_dismissed_keeps_nothing(cupboard: Cupboard) -> None:
    """
    A file that the owner holds to be another picture is no copy of this one.
    """
    group_id = cupboard.near("a.jpg", "b.jpg")
    with cupboard.shelf.database.write() as session:
        actions.dismiss(session, "anna", group_id, None)

    assert refused(cupboard, group_id, "b.jpg").context["reason"] == "not_duplicates"
    assert cupboard.remove(group_id, "b.jpg", owner="bert").keeper["path"] == "a.jpg"


def test_near_duplicate_goes_while_the_keeper_can_be_shown(cupboard: Cupboard) -> None:
    """
    Other bytes are no trouble there.
    """
    group_id = cupboard.near("a.jpg", "b.jpg")

    (file,) = cupboard.remove(group_id, "b.jpg").files

    assert file["sha256"] == hashlib.sha256(b"b.jpg").hexdigest()


def test_near_duplicate_stays_when_the_keeper_cannot_be_shown(cupboard: Cupboard) -> None:
    """
    A damaged picture is no copy of a good one.
    """
    group_id = cupboard.near("odd.jpg", "b.jpg")

    error = refused(cupboard, group_id, "b.jpg")

    assert error.context["files"][0]["reason"] == "not_decodable"


def test_two_people_resolve_one_group_at_once(cupboard: Cupboard) -> None:
    """
    One wins; the other one's view is stale, and a copy stays.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    def decide(owner: str, path: str) -> Resolved | ConflictError:
        try:
            return cupboard.remove(group_id, path, owner=owner, revision=1)
        except ConflictError as error:
            return error

    with ThreadPoolExecutor(2) as people:
        found = list(people.map(decide, ("anna", "bert"), ("a.jpg", "b.jpg")))

    (won,) = [one for one in found if isinstance(one, Resolved)]
    (lost,) = [one for one in found if isinstance(one, ConflictError)]
    assert lost.context["current"] == won.group
    assert len(cupboard.states()) == 1


def test_two_groups_never_lose_their_last_copy_together(cupboard: Cupboard) -> None:
    """
    People who decide about two groups with the same files wait for each other.
    """
    cupboard.put("a.jpg")
    cupboard.put("b.jpg")
    cupboard.put("c.jpg", "like it")
    cupboard.shelf.pair("same", "like it", 0.86)
    cupboard.shelf.settle()
    (exact,) = cupboard.shelf.groups(Level.EXACT)
    (loose,) = cupboard.shelf.groups(Level.L85)

    def decide(group: dict[str, str], going: tuple[str, ...], keep: str) -> str:
        try:
            cupboard.remove(uuid.UUID(group["group_id"]), *going, keep=(keep,), revision=1)
        except ConflictError as error:
            return str(error.context["reason"])
        return "gone"

    with ThreadPoolExecutor(2) as people:
        first = people.submit(decide, exact, ("a.jpg",), "b.jpg")
        second = people.submit(decide, loose, ("b.jpg", "c.jpg"), "a.jpg")

    results = {first.result(), second.result()}
    assert "gone" in results
    assert results & {"marked_for_removal", "stale_revision"}


def test_database_is_kept_awake_while_large_files_are_read(cupboard: Cupboard) -> None:
    """
    Something is said now and then; the decision falls as ever.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    ticks = itertools.count(0, 20)
    desk = replace(cupboard.desk, clock=lambda: float(next(ticks)))

    assert cupboard.remove(group_id, "b.jpg", desk=desk).keeper["path"] == "a.jpg"
