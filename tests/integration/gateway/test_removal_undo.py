"""
Tests of taking removals and decisions back.
"""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from gateway.duplicate_decisions import Decisions
from gateway.removal import Removals
from gateway.removal_undo import CHANGED, NO_WAY, Undo
from mediacore.errors import ForbiddenError, NotFoundError
from tests.fakes.immich.settings import V3
from tests.fakes.immich.trash import delete_for_good, put_in_trash, restore
from tests.integration.gateway.acting_room import GROUP, ActingRoom, CrashError, acting_room
from tests.integration.gateway.removal_wishes import decorate, picture, wish

LASTING = ("trashed", "going", "kept", "albums", "tags", "stacks", "journal", "shown")


async def removed(room: ActingRoom, *, carry_over: bool = True) -> str:
    """
    Let two copies go, and give the token.
    """
    told = await Removals(room.acting).remove(
        room.viewer(), wish(room, [1, 2], [0], carry_over=carry_over)
    )
    token: str = told["undoToken"]
    return token


def states(told: dict[str, Any]) -> list[str]:
    """
    Give what became of each file.
    """
    return [one["state"] for one in told["items"]]


async def test_everything_is_as_before(room: ActingRoom) -> None:
    """
    Files, stack, albums, tags, stars and words are back; only a place cannot be forgotten.
    """
    decorate(room)
    before = picture(room)
    token = await removed(room)
    told = await Undo(room.acting).undo(room.viewer(), token)

    after = picture(room)
    assert states(told) == ["restored", "restored"]
    assert {one["what"]: one["trouble"] for one in told["carriedOver"] if not one["ok"]} == {
        "place": NO_WAY
    }
    kept = room.assets[0].exif
    assert replace(kept, latitude=None, longitude=None).description == ""
    unchanged = ("trashed", "going", "albums", "tags", "stacks", "shown")
    assert {name: after[name] for name in unchanged} == {name: before[name] for name in unchanged}
    assert (room.assets[0].is_favorite, kept.rating) == (False, None)
    assert [group["revision"] for group in told["groups"]] == [room.dedup.revision]
    assert {row[1] for row in after["journal"]} == {"undone"}


async def test_undone_stays_undone(one_room: ActingRoom) -> None:
    """
    A second undo is told so, and does nothing.
    """
    room = one_room
    token = await removed(room)
    await Undo(room.acting).undo(room.viewer(), token)
    put_in_trash(room.world, [room.assets[1]])
    told = await Undo(room.acting).undo(room.viewer(), token)

    assert told["alreadyUndone"]
    assert room.trashed() == [room.ids[1]]


async def test_what_left_the_trash_is_told(one_room: ActingRoom) -> None:
    """
    Once the trash was emptied a file is gone, and the others come back.
    """
    room = one_room
    token = await removed(room)
    delete_for_good(room.world, [room.assets[1]])
    told = await Undo(room.acting).undo(room.viewer(), token)

    assert states(told) == ["gone", "restored"]


async def test_what_was_changed_since_stays(one_room: ActingRoom) -> None:
    """
    Words that somebody wrote meanwhile are not overwritten.
    """
    room = one_room
    decorate(room)
    token = await removed(room)
    kept = room.assets[0]
    kept.exif = replace(kept.exif, description="Mine")
    told = await Undo(room.acting).undo(room.viewer(), token)

    assert kept.exif.description == "Mine"
    [words] = [one for one in told["carriedOver"] if one["what"] == "description"]
    assert words["trouble"] == CHANGED


async def test_stack_that_changed_since_stays(one_room: ActingRoom) -> None:
    """
    Whoever put another on top meanwhile is right.
    """
    room = one_room
    decorate(room)
    token = await removed(room)
    [stack] = room.world.stacks.values()
    room.assets[0].stack_id = stack.stack_id
    stack.primary_id = room.ids[0]
    await Undo(room.acting).undo(room.viewer(), token)

    assert stack.primary_id == room.ids[0]


async def test_kept_copy_that_is_gone_keeps_nothing(one_room: ActingRoom) -> None:
    """
    What was carried over to a copy that is gone by now cannot be taken back, nor has to be.
    """
    room = one_room
    decorate(room)
    token = await removed(room)
    delete_for_good(room.world, [room.assets[0]])
    told = await Undo(room.acting).undo(room.viewer(), token)

    assert told["carriedOver"] == []
    assert states(told) == ["restored", "restored"]


@pytest.mark.parametrize("path", ["albums", "stacks"])
async def test_what_immich_refuses_is_told(one_room: ActingRoom, path: str) -> None:
    """
    An album that cannot be changed any more, or a stack, does not keep the rest.
    """
    room = one_room
    decorate(room)
    token = await removed(room)
    room.faults.refuse = lambda request: (
        httpx.Response(403, json={"message": "no"})
        if request.method in {"DELETE", "PUT"} and f"/{path}/" in request.url.path
        else None
    )
    told = await Undo(room.acting).undo(room.viewer(), token)

    assert states(told) == ["restored", "restored"]
    refused = [one["what"] for one in told["carriedOver"] if one["trouble"] == "no"]
    assert refused == (["album"] if path == "albums" else [])


async def test_somebody_else_has_nothing_to_undo(one_room: ActingRoom) -> None:
    """
    A token is worth nothing in other hands.
    """
    token = await removed(one_room)
    with pytest.raises(NotFoundError):
        await Undo(one_room.acting).undo(one_room.viewer("guest"), token)


async def test_key_without_the_trash_cannot_undo(one_room: ActingRoom) -> None:
    """
    Restoring needs what deleting needs.
    """
    token = await removed(one_room)
    with pytest.raises(ForbiddenError):
        await Undo(one_room.acting).undo(one_room.viewer("demo", "asset.update"), token)


async def test_order_that_waits_is_taken_back(one_room: ActingRoom) -> None:
    """
    What was not carried out yet is not carried out any more.
    """
    room = one_room
    room.faults.refuse = lambda request: (
        httpx.Response(502) if request.method == "DELETE" and "assets" in request.url.path else None
    )
    token = await removed(room)
    room.faults.refuse = lambda _request: None
    told = await Undo(room.acting).undo(room.viewer(), token)
    await Removals(room.acting).go_on(room.viewer())

    assert states(told) == ["restored", "restored"]
    assert room.trashed() == []
    assert room.dedup.going == set()


async def test_restored_by_hand_is_fine(one_room: ActingRoom) -> None:
    """
    Files that somebody took out of the trash are there, and nothing is asked for them.
    """
    room = one_room
    token = await removed(room)
    restore(room.world, room.assets)
    room.dedup.decided.clear()
    told = await Undo(room.acting).undo(room.viewer(), token)

    assert (states(told), told["groups"]) == (["restored", "restored"], [])


async def test_trash_that_does_not_let_go_is_told(one_room: ActingRoom) -> None:
    """
    Where Immich restores nothing, the file is told to be gone.
    """
    room = one_room
    token = await removed(room)
    room.faults.refuse = lambda request: (
        httpx.Response(400, json={"message": "no"}) if "restore" in request.url.path else None
    )
    told = await Undo(room.acting).undo(room.viewer(), token)

    assert states(told) == ["gone", "gone"]


async def test_decision_is_taken_back(one_room: ActingRoom) -> None:
    """
    A dismissal is undone in dedup, by a token of ours.
    """
    room = one_room
    told = await Decisions(room.acting).dismiss(room.viewer(), GROUP, 1, ())
    assert len(room.dedup.decided) == 1
    undone = await Undo(room.acting).undo(room.viewer(), told["undoToken"])

    assert room.dedup.decided == {}
    assert [group["groupId"] for group in undone["groups"]] == [GROUP]


async def test_unknown_token_is_nothing(one_room: ActingRoom) -> None:
    """
    There is nothing to undo under a token of nobody's.
    """
    with pytest.raises(NotFoundError):
        await Undo(one_room.acting).undo(one_room.viewer(), str(uuid.uuid4()))


async def undone_after_crash(url: str, step: int | None) -> tuple[dict[str, Any], int]:
    """
    Give how things are when an undo died at a step and was asked for again, and how much it asked.
    """
    async with acting_room(url, version=V3) as room:
        decorate(room)
        token, undo, viewer = await removed(room), Undo(room.acting), room.viewer()
        began = room.faults.count
        if step is not None:
            room.faults.crash_at, room.faults.answered = began + step, True
            with pytest.raises(CrashError):
                await undo.undo(viewer, token)
            began = room.faults.count
        await undo.undo(viewer, token)
        found = picture(room)
        room.run(
            "TRUNCATE assets, files, owner_groups, asset_groups, import_paths, audit,"
            " action_journal, removal_orders, dirty_files"
        )
        return {name: found[name] for name in LASTING}, room.faults.count - began


async def test_crash_of_an_undo_leads_to_the_same_end(database_url: Callable[[str], str]) -> None:
    """
    Asked for again, an undo that died anywhere ends as one that nothing disturbed.
    """
    url = database_url("gateway")
    wanted, steps = await undone_after_crash(url, None)
    ends = [(await undone_after_crash(url, step))[0] for step in range(1, steps + 1)]

    assert [end for end in ends if end != wanted] == []
