"""
Remembered decisions.
"""

import uuid

import pytest

from dedup import decision_store
from dedup.decision_store import DecisionKind
from mediacore.errors import NotFoundError
from tests.integration.dedup.room import Room

A, B = b"a" * 32, b"b" * 32


def test_undoing_tells_what_fell(room: Room) -> None:
    """
    A token takes back all pairs that were decided under it, in one order each.
    """
    with room.database.write() as session:
        token = decision_store.remember(session, "anna", DecisionKind.DISMISS, [(B, A), (A, A)])
    with room.database.write() as session:
        pairs = decision_store.undo(session, "anna", token)

    assert sorted(pairs) == [(A, A), (A, B)]


def test_token_works_once(room: Room) -> None:
    """
    What was undone cannot be undone again.
    """
    with room.database.write() as session:
        token = decision_store.remember(session, "", DecisionKind.DISMISS, [(A, A)])
        decision_store.undo(session, "", token)

        with pytest.raises(NotFoundError):
            decision_store.undo(session, "", token)


def test_token_of_another_owner_is_none(room: Room) -> None:
    """
    Nobody takes back what somebody else decided.
    """
    with room.database.write() as session:
        token = decision_store.remember(session, "anna", DecisionKind.DISMISS, [(A, A)])

        with pytest.raises(NotFoundError):
            decision_store.undo(session, "bert", token)


def test_unknown_token_is_none(room: Room) -> None:
    """
    A token that was never given undoes nothing.
    """
    with room.database.write() as session, pytest.raises(NotFoundError):
        decision_store.undo(session, "", uuid.uuid4())
