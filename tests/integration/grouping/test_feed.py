"""
What followers are fed, and that they are told of whatever changes in it.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from gateway.fed_groups import read_groups
from grouping.feed import GroupFeed
from tests.integration.grouping.desk import ALICE, Desk, group_id

Fed = dict[str, Any]


@pytest.fixture
def trio(desk: Desk) -> Desk:
    """
    A RAW, its JPEG and an edit, and another pair.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.jpeg("IMG_0001_edit.JPG", 0, 2)
    desk.pair("IMG_0002", 600, 3)
    desk.scan()
    return desk


def fed(desk: Desk) -> dict[str, Fed]:
    """
    Give the whole feed, in pages of one group.
    """
    feed, after, found = GroupFeed(), None, {}
    with desk.database.read() as session:
        while ids := feed.ids_after(session, after, 1):
            (group,) = feed.groups(session, ids)
            found[group["group_id"]] = group
            (after,) = ids
    return found


def test_group_is_fed_whole(trio: Desk) -> None:
    """
    All that a follower needs, the primary first, and nothing hidden.
    """
    (shown,) = [group for group in trio.groups() if len(group["members"]) == 2]

    group = fed(trio)[shown["group_id"]]

    times = [member.pop("taken_at") for member in group["members"]]
    assert times == ["2026-05-16T12:10:00"] * 2
    assert group == {
        "group_id": shown["group_id"],
        "view": "",
        "type": "raw_jpeg",
        "switchable": True,
        "burst": False,
        "revision": 1,
        "decided": False,
        "levels": [""],
        "similarity": shown["confidence"],
        "created_at": shown["created_at"],
        "members": [
            {
                "path": member["path"],
                "also_at": [],
                "filename": member["path"],
                "type": member["type"],
                "size": member["size"],
                "score": 1.0,
                "is_primary": member["is_primary"],
                "preselected": False,
            }
            for member in shown["members"]
        ],
        "hidden": [],
    }


def test_chosen_primary_is_said_to_be_decided(trio: Desk) -> None:
    """
    So that nobody's taste for a format goes before it.
    """
    common = next(group for group in trio.groups() if len(group["members"]) == 3)
    trio.act("set_primary", "", group_id(common), "IMG_0001.DNG", None)

    group = fed(trio)[common["group_id"]]

    assert group["decided"]
    assert group["members"][0]["path"] == "IMG_0001.DNG"


def test_own_view_hides_its_files_in_the_common_group(trio: Desk) -> None:
    """
    Those in a group of the owner's own, and those that stand alone for the owner.
    """
    common = next(group for group in trio.groups() if len(group["members"]) == 3)
    trio.act("split", ALICE, group_id(common), ["IMG_0001_edit.JPG"], None)

    groups = fed(trio)

    paths = sorted(member["path"] for member in common["members"])
    assert groups[common["group_id"]]["hidden"] == [{"view": ALICE, "paths": paths}]
    own = [group for group in groups.values() if group["view"] == ALICE]
    assert [len(group["members"]) for group in own] == [2]
    assert own[0]["hidden"] == []


def test_gone_group_is_not_fed(trio: Desk) -> None:
    """
    An id that is gone has no group.
    """
    with trio.database.read() as session:
        assert GroupFeed().groups(session, [uuid.UUID(int=1)]) == []


ACTIONS: dict[str, Callable[[Desk, Any], object]] = {
    "dissolve": lambda desk, shown: desk.act("dissolve", ALICE, [(group_id(shown), None)]),
    "dissolve_for_all": lambda desk, shown: desk.act("dissolve", "", [(group_id(shown), None)]),
    "split": lambda desk, shown: desk.act(
        "split", ALICE, group_id(shown), ["IMG_0001_edit.JPG"], None
    ),
    "primary": lambda desk, shown: desk.act(
        "set_primary", ALICE, group_id(shown), "IMG_0001.DNG", None
    ),
    "merge": lambda desk, shown: desk.act(
        "merge", ALICE, [(group_id(shown), None)], ["IMG_0002.DNG"]
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_every_group_that_a_decision_changes_is_named(trio: Desk, name: str) -> None:
    """
    By the decision, and again when it is taken back, in whatever view.
    """
    shown = next(group for group in trio.groups() if len(group["members"]) == 3)
    before = fed(trio)
    trio.changes()

    ACTIONS[name](trio, shown)

    between = fed(trio)
    named = {subject for _, subject in trio.changes()}
    ((token, owner),) = trio.rows("SELECT DISTINCT token, owner FROM group_decisions")
    trio.act("undo", owner, token)
    after = fed(trio)
    named_back = {subject for _, subject in trio.changes()}
    assert differing(before, between) <= named
    assert differing(between, after) <= named_back
    assert differing(before, between)


def differing(before: dict[str, Fed], after: dict[str, Fed]) -> set[str]:
    """
    Give the ids of the groups that are not the same.
    """
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def test_file_that_leaves_takes_its_own_view_along(trio: Desk) -> None:
    """
    A rescan that changes what an owner sees names the groups, too.
    """
    shown = next(group for group in trio.groups() if len(group["members"]) == 3)
    trio.act("dissolve", ALICE, [(group_id(shown), None)])
    before = fed(trio)
    trio.changes()
    (trio.folder / "IMG_0001_edit.JPG").unlink()

    trio.scan()

    assert differing(before, fed(trio)) <= {subject for _, subject in trio.changes()}


def test_gateway_reads_what_is_fed(trio: Desk) -> None:
    """
    Both sides speak of the same shape.
    """
    groups = fed(trio)

    assert [str(group.group_id) for group in read_groups(list(groups.values()))] == list(groups)
