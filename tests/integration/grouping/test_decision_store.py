"""
Remembered decisions, by the contents they speak of.
"""

import pytest

from grouping.decision_store import decisions_about, related_contents, remember, undo
from grouping.decisions import Decision, DecisionKind
from mediacore.errors import NotFoundError
from tests.integration.grouping.desk import ALICE, BOB, Desk, group_id

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


def decide_everything(desk: Desk) -> None:
    """
    Choose a primary, put one apart, merge two, dissolve one, reject a partner.
    """
    desk.pair("a/IMG_0001", 0, 1)
    desk.pair("b/IMG_0002", 60, 2)
    desk.jpeg("b/IMG_0002_edit.JPG", 60, 3)
    desk.jpeg("c/one.JPG", 120, 4)
    desk.jpeg("d/two.JPG", 9000, 5)
    desk.pair("e/IMG_0005", 180, 6)
    desk.raw("f/IMG_0006.DNG", 240, 7)
    desk.jpeg("f/IMG_0006.JPG", 300, 8)
    desk.scan()
    ids = {group["primary_path"][:1]: group_id(group) for group in desk.groups()}
    desk.act("set_primary", "", ids["a"], "a/IMG_0001.DNG", None)
    desk.act("split", "", ids["b"], ["b/IMG_0002_edit.JPG"], None)
    desk.act("merge", "", [], ["c/one.JPG", "d/two.JPG"])
    desk.act("dissolve", "", [(ids["e"], None)])
    pair = desk.rows("SELECT id FROM files WHERE display LIKE 'f/%%' ORDER BY kind DESC")
    desk.act("reject_pair", "", pair[0][0], pair[1][0])


DECIDED = [
    ("a/IMG_0001.DNG", "a/IMG_0001.JPG"),
    ("b/IMG_0002.JPG", "b/IMG_0002.DNG"),
    ("c/one.JPG", "d/two.JPG"),
]


def test_decisions_survive_the_loss_of_everything_else(desk: Desk) -> None:
    """
    With only the decisions left a scan makes the same groups, with the same ids and primaries.
    """
    decide_everything(desk)
    assert desk.shots() == DECIDED
    before = {group["group_id"] for group in desk.groups()}
    desk.lose_all_but_decisions()

    desk.scan()

    assert desk.shots() == DECIDED
    assert {group["group_id"] for group in desk.groups()} == before


def test_decisions_survive_a_reimport(desk: Desk) -> None:
    """
    Files that go, are forgotten, and come back elsewhere are grouped as their owner decided.
    """
    decide_everything(desk)
    parked = desk.folder.with_name("parked")
    desk.folder.rename(parked)
    desk.folder.mkdir()
    desk.put("keep.txt")
    desk.run("DELETE FROM library_state")
    desk.scan()
    assert desk.groups() == []
    desk.run("DELETE FROM files WHERE state = 'missing'")
    parked.rename(desk.folder / "again")

    desk.scan()

    assert desk.shots() == [tuple(f"again/{path}" for path in shot) for shot in DECIDED]


def test_decisions_survive_a_rename(desk: Desk) -> None:
    """
    Folders with other names change nothing that was decided.
    """
    decide_everything(desk)
    for name in "abcdef":
        desk.move(name, f"new/{name}")

    desk.scan()

    assert desk.shots() == [tuple(f"new/{path}" for path in shot) for shot in DECIDED]
