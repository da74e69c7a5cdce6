"""
Tests of letting copies go: one group or many, in turn for each user, gone on with after a crash.
"""

from typing import Any

from gateway.removal import Removals
from gateway.removal_facts import Wish
from tests.integration.gateway.acting_room import GROUP, ActingRoom

STEPS_OF_TWO = 14


def wish(room: ActingRoom, remove: list[int], keep: list[int], **more: Any) -> Wish:
    """
    Make a wish by the places of assets.
    """
    ids = room.ids
    named = {
        "remove": tuple(ids[one] for one in remove),
        "keep": tuple(ids[one] for one in keep),
        "revision": room.dedup.revision,
    }
    return Wish(GROUP, **(named | more))


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
