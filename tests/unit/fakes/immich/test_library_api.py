"""
Tests of libraries, as admins see them.
"""

from tests.fakes.immich.populate import populate
from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_library_is_made_scanned_and_forgotten(stand_in: StandIn) -> None:
    """
    A second owner over the same folder has assets of their own.
    """
    wish = {"ownerId": stand_in.user_id("guest"), "importPaths": [str(stand_in.root)]}
    made = await stand_in.send("POST", "/libraries", wish, who="admin")
    path = f"/libraries/{made['id']}"
    await stand_in.send("POST", f"{path}/scan", who="admin")
    shown = await stand_in.get(path, who="admin")
    counted = await stand_in.get(f"{path}/statistics", who="admin")
    guest = stand_in.world.users[stand_in.user_id("guest")]
    populate(stand_in.world, guest, 1, folder="/far")
    await stand_in.send("DELETE", path, who="admin")

    assert (shown["assetCount"], counted["photos"], counted["videos"]) == (4, 3, 1)
    assert await stand_in.names(who="guest") == ["IMG_000000.JPG"]
    assert len(await stand_in.names()) == 4


async def test_library_needs_an_owner(stand_in: StandIn) -> None:
    """
    Who exists.
    """
    wish = {"ownerId": UNKNOWN}

    assert (await stand_in.refusal("POST", "/libraries", wish, who="admin"))[0] == 400
    assert (await stand_in.refusal("GET", f"/libraries/{UNKNOWN}", who="admin"))[0] == 400


async def test_folders_are_looked_for(stand_in: StandIn) -> None:
    """
    What is none is told.
    """
    [library] = await stand_in.get("/libraries", who="admin")
    wish = {"importPaths": [str(stand_in.root), "/nowhere"]}
    path = f"/libraries/{library['id']}/validate"
    results = await stand_in.send("POST", path, wish, who="admin")

    assert [one["isValid"] for one in results["importPaths"]] == [True, False]
