"""
Tests of whose asset lies on which file.
"""

import uuid

from gateway import own_assets
from gateway.removal_rules import Holder
from tests.fakes.immich.populate import populate
from tests.integration.gateway.acting_room import GROUP, ActingRoom

NOBODY = str(uuid.UUID(int=9))


def test_only_own_shown_assets_are_found(one_room: ActingRoom) -> None:
    """
    By id and by path; what is archived or another's is not there.
    """
    room, mine = one_room, one_room.user().user_id
    room.run("UPDATE assets SET shown = false WHERE asset_id = %s", room.ids[1])
    with room.database.read() as session:
        by_id = own_assets.own_by_id(session, mine, [*room.ids[:2], NOBODY])
        by_path = own_assets.own_by_path(session, mine, room.dedup.paths)
        foreign = own_assets.own_by_id(session, NOBODY, room.ids)

    assert list(by_id) == [room.ids[0]]
    assert by_id[room.ids[0]].path == room.dedup.paths[0]
    assert set(by_path) == {room.dedup.paths[0], *room.dedup.paths[2:]}
    assert foreign == {}


def test_twins_are_found_and_told_by_the_first(one_room: ActingRoom) -> None:
    """
    Two assets on one file come together by id; by path it is always the same one.
    """
    room, mine = one_room, one_room.user().user_id
    populate(room.world, room.user(), 2, folder="/twin")
    [twin] = [
        one for one in room.world.owned(mine) if one.original_path == "/twin/0000/IMG_000000.JPG"
    ]
    room.know(twin, room.dedup.paths[0])
    with room.database.read() as session:
        by_id = own_assets.own_by_id(session, mine, [room.ids[0]])
        by_path = own_assets.own_by_path(session, mine, room.dedup.paths[:1])
        held = own_assets.holders(session, [by_id[room.ids[0]].file_id])

    assert set(by_id) == {room.ids[0], twin.asset_id}
    assert by_path[room.dedup.paths[0]].asset_id == min(by_id)
    assert list(held.values()) == [tuple(Holder(one, mine, is_shown=True) for one in sorted(by_id))]


def test_groups_show_their_owner_only(one_room: ActingRoom) -> None:
    """
    Members come with the cover first.
    """
    room, mine = one_room, one_room.user().user_id
    with room.database.read() as session:
        assert own_assets.sees_group(session, mine, "duplicate", GROUP)
        assert not own_assets.sees_group(session, mine, "version", GROUP)
        assert not own_assets.sees_group(session, NOBODY, "duplicate", GROUP)
        members = own_assets.own_in_group(session, mine, "duplicate", GROUP)

    assert members == [room.ids[0], *sorted(room.ids[1:])]


def test_trash_shows_at_once(one_room: ActingRoom) -> None:
    """
    What was trashed shows no more, what comes back does, and their files are told.
    """
    room = one_room
    room.run("UPDATE assets SET file_id = NULL WHERE asset_id = %s", room.ids[2])
    with room.database.write() as session:
        files = own_assets.mark_trashed(session, room.ids[1:3], trashed=True)
    gone = room.rows("SELECT count(*) FROM assets WHERE shown OR view <> 'trash'")
    with room.database.write() as session:
        own_assets.mark_trashed(session, room.ids[1:3], trashed=False)
    back = room.rows("SELECT count(*) FROM assets WHERE shown AND view = 'timeline'")

    assert len(files) == 1
    assert (gone, back) == ([(2,)], [(4,)])
