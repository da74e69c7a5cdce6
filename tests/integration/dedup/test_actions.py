"""
What a person decides about duplicates.
"""

import uuid

import pytest

from dedup import actions
from dedup.records import Level
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError
from tests.integration.dedup.cupboard import Cupboard, keep, kept


def dismiss(
    cupboard: Cupboard,
    group_id: uuid.UUID,
    *paths: str,
    owner: str = "anna",
    revision: int | None = None,
) -> uuid.UUID:
    """
    Dismiss a group, or some of its files; give the token.
    """
    with cupboard.shelf.database.write() as session:
        return actions.dismiss(session, owner, group_id, revision, paths).token


def test_dismissed_group_is_not_shown(cupboard: Cupboard) -> None:
    """
    It is gone from the list, and a follower is told.
    """
    dismiss(cupboard, cupboard.exact("a.jpg", "b.jpg"))

    assert cupboard.shelf.paths(owner="anna") == []
    assert cupboard.shelf.news()[-1].kind == "duplicate_dismissed"


def test_dismissal_is_the_owners_own(cupboard: Cupboard) -> None:
    """
    One owner's dismissal hides nothing from another, nor from everybody.
    """
    dismiss(cupboard, cupboard.near("a.jpg", "b.jpg"))

    assert cupboard.shelf.paths(owner="anna") == []
    assert cupboard.shelf.paths(owner="bert") == [["a.jpg", "b.jpg"]]
    assert cupboard.shelf.paths() == [["a.jpg", "b.jpg"]]


@pytest.mark.parametrize("kind", ["exact", "near"])
def test_dismissal_outlives_the_files(cupboard: Cupboard, kind: str) -> None:
    """
    It is the content that was judged: after a loss of all rows and under other names it holds.
    """
    dismiss(cupboard, getattr(cupboard, kind)("a.jpg", "b.jpg"))
    cupboard.shelf.run("DELETE FROM files")
    cupboard.shelf.settle()

    contents = ("same", "same") if kind == "exact" else ("a.jpg", "b.jpg")
    for name, content in zip(("new-a.jpg", "new-b.jpg"), contents, strict=True):
        cupboard.put(name, content)
    cupboard.shelf.pair("a.jpg", "b.jpg")
    cupboard.shelf.settle()

    assert cupboard.shelf.paths(owner="anna") == []
    assert cupboard.shelf.paths(owner="bert") == [["new-a.jpg", "new-b.jpg"]]


def test_dismissed_copies_stay_dismissed_when_one_is_rated(cupboard: Cupboard) -> None:
    """
    The picture inside is the same, and so is the decision, though the bytes differ from then on.
    """
    dismiss(cupboard, cupboard.exact("a.jpg", "b.jpg"))
    cupboard.shelf.run("DELETE FROM files WHERE display = 'b.jpg'")
    same = cupboard.shelf.value("SELECT content_id FROM files")
    cupboard.put("b.jpg", "rated", content_id=same)
    cupboard.shelf.pair("same", "rated", 1.0)
    cupboard.shelf.settle()

    assert cupboard.shelf.paths(owner="anna") == []
    assert cupboard.shelf.paths(owner="bert") == [["a.jpg", "b.jpg"]]


def test_every_pair_of_a_group_is_dismissed(cupboard: Cupboard) -> None:
    """
    Two that were never compared do not come back without the third.
    """
    dismiss(cupboard, cupboard.near("a.jpg", "b.jpg", "c.jpg"))
    cupboard.shelf.remove("a.jpg")
    cupboard.shelf.pair("b.jpg", "c.jpg")
    cupboard.shelf.settle()

    assert cupboard.shelf.paths(owner="anna") == []
    assert cupboard.shelf.paths(owner="bert") == [["b.jpg", "c.jpg"]]


def test_equal_bytes_stay_copies_when_likeness_is_dismissed(cupboard: Cupboard) -> None:
    """
    That two pictures are not alike says nothing about a copy of one of them.
    """
    cupboard.put("a.jpg", "a")
    cupboard.put("a2.jpg", "a")
    cupboard.put("b.jpg", "b")
    cupboard.shelf.pair("a", "b")
    cupboard.shelf.settle()
    (group,) = [row for row in cupboard.shelf.groups() if row["duplicate_type"] == "perceptual"]

    dismiss(cupboard, uuid.UUID(group["group_id"]))

    assert cupboard.shelf.paths(Level.EXACT, owner="anna") == [["a.jpg", "a2.jpg"]]


def test_one_stranger_leaves_a_group(cupboard: Cupboard) -> None:
    """
    The others stay together.
    """
    dismiss(cupboard, cupboard.near("a.jpg", "b.jpg", "c.jpg"), "c.jpg")

    assert cupboard.shelf.paths(owner="anna") == [["a.jpg", "b.jpg"]]


def test_single_pair_is_dismissed(cupboard: Cupboard) -> None:
    """
    Of two files only what they are to each other is judged.
    """
    group_id = cupboard.near("a.jpg", "b.jpg", "c.jpg")
    dismiss(cupboard, group_id, "b.jpg", "c.jpg")

    assert cupboard.shelf.paths(owner="anna") == [["a.jpg", "b.jpg", "c.jpg"]]
    assert cupboard.shelf.value("SELECT count(*) FROM duplicate_decisions") == 2


def test_content_without_a_hash_is_judged_by_its_id(cupboard: Cupboard) -> None:
    """
    Near duplicates need not have been read whole.
    """
    cupboard.put("a.jpg", "a", sha256=None)
    cupboard.put("b.jpg", "b", sha256=None)
    cupboard.shelf.pair("a", "b")

    dismiss(cupboard, cupboard.settle())

    assert cupboard.shelf.value("SELECT count(*) FROM duplicate_decisions") == 1
    assert cupboard.shelf.paths(owner="anna") == []


def test_dismissal_is_undone(cupboard: Cupboard) -> None:
    """
    The token brings the group back.
    """
    group_id = cupboard.near("a.jpg", "b.jpg")
    token = dismiss(cupboard, group_id)

    outcome = cupboard.undo(token)

    assert [group["group_id"] for group in outcome.groups] == [str(group_id)]
    assert cupboard.shelf.paths(owner="anna") == [["a.jpg", "b.jpg"]]
    assert cupboard.shelf.news()[-1].kind == "duplicate_restored"


def test_nothing_is_undone_twice(cupboard: Cupboard) -> None:
    """
    A token works once, and only for whom it was given to.
    """
    token = dismiss(cupboard, cupboard.exact("a.jpg", "b.jpg"))

    with pytest.raises(NotFoundError):
        cupboard.undo(token, "bert")
    cupboard.undo(token)
    with pytest.raises(NotFoundError):
        cupboard.undo(token)


def test_stale_revision_changes_nothing(cupboard: Cupboard) -> None:
    """
    Who acts on an old picture gets the fresh one; the revision that was shown is the right one.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    with pytest.raises(ConflictError) as caught:
        dismiss(cupboard, group_id, revision=7)

    assert caught.value.context["current"]["revision"] == 1
    assert cupboard.shelf.paths(owner="anna") == [["a.jpg", "b.jpg"]]
    dismiss(cupboard, group_id, revision=1)


def test_group_that_is_gone_cannot_be_dismissed(cupboard: Cupboard) -> None:
    """
    There is nothing to decide about.
    """
    with pytest.raises(NotFoundError):
        dismiss(cupboard, uuid.uuid4())


def test_kept_copy_takes_the_place_of_the_suggested_one(cupboard: Cupboard) -> None:
    """
    It stands first, is not ticked for removal, and the reason is the owner's word.
    """
    group_id = cupboard.exact("a.jpg", "Downloads/b.jpg")

    (group,) = keep(cupboard, group_id, "Downloads/b.jpg").groups

    first = group["members"][0]
    assert (first["path"], first["is_kept"], first["is_suggested_keeper"]) == (
        "Downloads/b.jpg",
        True,
        True,
    )
    assert not first["preselected"]
    assert group["reasons"] == [{"rule": "kept", "text": "you decided to keep it"}]


def test_keeping_is_undone(cupboard: Cupboard) -> None:
    """
    The suggestion is back, and the group told.
    """
    group_id = cupboard.near("a.jpg", "b.jpg")
    token = keep(cupboard, group_id, "b.jpg").token

    outcome = cupboard.undo(token)

    assert [group["group_id"] for group in outcome.groups] == [str(group_id)]
    assert kept(cupboard) == []


def test_somebody_has_to_say_what_is_kept(cupboard: Cupboard) -> None:
    """
    Keeping nothing is no decision.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")

    with pytest.raises(InvalidRequestError):
        keep(cupboard, group_id)


def test_pairs_of_a_huge_group_are_bounded(cupboard: Cupboard) -> None:
    """
    Beyond some hundreds of files only the first are paired with all others.
    """
    group_id = cupboard.near("a.jpg", "b.jpg", "c.jpg")
    with cupboard.shelf.database.write() as session:
        actions.dismiss(session, "anna", group_id, None, paired=1)

    assert cupboard.shelf.value("SELECT count(*) FROM duplicate_decisions") == 2 * 2
