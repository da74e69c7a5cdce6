"""
Tests of letting copies go: one group or many, in turn for each user, gone on with after a crash.
"""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from gateway.removal import Removals
from gateway.removal_facts import Wish
from mediacore.errors import ConflictError, ForbiddenError, NotFoundError, UnavailableError
from tests.fakes.immich.populate import populate
from tests.fakes.immich.settings import V3
from tests.integration.gateway.acting_room import FOLDER, GROUP, ActingRoom, CrashError, acting_room
from tests.integration.gateway.removal_wishes import decorate, picture, wish

MANY_STEPS = 20


async def test_copies_go_to_the_trash(room: ActingRoom) -> None:
    """
    What goes is in Immich's trash, dedup knows it, the index shows it no more, and all is told.
    """
    viewer = room.viewer()
    told = await Removals(room.acting).remove(viewer, wish(room, [1, 2], [0]))

    assert told["ok"]
    assert [item["state"] for item in told["items"]] == ["trashed", "trashed"]
    assert room.trashed() == room.ids[1:3]
    assert room.dedup.going == {room.dedup.paths[1], room.dedup.paths[2]}
    assert room.rows("SELECT count(*) FROM assets WHERE shown") == [(2,)]
    assert room.rows("SELECT action FROM audit ORDER BY id") == [("trashed",), ("trashed",)]
    assert room.nudged == [viewer.user_id]


async def undisturbed(url: str) -> tuple[dict[str, Any], int]:
    """
    Give how things are after a removal that nothing disturbs, and how much it asked.
    """
    async with acting_room(url, version=V3) as room:
        decorate(room)
        await Removals(room.acting).remove(room.viewer(), wish(room, [1, 2], [0], carry_over=True))
        return picture(room), room.faults.count


async def crashed(url: str, step: int, *, answered: bool) -> dict[str, Any]:
    """
    Give how things are when the first one died at a step, and the next one went on.
    """
    async with acting_room(url, version=V3) as room:
        decorate(room)
        removals, viewer = Removals(room.acting), room.viewer()
        wanted = wish(room, [1, 2], [0], carry_over=True)
        room.faults.crash_at, room.faults.answered = step, answered
        with pytest.raises(CrashError):
            await removals.remove(viewer, wanted)
        await removals.go_on(viewer)
        if not room.rows("SELECT 1 FROM removal_orders"):
            await removals.remove(viewer, wanted)
        found = picture(room)
        room.run(
            "TRUNCATE assets, files, owner_groups, asset_groups, import_paths, audit,"
            " action_journal, removal_orders, dirty_files"
        )
        return found


async def test_what_the_copy_had_is_carried_over(room: ActingRoom) -> None:
    """
    The kept copy gets album, tag, stars, words and place, and another comes on top of the stack.
    """
    decorate(room)
    told = await Removals(room.acting).remove(
        room.viewer(), wish(room, [1, 2], [0], carry_over=True)
    )

    kept = room.assets[0]
    assert {one["what"] for one in told["carriedOver"]} == {
        *("album", "tag", "favorite", "rating", "description", "place")
    }
    assert all(one["ok"] for one in told["carriedOver"])
    assert kept.is_favorite
    assert (kept.exif.rating, kept.exif.description) == (4, "A cat\nOn a roof")
    assert (kept.exif.latitude, kept.exif.longitude) == (48.1, 11.5)
    assert [stack.primary_id for stack in room.world.stacks.values()] == [room.ids[3]]
    assert room.trashed() == room.ids[1:3]


@pytest.mark.parametrize("answered", [False, True], ids=["before", "after"])
async def test_crash_at_any_step_leads_to_the_same_end(
    database_url: Callable[[str], str], *, answered: bool
) -> None:
    """
    Whoever comes by after a crash goes on, and the end is that of a run that nothing disturbed.
    """
    wanted, steps = await undisturbed(database_url("gateway"))
    url = database_url("gateway")
    ends = [await crashed(url, step, answered=answered) for step in range(1, steps + 1)]

    assert [end for end in ends if end != wanted] == []
    assert steps > MANY_STEPS


async def test_the_same_request_again_tells_what_became_of_it(room: ActingRoom) -> None:
    """
    A page that sends its request twice gets one removal, and the same answer.
    """
    removals, viewer, wanted = Removals(room.acting), room.viewer(), wish(room, [1], [0])
    first = await removals.remove(viewer, wanted)
    revision = room.dedup.revision

    assert await removals.remove(viewer, wanted) == first
    assert room.dedup.revision == revision


async def test_second_of_two_gets_the_fresh_state(one_room: ActingRoom) -> None:
    """
    Who decides on an old picture changes nothing, and is told how things are.
    """
    room = one_room
    removals, viewer = Removals(room.acting), room.viewer()
    old = wish(room, [2], [0])
    await removals.remove(viewer, wish(room, [1], [0]))
    with pytest.raises(ConflictError) as caught:
        await removals.remove(viewer, old)

    told = caught.value.context
    assert told["reason"] == "stale_revision"
    assert told["current"]["revision"] == room.dedup.revision
    assert [one["assetId"] for one in told["current"]["members"]] == [
        room.ids[0],
        *room.ids[2:],
    ]
    assert room.trashed() == [room.ids[1]]


async def test_two_at_once_one_wins(one_room: ActingRoom) -> None:
    """
    Two tabs that keep different copies: one gets its way, and one copy stays.
    """
    room = one_room
    removals, viewer = Removals(room.acting), room.viewer()
    results = await asyncio.gather(
        removals.remove(viewer, wish(room, [1, 2, 3], [0])),
        removals.remove(viewer, wish(room, [0, 2, 3], [1])),
        return_exceptions=True,
    )

    refused = [one for one in results if isinstance(one, ConflictError)]
    assert len(refused) == 1
    assert len(room.trashed()) == 3


async def test_refused_ones_stay_and_the_others_go(room: ActingRoom) -> None:
    """
    An id that is nobody's, and another user's asset, are refused one by one.
    """
    populate(room.world, room.user("guest"), 1, folder="/guest")
    [foreign] = room.world.owned(room.user("guest").user_id)
    room.know(foreign, "guest.jpg")
    remove = (room.ids[1], foreign.asset_id, str(uuid.UUID(int=5)))
    told = await Removals(room.acting).remove(room.viewer(), Wish(GROUP, 1, remove, (room.ids[0],)))

    assert not told["ok"]
    assert [(one["state"], one["reason"]) for one in told["items"]] == [
        ("trashed", None),
        ("refused", "not_yours"),
        ("refused", "not_yours"),
    ]
    assert foreign.deleted_at is None


async def test_nothing_goes_where_nothing_may(one_room: ActingRoom) -> None:
    """
    With the trash off nothing is even asked of dedup.
    """
    room = one_room
    room.world.settings.trash = False
    with pytest.raises(ConflictError) as caught:
        await Removals(room.acting).remove(room.viewer(), wish(room, [1], [0]))

    assert caught.value.context["reason"] == "trash_off"
    assert (room.dedup.revision, room.rows("SELECT 1 FROM action_journal")) == (1, [])


async def test_all_others_stay_unless_named(one_room: ActingRoom) -> None:
    """
    Without a word of what stays, everything else of theirs that is good does.
    """
    room = one_room
    room.assets[0].is_offline = True
    told = await Removals(room.acting).remove(room.viewer(), wish(room, [1], []))

    assert told["keeperId"] in room.ids[2:]


async def test_group_that_does_not_show_is_not_there(one_room: ActingRoom) -> None:
    """
    Somebody else's group is as unknown as none.
    """
    room = one_room
    with pytest.raises(NotFoundError):
        await Removals(room.acting).remove(room.viewer("guest"), wish(room, [1], [0]))


@pytest.mark.parametrize(
    "permissions",
    [
        ("asset.read",),
        ("asset.read", "asset.delete"),
        ("asset.read", "asset.delete", "stack.read", "stack.update"),
    ],
)
async def test_key_that_reaches_not_far_enough_is_refused_first(
    one_room: ActingRoom, permissions: tuple[str, ...]
) -> None:
    """
    What the credential could not do to its end is not begun.
    """
    room = one_room
    decorate(room)
    with pytest.raises(ForbiddenError):
        await Removals(room.acting).remove(
            room.viewer("demo", *permissions), wish(room, [1, 2], [0], carry_over=True)
        )

    assert room.rows("SELECT 1 FROM action_journal") == []


async def test_immich_that_goes_away_is_waited_for(one_room: ActingRoom) -> None:
    """
    Where Immich stops answering in the middle, it is told so, and the next visit ends it.
    """
    room = one_room
    removals, viewer = Removals(room.acting), room.viewer()
    room.faults.refuse = lambda request: (
        httpx.Response(502) if request.method == "DELETE" and "assets" in request.url.path else None
    )
    told = await removals.remove(viewer, wish(room, [1], [0]))
    assert [(one["state"], one["reason"]) for one in told["items"]] == [("pending", "unavailable")]

    room.faults.refuse = lambda _request: None
    await removals.go_on(viewer)

    assert room.trashed() == [room.ids[1]]
    assert room.rows("SELECT state FROM action_journal") == [("confirmed",)]


async def test_nothing_left_is_nothing_to_go_on_with(one_room: ActingRoom) -> None:
    """
    A visit of somebody who left nothing open asks nobody anything.
    """
    await Removals(one_room.acting).go_on(one_room.viewer())

    assert one_room.faults.count == 0


async def test_admin_who_comes_by_tells_whose_libraries_there_are(one_room: ActingRoom) -> None:
    """
    Once an hour is enough, whoever it is.
    """
    removals, admin = Removals(one_room.acting), one_room.viewer("admin")
    one_room.run("DELETE FROM import_paths")
    await removals.go_on(admin)
    (told,) = one_room.rows("SELECT paths FROM import_paths")
    asked = one_room.faults.count
    await removals.go_on(admin)

    assert [one_room.user().user_id, FOLDER] in told[0]
    assert one_room.faults.count == asked


async def test_dedup_that_refuses_later_ends_the_order(one_room: ActingRoom) -> None:
    """
    An order that was left open, and may not be carried out any more, is closed as refused.
    """
    room = one_room
    removals, viewer = Removals(room.acting), room.viewer()
    room.faults.refuse = lambda request: (
        httpx.Response(503) if request.url.path.startswith("/duplicates") else None
    )
    await removals.remove(viewer, wish(room, [1], [0]))
    room.faults.refuse = lambda _request: None
    room.dedup.revision = 7
    await removals.go_on(viewer)

    assert room.rows("SELECT state FROM action_journal") == [("refused",)]
    assert room.trashed() == []


def one_each(room: ActingRoom, count: int) -> list[Wish]:
    """
    Make wishes for several groups; only the first is known to anybody.
    """
    others = [str(uuid.UUID(int=number)) for number in range(1, count)]
    first = wish(room, [1], [0])
    return [first, *(replace(first, group_id=other) for other in others)]


async def test_many_groups_have_a_result_each(one_room: ActingRoom) -> None:
    """
    One that is unknown, and one that is named twice, do not keep the others.
    """
    room = one_room
    wishes = [*one_each(room, 2), wish(room, [2], [0])]
    told = await Removals(room.acting).resolve(room.viewer(), wishes)

    assert [(one["ok"], one.get("reason")) for one in told["results"]] == [
        (True, None),
        (False, "refused"),
        (False, "refused"),
    ]
    assert told["results"][0]["undoToken"] == told["undoToken"]


async def test_item_without_removal_keeps(one_room: ActingRoom) -> None:
    """
    Dedup remembers what is kept, under the token of all.
    """
    room = one_room
    told = await Removals(room.acting).resolve(room.viewer(), [wish(room, [], [0])])

    assert told["results"][0]["ok"]
    assert told["results"][0]["undoToken"] == told["undoToken"]
    assert room.dedup.kept == [room.dedup.paths[0]]


async def test_immich_that_is_down_is_asked_once(one_room: ActingRoom) -> None:
    """
    The rest of many groups does not wait for an Immich that is not there.
    """
    room = one_room
    wishes = one_each(room, 500)
    room.faults.refuse = lambda _request: httpx.Response(502)
    told = await Removals(room.acting).resolve(room.viewer(), wishes)

    assert {one["reason"] for one in told["results"]} == {"unavailable"}
    assert room.faults.count < 5
    with pytest.raises(UnavailableError):
        await Removals(room.acting).remove(room.viewer(), wishes[0])


async def test_preview_tells_and_does_nothing(room: ActingRoom) -> None:
    """
    What would be taken over and what would be refused is told without any change.
    """
    decorate(room)
    wanted = wish(room, [1, 2], [0])
    remove = (*wanted.remove, str(uuid.UUID(int=5)))
    told = await Removals(room.acting).preview(room.viewer(), replace(wanted, remove=remove))

    assert told["keeperId"] == room.ids[0]
    assert [one["assetId"] for one in told["items"]] == room.ids[1:3]
    assert [one["reason"] for one in told["refused"]] == ["not_yours"]
    assert len(told["changes"]) == 6
    assert room.rows("SELECT 1 FROM action_journal") == []
    assert room.trashed() == []


async def test_preview_of_what_may_not_be(one_room: ActingRoom) -> None:
    """
    Where nothing may go, the preview says why.
    """
    room = one_room
    room.world.settings.trash = False
    told = await Removals(room.acting).preview(room.viewer(), wish(room, [1], [0]))

    assert (told["reason"], told["items"], told["changes"]) == ("trash_off", [], [])
