"""
Tests of what is known of files that are to go.
"""

import httpx
import pytest

from gateway.immich_assets import ImmichAsset
from gateway.removal_facts import gather
from gateway.removal_rules import Facts, Reason, judge
from mediacore.errors import NotFoundError
from tests.fakes.immich.library import add_library
from tests.fakes.immich.populate import populate
from tests.integration.gateway.acting_room import FOLDER, ActingRoom
from tests.integration.gateway.removal_wishes import wish


async def look(room: ActingRoom, name: str = "demo", *permissions: str) -> Facts:
    """
    Look up what is known of the first two assets.
    """
    viewer = room.viewer(name, *permissions)
    return await gather(room.acting, viewer, wish(room, [1], [0]))


def refused(facts: Facts) -> list[Reason]:
    """
    Give why something must stay.
    """
    return [one.reason for one in judge(facts).refused]


def forget_libraries(room: ActingRoom) -> None:
    """
    Have no admin have told anything.
    """
    room.run("DELETE FROM import_paths")


async def test_good_copies(room: ActingRoom) -> None:
    """
    Immich's word on each asset is there, of either version.
    """
    facts = await look(room)

    assert set(facts.immich) == set(room.ids[:2])
    assert all(isinstance(one, ImmichAsset) for one in facts.immich.values())
    assert refused(facts) == []


async def test_file_under_another_users_asset_stays(one_room: ActingRoom) -> None:
    """
    Two libraries over one folder: purging one asset would remove the file under the other.
    """
    room = one_room
    room.tell_libraries((room.user("guest").user_id, "/other"))
    library = add_library(room.world, room.user("guest"), ["/other"])
    populate(room.world, room.user("guest"), 2, folder="/other", library=library)
    for asset in room.world.owned(room.user("guest").user_id):
        room.know(asset, asset.original_path.removeprefix("/other/"))

    assert refused(await look(room)) == [Reason.SHARED_FILE]


async def test_file_under_another_users_library_stays(one_room: ActingRoom) -> None:
    """
    Even before anything of that library is indexed.
    """
    one_room.tell_libraries((one_room.user("guest").user_id, FOLDER))

    assert refused(await look(one_room)) == [Reason.SHARED_LIBRARY]


async def test_without_an_admins_word_nobody_knows(one_room: ActingRoom) -> None:
    """
    As long as other users of Immich are not indexed, a library's file stays.
    """
    forget_libraries(one_room)

    assert refused(await look(one_room)) == [Reason.OWNERS_UNKNOWN]


def index(room: ActingRoom) -> None:
    """
    Have everybody's index be complete.
    """
    for user in room.world.users.values():
        room.run(
            "INSERT INTO users (user_id, name, email, is_admin, index_state)"
            " VALUES (%s, 'x', 'x', false, 'complete')",
            user.user_id,
        )


async def test_complete_indexes_are_enough(one_room: ActingRoom) -> None:
    """
    Where everybody is indexed and nobody else has a library, nobody's covers the file.
    """
    forget_libraries(one_room)
    index(one_room)

    assert refused(await look(one_room)) == []


async def test_others_libraries_need_an_admins_word(one_room: ActingRoom) -> None:
    """
    An index does not show what is locked, so another's library is no comfort without its folders.
    """
    room = one_room
    forget_libraries(room)
    index(room)
    library = add_library(room.world, room.user("guest"), ["/other"])
    populate(room.world, room.user("guest"), 1, folder="/other", library=library)
    [asset] = room.world.owned(room.user("guest").user_id)
    room.know(asset, "elsewhere.jpg")

    assert refused(await look(room)) == [Reason.OWNERS_UNKNOWN]


@pytest.mark.parametrize(
    "answer",
    [httpx.Response(403, json={"message": "no"}), httpx.Response(200, json={"publicUsers": False})],
)
async def test_users_that_are_kept_from_each_other(
    one_room: ActingRoom, answer: httpx.Response
) -> None:
    """
    Where Immich does not name all users, nobody can be known to be indexed.
    """
    forget_libraries(one_room)
    index(one_room)
    one_room.faults.refuse = lambda request: (
        answer if request.url.path == "/api/server/config" else None
    )

    assert refused(await look(one_room)) == [Reason.OWNERS_UNKNOWN]


async def test_admin_tells_whose_libraries_there_are(one_room: ActingRoom) -> None:
    """
    An admin who acts leaves it for everybody; a key that may not list them does not.
    """
    room = one_room
    room.run("DELETE FROM import_paths")
    room.group(owner=room.user("admin").user_id)
    await look(room, "admin", "asset.read")
    assert room.rows("SELECT paths FROM import_paths") == []
    await look(room, "admin")

    assert room.rows("SELECT paths FROM import_paths") == [([[room.user().user_id, FOLDER]],)]


async def test_group_that_does_not_show(one_room: ActingRoom) -> None:
    """
    Nothing is looked up for whoever does not see the group.
    """
    with pytest.raises(NotFoundError):
        await look(one_room, "guest")

    assert one_room.faults.count == 0
