"""
Remembered decisions.
"""

import uuid

from dedup import decision_store
from dedup.decision_store import DecisionKind, Fallen, Kept
from tests.integration.dedup.shelf import Shelf

A, B = b"a" * 32, b"b" * 32


def test_undoing_tells_what_fell(shelf: Shelf) -> None:
    """
    A token takes back all pairs that were decided under it, in one order each.
    """
    with shelf.database.write() as session:
        token = decision_store.remember(session, "anna", DecisionKind.DISMISS, [(B, A), (A, A)])
    with shelf.database.write() as session:
        fallen = decision_store.undo(session, "anna", token)

    assert sorted(fallen, key=lambda one: one.pair) == [
        Fallen(DecisionKind.DISMISS, (A, A)),
        Fallen(DecisionKind.DISMISS, (A, B)),
    ]


def test_token_works_once(shelf: Shelf) -> None:
    """
    What was undone cannot be undone again.
    """
    with shelf.database.write() as session:
        token = decision_store.remember(session, "", DecisionKind.DISMISS, [(A, A)])
        decision_store.undo(session, "", token)

        assert decision_store.undo(session, "", token) == []


def test_token_of_another_owner_is_none(shelf: Shelf) -> None:
    """
    Nobody takes back what somebody else decided.
    """
    with shelf.database.write() as session:
        token = decision_store.remember(session, "anna", DecisionKind.DISMISS, [(A, A)])

        assert decision_store.undo(session, "bert", token) == []


def test_one_call_is_undone_at_once(shelf: Shelf) -> None:
    """
    All that was kept in one call has a second token in common.
    """
    batch = uuid.uuid4()
    with shelf.database.write() as session:
        for number, content in enumerate((A, B)):
            decision_store.remember_kept(
                session, "anna", [content], [Kept(content, number, "a.jpg")], batch
            )
        fallen = decision_store.undo(session, "anna", batch)

        assert {one.pair for one in fallen} == {(A, A), (B, B)}
        assert decision_store.kept_of(session, "anna", [A, B]) == []


def test_dismissed_pairs_are_found_in_either_order(shelf: Shelf) -> None:
    """
    An owner's and everybody's, but nobody else's.
    """
    with shelf.database.write() as session:
        decision_store.remember(session, "anna", DecisionKind.DISMISS, [(A, B)])
        decision_store.remember(session, "", DecisionKind.DISMISS, [(A, A)])
        asked = [(B, A), (A, A), (B, B)]

        assert decision_store.dismissed_of(session, "anna", asked) == {(A, B), (A, A)}
        assert decision_store.dismissed_of(session, "bert", asked) == {(A, A)}
