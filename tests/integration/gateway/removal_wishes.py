"""
Wishes to let copies go, and how things are afterwards.
"""

from dataclasses import replace
from typing import Any

from gateway.removal_facts import Wish
from tests.fakes.immich.records import Album
from tests.fakes.immich.stack_api import make_stack
from tests.fakes.immich.tag_api import tag_of
from tests.integration.gateway.acting_room import GROUP, ActingRoom


def wish(room: ActingRoom, remove: list[int], keep: list[int], **more: Any) -> Wish:
    """
    Make a wish by the places of assets.
    """
    ids = room.ids
    made = Wish(
        GROUP,
        room.dedup.revision,
        tuple(ids[one] for one in remove),
        tuple(ids[one] for one in keep),
    )
    return replace(made, **more)


def decorate(room: ActingRoom) -> None:
    """
    Give what goes a stack, albums, tags, stars, words and a place.
    """
    first, second = room.assets[1], room.assets[2]
    make_stack(room.world, [first, room.assets[3]])
    first.is_favorite = True
    first.exif = replace(first.exif, rating=4, description="A cat", latitude=48.1, longitude=11.5)
    second.exif = replace(second.exif, rating=2, description="On a roof")
    tag = tag_of(room.world, room.user().user_id, "Animals/Cats")
    tag.assets.add(second.asset_id)
    album = Album(
        album_id=room.world.stamps.new_id("album"),
        owner_id=room.user().user_id,
        name="Home",
        description="",
        created_at=room.world.stamps.now(),
        updated_at=room.world.stamps.now(),
        seq=room.world.changed(),
        assets={first.asset_id: 1},
    )
    room.world.albums[album.album_id] = album


def picture(room: ActingRoom) -> dict[str, Any]:
    """
    Give everything that a removal may have changed, in Immich, in dedup and here.
    """
    world, kept = room.world, room.assets[0]
    return {
        "trashed": room.trashed(),
        "going": sorted(room.dedup.going),
        "kept": (kept.is_favorite, kept.exif),
        "albums": [sorted(album.assets) for album in world.albums.values()],
        "tags": [sorted(tag.assets) for tag in world.tags.values()],
        "stacks": [stack.primary_id for stack in world.stacks.values()],
        "journal": room.rows("SELECT asset_id, state FROM action_journal ORDER BY asset_id"),
        "shown": room.rows("SELECT asset_id FROM assets WHERE shown ORDER BY 1"),
        "audit": sorted(room.rows("SELECT action, subject, before::text, after::text FROM audit")),
        "progress": [
            {name: value for name, value in row[0].items() if name != "revision"}
            for row in room.rows("SELECT progress FROM removal_orders")
        ],
    }
