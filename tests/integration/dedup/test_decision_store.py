"""
Remembered decisions.
"""

import uuid
from typing import Any

from dedup import actions, decision_store
from dedup.decision_store import DecisionKind, Fallen, Kept
from dedup.tables import duplicate_decisions, metadata
from tests.integration.dedup.room import Room
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


def judged(room: Room) -> list[dict[str, Any]]:
    """
    Give what everybody, and what Anna sees of the groups: all but serial numbers and times.
    """
    rows = [group for owner in ("", "anna") for group in room.groups(owner=owner)]
    passing = {"group_id", "revision", "created_at", "updated_at"}
    kept = [{key: value for key, value in row.items() if key not in passing} for row in rows]
    return sorted(kept, key=repr)


def test_decisions_survive_the_loss_of_everything_else(room: Room) -> None:
    """
    With only the decisions left a scan makes the same groups, judged as before.
    """
    for name in ("one", "two", "three"):
        for copy in ("a", "b"):
            room.put(f"{name}-{copy}.jpg", name.encode())
    room.scan()
    ids = {
        group["members"][0]["path"].partition("-")[0]: group["group_id"] for group in room.groups()
    }
    with room.database.write() as session:
        actions.dismiss(session, "anna", uuid.UUID(ids["one"]), None, [])
        actions.keep(session, "anna", uuid.UUID(ids["two"]), ["two-b.jpg"], None)
    before = judged(room)
    lost = sorted(set(metadata.tables) - {duplicate_decisions.name})
    room.run(f"TRUNCATE {', '.join(lost)}")
    assert judged(room) == []

    room.scan()

    assert judged(room) == before
    assert len(before) == 5  # three for everybody, two for Anna
