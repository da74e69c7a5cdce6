"""
Tests of deciding about groups of versions by asset ids.
"""

import uuid
from typing import Any

import pytest

from gateway.group_actions import GroupActions
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError
from mediacore.pagination import encode_cursor
from tests.integration.gateway.acting_room import GROUP, ActingRoom

TOKEN = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def shots(one_room: ActingRoom) -> ActingRoom:
    """
    A room whose assets are versions of one shot, too, and a grouping that agrees to everything.
    """
    one_room.group(kind="version")
    done = {"undo_token": TOKEN, "groups": [versions(one_room)]}
    for path in (
        f"/groups/{GROUP}/primary",
        f"/groups/{GROUP}/split",
        "/groups/merge",
        f"/groups/undo/{TOKEN}",
        "/suggestions/7-9/accept",
        "/suggestions/7-9/reject",
    ):
        one_room.say(path, done)
    return one_room


def versions(room: ActingRoom, *strangers: str) -> dict[str, Any]:
    """
    Give the group as grouping tells it.
    """
    members = [
        {
            "path": path,
            "filename": path.rpartition("/")[2],
            "type": "jpeg",
            "size": 5,
            "is_primary": place == 0,
        }
        for place, path in enumerate([*strangers, *room.dedup.paths])
    ]
    return {"group_id": GROUP, "group_type": "edit", "revision": 2, "members": members}


def actions(room: ActingRoom) -> GroupActions:
    """
    Give what is tested.
    """
    return GroupActions(room.acting)


async def test_primary_is_set_by_asset(shots: ActingRoom) -> None:
    """
    Grouping hears a path; the answer is in assets; the audit knows.
    """
    viewer = shots.viewer()
    told = await actions(shots).primary(viewer, GROUP, shots.ids[1], 1)

    assert shots.heard == [
        (f"/groups/{GROUP}/primary", {}, {"path": shots.dedup.paths[1], "revision": 1})
    ]
    assert told["undoToken"] == TOKEN
    [group] = told["groups"]
    assert (group["groupId"], group["groupType"], group["revision"]) == (GROUP, "edit", 2)
    assert group["members"][0] == {
        "assetId": shots.ids[0],
        "filename": "IMG_000000.CR3",
        "type": "jpeg",
        "size": 5,
        "isPrimary": True,
    }
    assert shots.rows("SELECT action FROM audit") == [("group_primary",)]
    assert shots.nudged == [viewer.user_id]


async def test_members_that_do_not_show_are_not_told(shots: ActingRoom) -> None:
    """
    A file of somebody else's is left out of the answer.
    """
    shots.say("/groups/merge", {"undo_token": TOKEN, "groups": [versions(shots, "secret.jpg")]})
    told = await actions(shots).merge(shots.viewer(), {GROUP: 1}, shots.ids[:1])

    [group] = told["groups"]
    assert len(group["members"]) == 4
    assert shots.heard[0][2] == {
        "groups": [{"group_id": GROUP, "revision": 1}],
        "paths": [shots.dedup.paths[0]],
    }


async def test_split_is_by_assets(shots: ActingRoom) -> None:
    """
    Several assets are put apart.
    """
    await actions(shots).split(shots.viewer(), GROUP, shots.ids[:2], None)

    assert shots.heard[0][2] == {"paths": shots.dedup.paths[:2], "revision": None}


async def test_stale_picture_is_a_conflict(shots: ActingRoom) -> None:
    """
    The fresh state comes along, as the viewer sees it.
    """
    shots.say(
        f"/groups/{GROUP}/primary", {"detail": "changed", "current": versions(shots)}, status=409
    )
    with pytest.raises(ConflictError) as caught:
        await actions(shots).primary(shots.viewer(), GROUP, shots.ids[1], 1)

    assert caught.value.context["current"]["revision"] == 2


@pytest.mark.parametrize("name", ["guest", "demo"])
async def test_foreign_things_are_not_touched(shots: ActingRoom, name: str) -> None:
    """
    Neither a group that does not show, nor an asset that is not theirs, can be named.
    """
    with pytest.raises((NotFoundError, InvalidRequestError)):
        await actions(shots).primary(shots.viewer(name), GROUP, str(uuid.uuid4()), 1)
    with pytest.raises(NotFoundError):
        await actions(shots).merge(shots.viewer(name), {OTHER: None}, ())

    assert shots.heard == []


async def test_groups_are_dissolved_each_for_itself(shots: ActingRoom) -> None:
    """
    What the viewer does not see has a result, and is not asked for.
    """
    shots.say(
        "/groups/dissolve",
        {"undo_token": TOKEN, "results": [{"group_id": GROUP, "ok": True, "detail": None}]},
    )
    told = await actions(shots).dissolve(shots.viewer(), {GROUP: 1, OTHER: 1})

    assert [one["ok"] for one in told["results"]] == [True, False]
    assert shots.heard[0][2] == {"groups": [{"group_id": GROUP, "revision": 1}]}
    assert shots.rows("SELECT action FROM audit") == [("group_dissolved",)]


async def test_nothing_seen_is_nothing_dissolved(shots: ActingRoom) -> None:
    """
    Grouping is not asked about groups that do not show.
    """
    told = await actions(shots).dissolve(shots.viewer(), {OTHER: 1})

    assert (told["undoToken"], shots.heard) == (None, [])


async def test_undo_and_undo_again(shots: ActingRoom) -> None:
    """
    A decision taken back twice is told so.
    """
    first = await actions(shots).undo(shots.viewer(), TOKEN)
    shots.say(f"/groups/undo/{TOKEN}", {"detail": "nothing"}, status=404)
    second = await actions(shots).undo(shots.viewer(), TOKEN)

    assert (first["alreadyUndone"], second["alreadyUndone"]) == (False, True)
    with pytest.raises(NotFoundError):
        await actions(shots).undo(shots.viewer("guest"), TOKEN)


def suggest(room: ActingRoom, *paths: str) -> None:
    """
    Have grouping suggest two files for each other.
    """
    candidates = [
        {"suggestion_id": "7-8", "path": "x.jpg"},
        {"suggestion_id": "7-9", "path": paths[1]},
    ]
    page = {"items": [{"path": paths[0], "candidates": candidates}], "next_cursor": None}
    room.say("/suggestions/orphan-raws", page)


@pytest.mark.parametrize("verdict", ["accept", "reject"])
async def test_suggestion_is_judged(shots: ActingRoom, verdict: str) -> None:
    """
    It is looked up first: both files have to be the viewer's.
    """
    suggest(shots, *shots.dedup.paths[:2])
    told = await actions(shots).judge(shots.viewer(), "7-9", verdict)

    assert told["undoToken"] == TOKEN
    assert shots.heard[0][1] == {"cursor": encode_cursor(6), "limit": "1"}
    assert shots.heard[1][0] == f"/suggestions/7-9/{verdict}"
    assert shots.rows("SELECT action FROM audit") == [(f"suggestion_{verdict}ed",)]


async def test_foreign_suggestion_is_unknown(shots: ActingRoom) -> None:
    """
    A suggestion about a file that does not show is none, and so is one that is over.
    """
    suggest(shots, shots.dedup.paths[0], "secret.jpg")
    for suggestion in ("7-9", "7-10"):
        with pytest.raises(NotFoundError):
            await actions(shots).judge(shots.viewer(), suggestion, "accept")
    with pytest.raises(InvalidRequestError):
        await actions(shots).judge(shots.viewer(), "x-9", "accept")
