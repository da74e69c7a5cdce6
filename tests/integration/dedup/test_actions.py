"""
What a person decides about duplicates.
"""

import uuid

import pytest

from dedup import actions
from mediacore.errors import ConflictError, NotFoundError
from tests.integration.dedup.room import Room


@pytest.fixture
def pair(room: Room) -> Room:
    """
    A room with one group of two.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    return room


def group_id(room: Room) -> uuid.UUID:
    """
    Give the id of the only group.
    """
    return uuid.UUID(room.groups()[0]["group_id"])


def dismiss(room: Room, owner: str = "", revision: int | None = None) -> uuid.UUID:
    """
    Dismiss the only group; give the token.
    """
    wanted = group_id(room)
    with room.database.write() as session:
        return actions.dismiss(session, owner, wanted, revision).token


def test_dismissed_group_is_not_shown(pair: Room) -> None:
    """
    It is gone from the list, and a follower is told.
    """
    dismiss(pair)

    assert pair.paths() == []
    assert pair.changes() == ["duplicate_changed", "duplicate_dismissed"]


def test_dismissal_is_the_owners_own(pair: Room) -> None:
    """
    One owner's dismissal hides nothing from another, nor from everybody.
    """
    dismiss(pair, "anna")

    assert pair.paths(owner="anna") == []
    assert pair.paths(owner="bert") == [["a.jpg", "b.jpg"]]
    assert pair.paths() == [["a.jpg", "b.jpg"]]


def test_dismissal_outlives_the_files(pair: Room) -> None:
    """
    It is the content that was judged: after a loss of all rows and under other names it holds.
    """
    dismiss(pair, "anna")
    for name in ("a.jpg", "b.jpg"):
        (pair.folder / name).rename(pair.folder / f"new-{name}")
    pair.run("DELETE FROM files")
    pair.run("DELETE FROM duplicate_groups")
    pair.run("DELETE FROM duplicate_members")

    pair.scan()

    assert pair.paths(owner="anna") == []
    assert pair.paths(owner="bert") == [["new-a.jpg", "new-b.jpg"]]


def test_dismissal_is_undone(pair: Room) -> None:
    """
    The token brings the group back.
    """
    token = dismiss(pair, "anna")
    with pair.database.write() as session:
        outcome = actions.undo(session, "anna", token)

    assert [group["group_id"] for group in outcome.groups] == [str(group_id(pair))]
    assert pair.paths(owner="anna") == [["a.jpg", "b.jpg"]]
    assert pair.changes()[-1] == "duplicate_restored"


def test_stale_revision_changes_nothing(pair: Room) -> None:
    """
    Who acts on an old picture gets the fresh one.
    """
    with pytest.raises(ConflictError) as caught:
        dismiss(pair, revision=7)

    assert caught.value.context["current"]["revision"] == 1
    assert pair.paths() == [["a.jpg", "b.jpg"]]


def test_fresh_revision_is_accepted(pair: Room) -> None:
    """
    The revision that was shown is the right one.
    """
    dismiss(pair, revision=1)

    assert pair.paths() == []


def test_group_that_is_gone_cannot_be_dismissed(room: Room) -> None:
    """
    There is nothing to decide about.
    """
    with room.database.write() as session, pytest.raises(NotFoundError):
        actions.dismiss(session, "", uuid.uuid4(), None)
