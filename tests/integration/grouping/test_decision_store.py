"""
Remembered decisions, by the contents they speak of.
"""

import pytest

from grouping.decision_store import decisions_about, related_contents, remember, undo
from grouping.decisions import Decision, DecisionKind
from mediacore.errors import NotFoundError
from tests.integration.grouping.desk import ALICE, BOB, Desk

ONE, TWO, THREE, FOUR = (bytes([number]) * 16 for number in range(1, 5))


def test_decision_is_found_by_every_content_it_names(desk: Desk) -> None:
    """
    Subjects and others lead to it; a content it does not name does not.
    """
    with desk.database.write() as session:
        remember(session, ALICE, Decision(DecisionKind.SPLIT, (TWO, ONE), (THREE,)))

    with desk.database.read() as session:
        found = [decisions_about(session, [content]) for content in (ONE, TWO, THREE, FOUR)]
    owned = found[0][0]
    assert [len(rows) for rows in found] == [1, 1, 1, 0]
    assert (owned.owner, owned.decision.subjects) == (ALICE, (ONE, TWO))


def test_without_contents_there_is_nothing_to_ask(desk: Desk) -> None:
    """
    Neither without contents nor without decisions.
    """
    with desk.database.write() as session:
        assert decisions_about(session, []) == []
        assert decisions_about(session, [ONE]) == []
        assert related_contents(session, []) == set()
        assert related_contents(session, [ONE]) == set()


def test_later_decision_has_the_greater_order(desk: Desk) -> None:
    """
    The order of decisions is that in which they were made.
    """
    with desk.database.write() as session:
        remember(session, "", Decision(DecisionKind.PRIMARY, (TWO,), (ONE,)))
        remember(session, "", Decision(DecisionKind.PRIMARY, (ONE,), (TWO,)))
        found = decisions_about(session, [ONE])

    assert [owned.decision.subjects for owned in found] == [(TWO,), (ONE,)]
    assert found[0].decision.order < found[1].decision.order


def test_merges_relate_contents(desk: Desk) -> None:
    """
    Merged contents belong together, split ones do not.
    """
    with desk.database.write() as session:
        remember(session, "", Decision(DecisionKind.MERGE, (ONE, TWO)))
        remember(session, "", Decision(DecisionKind.DISSOLVE, (ONE, THREE)))

        assert related_contents(session, [ONE]) == {ONE, TWO}


def test_decisions_under_one_token_fall_together(desk: Desk) -> None:
    """
    Undo gives what fell, once, and only to the owner.
    """
    with desk.database.write() as session:
        token = remember(session, ALICE, Decision(DecisionKind.DISSOLVE, (ONE, TWO)))
        remember(session, ALICE, Decision(DecisionKind.DISSOLVE, (THREE, FOUR)), token)
        with pytest.raises(NotFoundError):
            undo(session, BOB, token)

        fallen = undo(session, ALICE, token)

        assert sorted(decision.subjects for decision in fallen) == [(ONE, TWO), (THREE, FOUR)]
        assert decisions_about(session, [ONE]) == []
        with pytest.raises(NotFoundError):
            undo(session, ALICE, token)
