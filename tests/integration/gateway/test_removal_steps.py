"""
Tests of what goes wrong on the way of an order.
"""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from gateway.removal import Removals
from gateway.removal_steps import changes_for
from mediacore.errors import ConflictError
from tests.fakes.immich.stack_api import make_stack
from tests.fakes.immich.trash import delete_for_good
from tests.integration.gateway.acting_room import ActingRoom, Answer
from tests.integration.gateway.removal_wishes import decorate, wish


def bad_request(_request: httpx.Request) -> httpx.Response:
    """
    Refuse as Immich does what it does not know.
    """
    return httpx.Response(400, json={"message": "Not found or no access"})


def is_trashing(request: httpx.Request) -> bool:
    """
    Tell whether Immich is asked to trash something.
    """
    return request.method == "DELETE" and request.url.path == "/api/assets"


def refusing(asset_id: str) -> Answer:
    """
    Refuse every bulk that names an asset.
    """
    return lambda request: (
        bad_request(request) if is_trashing(request) and asset_id in str(request.content) else None
    )


async def test_one_that_immich_does_not_take_keeps_no_other(room: ActingRoom) -> None:
    """
    The bulk is halved until only that one is left, and dedup counts it as a copy again.
    """
    room.faults.refuse = refusing(room.ids[2])
    told = await Removals(room.acting).remove(room.viewer(), wish(room, [1, 2, 3], [0]))

    assert [one["state"] for one in told["items"]] == ["trashed", "failed", "trashed"]
    assert room.trashed() == [room.ids[1], room.ids[3]]
    assert room.dedup.going == {room.dedup.paths[1], room.dedup.paths[3]}


async def test_none_taken_is_none_decided(one_room: ActingRoom) -> None:
    """
    Where everything failed, the decision is taken back whole.
    """
    room = one_room
    room.faults.refuse = refusing(room.ids[1])
    told = await Removals(room.acting).remove(room.viewer(), wish(room, [1], [0]))

    assert [one["reason"] for one in told["items"]] == ["immich_refused"]
    assert room.dedup.going == set()


async def test_dedup_that_refuses_the_rest_is_left(one_room: ActingRoom) -> None:
    """
    Noting anew what really went is an attempt: what is in the trash stays there.
    """
    room = one_room
    lost = refusing(room.ids[2])

    def refuse(request: httpx.Request) -> httpx.Response | None:
        if "/undo/" in request.url.path:
            room.dedup.refusal = (409, {"detail": "no"})
        return lost(request)

    room.faults.refuse = refuse
    told = await Removals(room.acting).remove(room.viewer(), wish(room, [1, 2], [0]))

    assert [one["state"] for one in told["items"]] == ["trashed", "failed"]


@pytest.mark.parametrize(
    "told",
    [{}, {"keeper": None, "group": {"revision": 2}}, {"keeper": {"path": "a.jpg"}, "group": {}}],
)
async def test_dedup_that_does_not_name_a_keeper_lets_nothing_go(
    one_room: ActingRoom, told: dict[str, Any]
) -> None:
    """
    An answer that is not as agreed is an outage, told in words: the order waits.
    """
    room = one_room
    room.dedup.refusal = (200, told)
    [item] = (await Removals(room.acting).remove(room.viewer(), wish(room, [1], [0])))["items"]

    assert (item["state"], item["reason"]) == ("pending", "unavailable")
    assert item["detail"].startswith("The duplicates service did not say which copy stays")
    assert room.trashed() == []


async def test_what_is_not_in_the_trash_did_not_go(one_room: ActingRoom) -> None:
    """
    Immich is believed only when it shows the asset in the trash.
    """
    room = one_room
    room.faults.refuse = lambda request: httpx.Response(204) if is_trashing(request) else None
    told = await Removals(room.acting).remove(room.viewer(), wish(room, [1], [0]))

    assert [one["reason"] for one in told["items"]] == ["not_confirmed"]
    assert room.dedup.going == set()
    assert room.rows("SELECT count(*) FROM assets WHERE shown") == [(4,)]


async def test_refusal_of_dedup_is_told_in_own_assets(one_room: ActingRoom) -> None:
    """
    The reason passes through, with the viewer's assets in the place of paths.
    """
    room = one_room
    first = room.dedup.paths[1]
    room.dedup.refusal = (
        409,
        {
            "detail": "No copy that would stay is good",
            "reason": "last_good_copy",
            "files": [
                {"path": first, "reason": "not_decodable", "detail": "cannot be shown"},
                {"path": "secret.jpg", "reason": "not_decodable", "detail": "cannot be shown"},
            ],
            "current": room.dedup.group(),
        },
    )
    with pytest.raises(ConflictError) as caught:
        await Removals(room.acting).remove(room.viewer(), wish(room, [1], [0]))

    told = caught.value.context
    assert told["reason"] == "last_good_copy"
    assert told["items"] == [
        {"assetId": room.ids[1], "reason": "not_decodable", "detail": "cannot be shown"}
    ]
    assert len(told["current"]["members"]) == 4
    assert room.rows("SELECT state FROM action_journal") == [("refused",)]
    assert room.trashed() == []


async def test_album_that_cannot_be_changed_is_told(one_room: ActingRoom) -> None:
    """
    What cannot be carried over is said; the rest is, and the copy goes.
    """
    room = one_room
    decorate(room)
    room.faults.refuse = lambda request: (
        bad_request(request) if request.method == "PUT" and "/albums/" in str(request.url) else None
    )
    told = await Removals(room.acting).remove(
        room.viewer(), wish(room, [1, 2], [0], carry_over=True)
    )

    assert [one["what"] for one in told["carriedOver"] if not one["ok"]] == ["album"]
    assert len(room.trashed()) == 2


async def test_stack_without_heir_is_left(one_room: ActingRoom) -> None:
    """
    Where the whole stack goes, nobody comes on top.
    """
    room = one_room
    stack = make_stack(room.world, [room.assets[1], room.assets[2]])
    await Removals(room.acting).remove(room.viewer(), wish(room, [1, 2], [0]))

    assert stack.primary_id == room.ids[1]


async def test_stack_that_immich_does_not_change_is_left(one_room: ActingRoom) -> None:
    """
    A stack that was dissolved meanwhile keeps nobody from going.
    """
    room = one_room
    make_stack(room.world, [room.assets[1], room.assets[2]])
    room.faults.refuse = lambda request: (
        bad_request(request) if request.method == "PUT" and "/stacks/" in str(request.url) else None
    )
    told = await Removals(room.acting).remove(room.viewer(), wish(room, [1], [0]))

    assert told["ok"]
    assert room.rows("SELECT action FROM audit") == [("trashed",)]


async def test_asset_that_vanished_is_no_failure(one_room: ActingRoom) -> None:
    """
    Who empties the trash in the very moment has the same end.
    """
    room = one_room
    viewer = room.viewer()

    def vanish(request: httpx.Request) -> httpx.Response | None:
        if is_trashing(request):
            delete_for_good(room.world, [room.assets[1]])
            return httpx.Response(204)
        return None

    room.faults.refuse = vanish
    told = await Removals(room.acting).remove(viewer, wish(room, [1], [0]))

    assert told["ok"]


async def test_asset_that_left_is_in_no_stack(one_room: ActingRoom) -> None:
    """
    What vanishes before its stack is looked at has none.
    """
    room = one_room

    def vanish(request: httpx.Request) -> httpx.Response | None:
        if request.url.path.endswith("/files"):
            delete_for_good(room.world, [room.assets[1]])
        return None

    room.faults.refuse = vanish
    told = await Removals(room.acting).remove(room.viewer(), wish(room, [1], [0]))

    assert [one["reason"] for one in told["items"]] == ["immich_refused"]


async def test_kept_copy_that_is_gone_takes_nothing_over(one_room: ActingRoom) -> None:
    """
    Without a kept copy there is nothing to change.
    """
    room = one_room
    delete_for_good(room.world, [room.assets[0]])
    hand = room.acting.hand(room.viewer())

    assert await changes_for(hand, room.ids[0], room.ids[1:]) == ()


async def test_keeper_is_the_copy_that_dedup_read(one_room: ActingRoom) -> None:
    """
    Of several that stay, the one that was read and is good takes over.
    """
    room = one_room
    decorate(room)
    told = await Removals(room.acting).remove(
        room.viewer(), replace(wish(room, [1], [2, 0]), carry_over=True)
    )

    assert told["keeperId"] == room.ids[2]
    assert room.assets[2].is_favorite
