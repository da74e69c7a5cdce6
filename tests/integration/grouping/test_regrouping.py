"""
From files to groups: what a scan makes, what survives, and what a second scan leaves alone.
"""

import itertools
from typing import Any

import pytest

from grouping import group_store, regrouping
from grouping.decision_store import remember
from grouping.decisions import Decision, DecisionKind
from mediacore.change_set import ChangeSet
from mediacore.database import WriteSession
from tests.integration.grouping.desk import ALICE, Desk, group_id


def furnish(desk: Desk) -> None:
    """
    Write a pair, an edit, a clip with its rendering, a stranger and a sidecar.
    """
    desk.pair("2026/IMG_0001", 0, 1)
    desk.jpeg("2026/IMG_0001_edit.JPG", 0, 2)
    desk.pair("2026/IMG_0002", 60, 3)
    desk.put("2026/IMG_0002.xmp", b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    desk.jpeg("2026/IMG_0003.JPG", 120, 4)
    desk.pair("2027/IMG_0001", 9000, 5)


def test_scan_makes_groups_with_their_reasons(desk: Desk) -> None:
    """
    A RAW and its JPEG become one group that says why.
    """
    desk.pair("IMG_0001")

    desk.scan()

    group = desk.group()
    assert group["group_type"] == "raw_jpeg"
    assert group["primary_path"] == "IMG_0001.JPG"
    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]
    assert all(row["text"] for row in group["evidence"])
    assert group["evidence"]


def test_second_scan_changes_nothing(desk: Desk) -> None:
    """
    What is as it was is not written, not published, and keeps its revision.
    """
    furnish(desk)
    desk.scan()
    before = desk.derived()
    assert len(desk.changes()) == 3

    desk.scan()

    assert desk.derived() == before
    assert desk.changes() == []


def test_touched_names_that_stay_the_same_change_nothing(desk: Desk) -> None:
    """
    Regrouping all names again writes no group.
    """
    furnish(desk)
    desk.scan()
    before = desk.derived()
    desk.changes()
    desk.run("INSERT INTO dirty_keys (match_key) SELECT DISTINCT match_key FROM files")

    assert regrouping.settle(desk.database, desk.rules) == 0
    assert desk.derived() == before
    assert desk.changes() == []


def test_regroup_that_died_is_done_again(
    desk: Desk, other_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Dying in the middle of writing groups leaves nothing, and the next turn ends as if undisturbed.
    """
    furnish(desk)
    other_desk.scan()

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(group_store, "note_ungrouped", die)
        with pytest.raises(KeyboardInterrupt):
            desk.scan()
    assert desk.groups() == []
    assert desk.changes() == []

    desk.tick()

    assert desk.derived() == other_desk.derived()


def test_order_of_files_does_not_matter(desk: Desk, other_desk: Desk) -> None:
    """
    Files that come one by one, the last first, end in the same groups as one scan.
    """
    furnish(desk)
    other_desk.scan()
    hidden = sorted(path for path in desk.folder.rglob("*") if path.is_file())
    parked = desk.folder.with_name("parked")
    parked.mkdir()
    for number, path in enumerate(hidden):
        path.rename(parked / str(number))
    for number, path in reversed(list(enumerate(hidden))):
        (parked / str(number)).rename(path)
        desk.scan()

    assert facts(desk) == facts(other_desk)


def facts(desk: Desk) -> list[Any]:
    """
    Give groups without their ids and revisions: those tell of the way that led here.
    """
    return [
        (group["group_type"], group["evidence"], group["confidence"], group["members"])
        for group in desk.groups()
    ]


def test_group_keeps_its_id_when_a_member_joins_and_leaves(desk: Desk) -> None:
    """
    An edit that comes and goes changes the revision, never the id.
    """
    desk.pair("IMG_0001", scene=1)
    desk.scan()
    first = desk.group()
    edit = desk.jpeg("IMG_0001_edit.JPG", scene=2)
    desk.scan()
    joined = desk.group()
    edit.unlink()
    desk.scan()
    left = desk.group()

    assert joined["group_id"] == left["group_id"] == first["group_id"]
    assert [first["revision"], joined["revision"], left["revision"]] == [1, 2, 3]
    assert [len(one["members"]) for one in (first, joined, left)] == [2, 3, 2]


def test_change_is_published_once_for_each_changed_group(desk: Desk) -> None:
    """
    A file that joins one of two groups is told of that one only, and a fallen group as removed.
    """
    furnish(desk)
    desk.scan()
    desk.changes()
    group = next(row for row in desk.groups() if row["primary_path"] == "2027/IMG_0001.JPG")
    desk.jpeg("2027/IMG_0001_edit.JPG", 9000, 6)

    desk.scan()

    assert desk.changes() == [("group_changed", group["group_id"])]
    (desk.folder / "2027/IMG_0001_edit.JPG").unlink()
    (desk.folder / "2027/IMG_0001.JPG").unlink()
    desk.scan()
    assert desk.changes() == [("group_removed", group["group_id"])]


def test_pair_that_moved_while_down_is_the_same_group(desk: Desk) -> None:
    """
    A rename of both files keeps group, primary and all.
    """
    desk.pair("IMG_0001")
    desk.scan()
    chosen = desk.act("set_primary", "", group_id(desk.group()), "IMG_0001.DNG", None)
    desk.move("IMG_0001.JPG", "trip/IMG_0001.JPG")
    desk.move("IMG_0001.DNG", "trip/IMG_0001.DNG")

    desk.scan()

    assert desk.shots() == [("trip/IMG_0001.DNG", "trip/IMG_0001.JPG")]
    assert desk.group()["group_id"] == chosen.groups[0]["group_id"]


def test_pair_that_moved_while_watched_is_the_same_group(desk: Desk) -> None:
    """
    The same, told by the watcher as a folder that appeared and names that went.
    """
    desk.pair("IMG_0001")
    desk.scan()
    chosen = desk.act("set_primary", "", group_id(desk.group()), "IMG_0001.DNG", None)
    desk.move("IMG_0001.JPG", "trip/IMG_0001.JPG")
    desk.move("IMG_0001.DNG", "trip/IMG_0001.DNG")

    desk.runtime.apply(
        ChangeSet(removed=(b"IMG_0001.JPG", b"IMG_0001.DNG"), rescan_folders=(b"trip",))
    )
    desk.runtime.work()

    assert desk.shots() == [("trip/IMG_0001.DNG", "trip/IMG_0001.JPG")]
    assert desk.group()["group_id"] == chosen.groups[0]["group_id"]


def test_live_photo_is_joined_across_names(desk: Desk) -> None:
    """
    Files that carry one content identifier are one group although their names differ.
    """
    tie(desk)

    assert desk.group()["group_type"] == "live_photo"
    assert desk.group()["switchable"] is False


def test_own_view_reaches_along_ids(desk: Desk) -> None:
    """
    An owner's view of one half of a Live Photo takes the other half in.
    """
    tie(desk)

    desk.act("dissolve", ALICE, [(group_id(desk.group()), None)])

    assert desk.shots(ALICE) == []
    assert desk.shots() == [("IMG_0001.JPG", "clip.MOV")]


def test_own_view_follows_an_id_that_came_later(desk: Desk) -> None:
    """
    A clip that was tied to a picture after Alice's choice is in her group too.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.clip("clip.MOV", 0)
    desk.scan()
    desk.act("set_primary", ALICE, group_id(desk.group()), "IMG_0001.DNG", None)
    desk.run("UPDATE files SET content_identifier = 'ID-1' WHERE kind <> 'raw'")
    desk.run("INSERT INTO dirty_keys (match_key) SELECT match_key FROM files WHERE kind = 'raw'")

    desk.tick()

    assert desk.shots(ALICE) == [("IMG_0001.DNG", "IMG_0001.JPG", "clip.MOV")]


def test_dissolved_view_falls_with_the_files_it_was_about(desk: Desk) -> None:
    """
    When the files of an owner's own view are gone, nothing of it stays.
    """
    desk.pair("IMG_0001")
    desk.scan()
    desk.act("set_primary", ALICE, group_id(desk.group()), "IMG_0001.DNG", None)
    desk.put("other.txt")
    (desk.folder / "IMG_0001.JPG").unlink()
    (desk.folder / "IMG_0001.DNG").unlink()

    desk.scan()

    assert desk.groups(ALICE) == []
    assert desk.rows("SELECT * FROM group_members") == []


def test_chain_of_merges_is_followed_to_its_end(desk: Desk) -> None:
    """
    However many merges hang together, a change at one end regroups them all.
    """
    names = [f"{letter}/word{letter}.JPG" for letter in "abcdefghijkl"]
    for number, name in enumerate(names):
        desk.jpeg(name, number * 1000, number)
    desk.scan()
    for one, two in itertools.pairwise(names):
        desk.act("merge", "", [], [one, two])
    before = desk.derived()
    desk.run(
        "INSERT INTO dirty_keys (match_key) SELECT match_key FROM files WHERE display LIKE 'a/%%'"
    )

    desk.tick()

    assert [len(group["members"]) for group in desk.groups()] == [12]
    assert desk.derived() == before


def test_old_partner_of_another_name_is_regrouped_too(desk: Desk) -> None:
    """
    When an id that tied two names goes from one file, the group of both falls.
    """
    tie(desk)
    desk.run("UPDATE files SET content_identifier = NULL WHERE kind = 'jpeg'")
    desk.run("INSERT INTO dirty_keys (match_key) SELECT match_key FROM files WHERE kind = 'jpeg'")

    desk.tick()

    assert desk.groups() == []
    assert desk.rows("SELECT count(*) FROM files WHERE ungrouped") == [(2,)]


def tie(desk: Desk) -> None:
    """
    Make a Live Photo of two files whose names differ.
    """
    desk.jpeg("IMG_0001.JPG", 0, 1)
    desk.clip("clip.MOV", 0)
    desk.scan()
    desk.run("UPDATE files SET content_identifier = 'ID-1'")
    desk.run("INSERT INTO dirty_keys (match_key) SELECT match_key FROM files LIMIT 1")
    desk.tick()


@pytest.mark.parametrize("bound", ["KEYS_AT_ONCE", "FILES_AT_ONCE"])
def test_settling_takes_a_share_at_a_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """
    More dirty names, or names of more files, than one transaction takes are done in several.
    """
    furnish(desk)
    monkeypatch.setattr(regrouping, bound, 1)

    desk.scan()

    assert len(desk.groups()) == 3


def test_decision_about_nothing_here_changes_nothing(desk: Desk) -> None:
    """
    A remembered decision about other contents leaves these groups alone.
    """
    desk.pair("IMG_0001")
    session: WriteSession
    with desk.database.write() as session:
        remember(session, ALICE, Decision(DecisionKind.DISSOLVE, (b"x" * 16, b"y" * 16)))

    desk.scan()

    assert desk.shots(ALICE) == desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]


def test_mark_of_a_running_transaction_is_not_lost(desk: Desk) -> None:
    """
    Whoever marks never waits for whoever regroups, and what was marked late is regrouped later.
    """
    furnish(desk)
    desk.scan()
    ids = [row[0] for row in desk.rows("SELECT id FROM files")]
    with desk.database.write() as session:
        regrouping.mark_dirty(session, ids)
    with desk.database.write() as late:
        regrouping.mark_dirty(late, ids)
        regrouping.settle(desk.database, desk.rules)

    assert desk.rows("SELECT count(*) > 0 FROM dirty_keys") == [(True,)]
    regrouping.settle(desk.database, desk.rules)
    assert desk.rows("SELECT count(*) FROM dirty_keys") == [(0,)]
