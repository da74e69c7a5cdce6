"""
What a person decides: remembered, applied at once, in that person's view, and undone.
"""

import threading
import uuid

import pytest

from grouping.regrouping import take_turn
from mediacore.database import raw
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError
from tests.integration.grouping.desk import ALICE, BOB, Desk, group_id
from tests.waiting import wait_until

PAIR = ("IMG_0001.JPG", "IMG_0001.DNG")
TURNED = ("IMG_0001.DNG", "IMG_0001.JPG")


@pytest.fixture
def shot(desk: Desk) -> Desk:
    """
    A desk with one scanned pair.
    """
    desk.pair("IMG_0001")
    desk.scan()
    return desk


@pytest.fixture
def trio(desk: Desk) -> Desk:
    """
    A desk with one scanned shot of three files.
    """
    desk.pair("IMG_0001")
    desk.jpeg("IMG_0001_edit.JPG", scene=1)
    desk.scan()
    return desk


def test_chosen_primary_stands_first(shot: Desk) -> None:
    """
    The choice shows at once, with a new revision.
    """
    before = shot.group()

    outcome = shot.act("set_primary", "", group_id(before), "IMG_0001.DNG", before["revision"])

    assert shot.shots() == [TURNED]
    assert outcome.groups == shot.groups()
    assert outcome.groups[0]["revision"] == before["revision"] + 1


def test_later_choice_wins(shot: Desk) -> None:
    """
    Whoever chooses again gets the second choice, through every rescan.
    """
    key = group_id(shot.group())
    shot.act("set_primary", "", key, "IMG_0001.DNG", None)
    shot.act("set_primary", "", key, "IMG_0001.JPG", None)

    shot.scan()

    assert shot.shots() == [PAIR]


@pytest.mark.parametrize(
    ("action", "arguments"),
    [("set_primary", ("IMG_0001.DNG",)), ("split", (["IMG_0001.DNG"],))],
)
def test_decision_shows_in_the_deciders_view_only(
    shot: Desk, action: str, arguments: tuple[object, ...]
) -> None:
    """
    What Alice decides neither Bob nor everybody sees, and undo brings her the common view back.
    """
    common = shot.group()

    outcome = shot.act(action, ALICE, group_id(common), *arguments, common["revision"])

    assert shot.shots(ALICE) != [PAIR]
    assert shot.groups(ALICE) == outcome.groups
    assert shot.groups(BOB) == shot.groups() == [common]
    undone = shot.act("undo", ALICE, outcome.token)
    assert shot.groups(ALICE) == undone.groups == [common]


def test_dissolved_view_is_the_owners_own(shot: Desk) -> None:
    """
    A group that Alice took apart stays for all others, and comes back when she undoes it.
    """
    common = shot.group()

    token, results = shot.act("dissolve", ALICE, [(group_id(common), common["revision"])])

    assert results == [{"group_id": common["group_id"], "ok": True, "detail": None}]
    assert shot.groups(ALICE) == []
    assert shot.groups(BOB) == shot.groups() == [common]
    shot.act("undo", ALICE, token)
    assert shot.groups(ALICE) == [common]


def test_own_view_follows_the_files(shot: Desk) -> None:
    """
    An edit that comes later joins Alice's own view too, and her choice stays.
    """
    shot.act("set_primary", ALICE, group_id(shot.group()), "IMG_0001.DNG", None)
    shot.jpeg("IMG_0001_edit.JPG", scene=1)

    shot.scan()

    assert shot.shots(ALICE) == [("IMG_0001.DNG", "IMG_0001.JPG", "IMG_0001_edit.JPG")]
    assert len(shot.group()["members"]) == 3


def test_common_decision_holds_in_an_own_view(trio: Desk) -> None:
    """
    What everybody agreed on holds for Alice too, beside her own choice.
    """
    trio.act("set_primary", ALICE, group_id(trio.group()), "IMG_0001.DNG", None)

    trio.act("split", "", group_id(trio.group()), ["IMG_0001_edit.JPG"], None)

    assert trio.shots(ALICE) == [TURNED]
    assert trio.shots() == [PAIR]


def test_split_leaves_the_rest_together(trio: Desk) -> None:
    """
    What is put apart stands alone; the rest keeps the group's id.
    """
    before = trio.group()

    trio.act("split", "", group_id(before), ["IMG_0001_edit.JPG"], before["revision"])
    trio.scan()

    assert trio.shots() == [PAIR]
    assert trio.group()["group_id"] == before["group_id"]
    assert trio.rows("SELECT display FROM files WHERE ungrouped") == [("IMG_0001_edit.JPG",)]


def test_undo_brings_the_same_group_back(shot: Desk) -> None:
    """
    Dissolved and undone, a group has its old id.
    """
    before = shot.group()
    token, _ = shot.act("dissolve", "", [(group_id(before), None)])

    shot.act("undo", "", token)

    assert shot.group()["group_id"] == before["group_id"]
    assert shot.shots() == [PAIR]


def test_merged_files_are_one_shot(desk: Desk) -> None:
    """
    A group and a single file of another name become one, and fall apart when undone.
    """
    desk.pair("IMG_0001")
    desk.jpeg("elsewhere/sunset.JPG", 9000, scene=1)
    desk.scan()
    before = desk.group()

    outcome = desk.act("merge", "", [(group_id(before), None)], ["elsewhere/sunset.JPG"])

    assert [len(group["members"]) for group in outcome.groups] == [3]
    assert desk.group()["group_id"] == before["group_id"]
    desk.act("undo", "", outcome.token)
    assert desk.shots() == [PAIR]


def test_stale_revision_is_refused_with_the_fresh_state(shot: Desk) -> None:
    """
    Whoever acts on an old picture gets the new one, and nothing changes.
    """
    before = shot.group()
    shot.act("set_primary", "", group_id(before), "IMG_0001.DNG", before["revision"])

    with pytest.raises(ConflictError) as caught:
        shot.act("set_primary", "", group_id(before), "IMG_0001.JPG", before["revision"])

    assert caught.value.context["current"] == shot.group()
    assert shot.shots() == [TURNED]


def test_group_of_another_owner_is_not_found(shot: Desk) -> None:
    """
    Bob cannot decide about Alice's own view.
    """
    shot.act("set_primary", ALICE, group_id(shot.group()), "IMG_0001.DNG", None)
    hers = group_id(shot.group(ALICE))

    with pytest.raises(NotFoundError, match="no such group"):
        shot.act("split", BOB, hers, ["IMG_0001.DNG"], None)


def test_stranger_cannot_be_primary(shot: Desk) -> None:
    """
    A path that is not in the group is named in the refusal.
    """
    with pytest.raises(InvalidRequestError) as caught:
        shot.act("set_primary", "", group_id(shot.group()), "other.JPG", None)

    assert caught.value.context == {"unknown": ["other.JPG"]}


def test_splitting_all_is_refused(shot: Desk) -> None:
    """
    Nothing would be left behind.
    """
    with pytest.raises(InvalidRequestError, match="dissolve"):
        shot.act("split", "", group_id(shot.group()), list(PAIR), None)


def test_merging_one_file_is_refused(shot: Desk) -> None:
    """
    One file named twice is one file.
    """
    with pytest.raises(InvalidRequestError, match="two files"):
        shot.act("merge", "", [], ["IMG_0001.JPG", "IMG_0001.JPG"])


def test_merging_an_unknown_file_is_refused(shot: Desk) -> None:
    """
    The unknown path is named.
    """
    with pytest.raises(NotFoundError) as caught:
        shot.act("merge", "", [], ["IMG_0001.JPG", "gone.JPG"])

    assert caught.value.context == {"unknown": ["gone.JPG"]}


def test_dissolving_many_reports_each(desk: Desk) -> None:
    """
    Stale and unknown groups are told and left; one token brings all others back.
    """
    for number in range(3):
        desk.pair(f"IMG_000{number}", number * 100, number)
    desk.scan()
    one, two, three = desk.groups()
    unknown = uuid.uuid4()

    token, results = desk.act(
        "dissolve",
        "",
        [(group_id(one), 1), (group_id(two), 99), (unknown, None), (group_id(three), None)],
    )

    assert [row["ok"] for row in results] == [True, False, False, True]
    assert results[1]["detail"] == "The group has changed since you looked at it"
    assert desk.groups() == [two]
    desk.act("undo", "", token)
    assert [group["group_id"] for group in desk.groups()] == [
        group["group_id"] for group in (one, two, three)
    ]


def test_dissolving_nothing_gives_no_token(desk: Desk) -> None:
    """
    Where no group fell there is nothing to undo.
    """
    token, results = desk.act("dissolve", "", [(uuid.uuid4(), None)])

    assert token is None
    assert [row["ok"] for row in results] == [False]


def test_undo_works_once_and_for_the_owner_only(shot: Desk) -> None:
    """
    A used token, and a token of somebody else, stand for nothing.
    """
    token, _ = shot.act("dissolve", ALICE, [(group_id(shot.group()), None)])

    with pytest.raises(NotFoundError):
        shot.act("undo", BOB, token)
    shot.act("undo", ALICE, token)
    with pytest.raises(NotFoundError):
        shot.act("undo", ALICE, token)


def test_person_and_worker_take_turns(shot: Desk) -> None:
    """
    Who waits for the turn holds no row of a group: the worker whose turn it is cannot be blocked.
    """
    key = group_id(shot.group())
    done: list[object] = []

    def choose() -> None:
        done.append(shot.act("set_primary", "", key, "IMG_0001.DNG", None))

    thread = threading.Thread(target=choose)
    with shot.database.write() as session:
        take_turn(session)
        thread.start()
        wait_until(lambda: shot.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))
        raw(session).execute("SELECT 1 FROM file_groups FOR UPDATE NOWAIT")
        assert done == []
    thread.join(20)

    assert shot.shots() == [TURNED]


def orphan_pair(desk: Desk) -> tuple[int, int]:
    """
    Scan a RAW and a JPEG that do not match by time; give their ids.
    """
    desk.raw("IMG_0006.DNG", 0)
    desk.jpeg("IMG_0006.JPG", 60)
    desk.scan()
    return (
        desk.rows("SELECT id FROM files WHERE kind = 'raw'")[0][0],
        desk.rows("SELECT id FROM files WHERE kind = 'jpeg'")[0][0],
    )


def test_accepted_pair_is_a_group(desk: Desk) -> None:
    """
    Accepting a suggestion joins both for ever.
    """
    raw_id, jpeg_id = orphan_pair(desk)

    outcome = desk.act("accept_pair", "", raw_id, jpeg_id)
    desk.scan()

    assert desk.groups() == outcome.groups
    assert desk.shots() == [("IMG_0006.JPG", "IMG_0006.DNG")]


def test_rejected_pair_stays_apart_even_when_the_times_agree(desk: Desk) -> None:
    """
    A rejection holds against later evidence.
    """
    raw_id, jpeg_id = orphan_pair(desk)
    desk.act("reject_pair", "", raw_id, jpeg_id)
    desk.raw("IMG_0006.DNG", 60)

    desk.scan()

    assert desk.shots() == []


def test_suggestion_about_gone_files_is_not_found(desk: Desk) -> None:
    """
    When one of the two is gone there is nothing to accept.
    """
    raw_id, jpeg_id = orphan_pair(desk)
    (desk.folder / "IMG_0006.JPG").unlink()
    desk.scan()

    with pytest.raises(NotFoundError, match="gone"):
        desk.act("accept_pair", "", raw_id, jpeg_id)
