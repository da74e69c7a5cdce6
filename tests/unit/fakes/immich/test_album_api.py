"""
Tests of albums and whom they are shared with.
"""

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def album_of(stand_in: StandIn, *names: str, **more: object) -> str:
    """
    Make an album of the demo user's, and give its path.
    """
    wish = {"albumName": "A", "assetIds": stand_in.ids(*names), **more}
    return f"/albums/{(await stand_in.send('POST', '/albums', wish))['id']}"


async def test_version_2_lists_assets_and_owner(either: StandIn) -> None:
    """
    Version 3 lists the owner among the users, and no assets.
    """
    shown = await either.get(await album_of(either, "L1000.JPG"))
    bare = await either.get(f"{await album_of(either, 'L1000.DNG')}?withoutAssets=true")
    empty = await either.get(await album_of(either))

    roles = [one["role"] for one in shown["albumUsers"]]
    assert ("assets" in shown, "owner" in shown) == (not either.world.v3, not either.world.v3)
    assert roles == (["owner"] if either.world.v3 else [])
    assert bare.get("assets", []) == []
    assert (shown["assetCount"], "startDate" in empty) == (1, False)


async def test_member_sees_anothers_pictures(either: StandIn) -> None:
    """
    Whole, without the favourite; and no longer after leaving.
    """
    guest = either.user_id("guest")
    users = {"albumUsers": [{"userId": guest, "role": "viewer"}]}
    path = await album_of(either, "L1000.JPG", **users)
    [asset_id] = either.ids("L1000.JPG")
    shown = await either.get(f"/assets/{asset_id}", who="guest")
    album = await either.get(path, who="guest")
    add = await either.refusal("PUT", f"{path}/assets", {"ids": [asset_id]}, who="guest")
    await either.send("DELETE", f"{path}/user/{guest}", who="guest")

    assert shown["originalPath"].endswith("L1000.JPG")
    assert album["contributorCounts"] == [{"userId": either.user_id("demo"), "assetCount": 1}]
    assert add[0] == 400
    assert (await either.refusal("GET", f"/assets/{asset_id}", who="guest"))[0] == 400
    assert (await either.refusal("DELETE", f"{path}/user/{guest}"))[0] == 400
    assert (await either.refusal("DELETE", f"/albums/{UNKNOWN}/user/{guest}"))[0] == 400


async def test_users_are_added_with_roles(stand_in: StandIn) -> None:
    """
    Once each, and not the owner; an editor may add.
    """
    demo, guest = stand_in.user_id("demo"), stand_in.user_id("guest")
    path = await album_of(stand_in)
    unshared = await stand_in.refusal("GET", path, who="guest")
    await stand_in.send("PUT", f"{path}/users", {"albumUsers": [{"userId": guest}]})
    refused = [
        (await stand_in.refusal("PUT", f"{path}/users", {"albumUsers": [{"userId": one}]}))[0]
        for one in (guest, demo, UNKNOWN)
    ]
    await stand_in.send("PUT", f"{path}/assets", {"ids": []}, who="guest")
    await stand_in.send("PUT", f"{path}/user/{guest}", {"role": "viewer"})
    stranger = await stand_in.refusal("PUT", f"{path}/user/{UNKNOWN}", {"role": "viewer"})

    assert unshared == (400, "Not found or no album.read access")
    assert refused == [400, 400, 400]
    assert stranger == (400, "Album not shared with user")
    assert (await stand_in.refusal("PATCH", path, {}, who="guest"))[0] == 400


async def test_assets_come_and_go(stand_in: StandIn) -> None:
    """
    With a result for each.
    """
    path = await album_of(stand_in, "L1000.JPG")
    first, second = stand_in.ids("L1000.JPG", "L1000.DNG")
    wish = {"ids": [first, second, UNKNOWN]}
    added = await stand_in.send("PUT", f"{path}/assets", wish)
    removed = await stand_in.send("DELETE", f"{path}/assets", {"ids": [first, UNKNOWN]})
    many = {"albumIds": [path.rpartition("/")[2]], "assetIds": [first]}
    again = [await stand_in.send("PUT", "/albums/assets", many) for _ in range(2)]
    await stand_in.send("DELETE", f"{path}/assets", {"ids": [first]})

    assert [one.get("error") for one in added] == ["duplicate", None, "no_permission"]
    assert [one["success"] for one in removed] == [True, False]
    assert [one["success"] for one in again] == [True, False]
    assert (await stand_in.get(path))["albumThumbnailAssetId"] == second


async def test_albums_are_listed_by_sharing(either: StandIn) -> None:
    """
    Version 2 asks for `shared`, version 3 for `isOwned` and `isShared`.
    """
    users = {"albumUsers": [{"userId": either.user_id("guest")}]}
    shared = await album_of(either, "L1000.JPG", **users)
    await album_of(either)
    [asset_id] = either.ids("L1000.JPG")
    queries = ("", "?shared=true", "?shared=false", "?isShared=true", f"?assetId={asset_id}")
    counts = [len(await either.get(f"/albums{query}")) for query in queries]
    guests = len(await either.get("/albums", who="guest"))
    strangers = len(await either.get("/albums?isOwned=true", who="admin"))

    assert counts == ([2, 2, 2, 1, 1] if either.world.v3 else [2, 1, 1, 2, 1])
    assert (guests, strangers) == (1 if either.world.v3 else 0, 0)
    assert await either.get("/albums/statistics") == {"owned": 2, "shared": 1, "notShared": 1}
    assert shared.startswith("/albums/")


async def test_album_is_changed_and_deleted_with_its_links(newer: StandIn) -> None:
    """
    Pictures stay.
    """
    path = await album_of(newer, "L1000.JPG")
    other = await album_of(newer)
    for one in (path, other):
        wish = {"type": "ALBUM", "albumId": one.rpartition("/")[2]}
        await newer.send("POST", "/shared-links", wish)
    changed = await newer.send("PATCH", path, {"albumName": "B"})
    markers = await newer.get(f"{path}/map-markers")
    await newer.send("DELETE", path)

    assert (changed["albumName"], changed["hasSharedLink"], markers) == ("B", True, [])
    assert len(newer.world.links) == 1
    assert len(await newer.names()) == 4
