"""
What followers are fed, and that they are told of whatever changes in it.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from dedup import actions
from dedup.feed import DuplicateFeed
from dedup.records import Level
from gateway.fed_groups import read_groups
from tests.integration.dedup.cupboard import Cupboard, keep

Fed = dict[str, Any]


@pytest.fixture
def levels(cupboard: Cupboard) -> Cupboard:
    """
    Two equal files, and others more and less like them: groups differ from level to level.
    """
    for path, content in (("a.jpg", "a"), ("b.jpg", "a"), ("c.jpg", "c"), ("d.jpg", "d")):
        cupboard.put(path, content)
    cupboard.shelf.pair("a", "c", 0.96)
    cupboard.shelf.pair("a", "d", 0.86)
    cupboard.shelf.settle()
    return cupboard


def fed(cupboard: Cupboard) -> dict[str, Fed]:
    """
    Give the whole feed, in pages of one group.
    """
    feed, after, found = DuplicateFeed(), None, {}
    with cupboard.shelf.database.read() as session:
        while ids := feed.ids_after(session, after, 1):
            (group,) = feed.groups(session, ids)
            found[group["group_id"]] = group
            (after,) = ids
    return found


def test_group_is_fed_whole(levels: Cupboard) -> None:
    """
    All that a follower needs, the suggested keeper first.
    """
    shown = levels.shelf.group(Level.EXACT)

    group = fed(levels)[shown["group_id"]]

    assert group == {
        "group_id": shown["group_id"],
        "view": "",
        "type": "exact",
        "switchable": False,
        "burst": False,
        "revision": 1,
        "levels": shown["levels"],
        "similarity": 1.0,
        "created_at": shown["created_at"],
        "total_size": shown["total_size"],
        "savings": shown["reclaimable_bytes"],
        "members": [
            {
                "path": member["path"],
                "also_at": member["also_at"],
                "filename": member["filename"],
                "type": member["type"],
                "size": member["size"],
                "score": member["similarity_score"],
                "is_suggested_keeper": member["is_suggested_keeper"],
                "preselected": member["preselected"],
                "taken_at": None,
            }
            for member in shown["members"]
        ],
        "hidden": [],
    }


def test_what_a_decision_hides_is_fed_for_its_owner(levels: Cupboard) -> None:
    """
    Of every group that it concerns, by the paths that are out.
    """
    shown = levels.shelf.group(Level.L80)
    dismiss(levels, shown, "d.jpg")

    hidden = {
        tuple(member["path"] for member in group["members"]): group["hidden"]
        for group in fed(levels).values()
    }

    out = [rows for paths, rows in hidden.items() if "d.jpg" in paths]
    assert out == [[{"view": "anna", "paths": ["d.jpg"]}]]
    assert sum(map(bool, hidden.values())) == 1


def dismiss(cupboard: Cupboard, shown: Fed, *paths: str) -> uuid.UUID:
    """
    Dismiss a group, or some of its files.
    """
    with cupboard.shelf.database.write() as session:
        return actions.dismiss(session, "anna", uuid.UUID(shown["group_id"]), None, paths).token


ACTIONS: dict[str, Callable[[Cupboard, Fed], uuid.UUID]] = {
    "dismiss": dismiss,
    "dismiss_one": lambda cupboard, shown: dismiss(cupboard, shown, "c.jpg"),
    "let_go": lambda cupboard, shown: cupboard.remove(uuid.UUID(shown["group_id"]), "b.jpg").token,
    "keep": lambda cupboard, shown: keep(cupboard, uuid.UUID(shown["group_id"]), "b.jpg").token,
}


@pytest.mark.parametrize("name", ACTIONS)
def test_every_group_that_a_decision_changes_is_named(levels: Cupboard, name: str) -> None:
    """
    By the decision, and again when it is taken back; a kept copy's groups, too.
    """
    shown = levels.shelf.group(Level.L80)
    before, seen = fed(levels), len(levels.shelf.news())

    token = ACTIONS[name](levels, shown)

    between, read = fed(levels), len(levels.shelf.news())
    named = {change.subject for change in levels.shelf.news()[seen:]}
    levels.undo(token)
    named_back = {change.subject for change in levels.shelf.news()[read:]}
    assert differing(before, between) <= named
    assert differing(between, fed(levels)) <= named_back
    assert len(named) > 1


def differing(before: dict[str, Fed], after: dict[str, Fed]) -> set[str]:
    """
    Give the ids of the groups that are not the same.
    """
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def test_gone_group_is_not_fed(cupboard: Cupboard) -> None:
    """
    An id that is gone has no group.
    """
    with cupboard.shelf.database.read() as session:
        assert DuplicateFeed().groups(session, [uuid.UUID(int=1)]) == []


def test_gateway_reads_what_is_fed(levels: Cupboard) -> None:
    """
    Both sides speak of the same shape.
    """
    groups = fed(levels)

    assert [str(group.group_id) for group in read_groups(list(groups.values()))] == list(groups)
