"""
Tests of the trash.
"""

from pathlib import Path

from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.trash import delete_for_good
from tests.unit.fakes.immich.conftest import StandIn


async def test_trashed_asset_comes_back(stand_in: StandIn) -> None:
    """
    With the same id; one that was not trashed counts as well.
    """
    first, second = stand_in.ids("L1000.JPG", "L1000.DNG")
    await stand_in.send("DELETE", "/assets", {"ids": [first]})
    hidden = await stand_in.names()
    some = await stand_in.send("POST", "/trash/restore/assets", {"ids": [first, second]})
    await stand_in.send("DELETE", "/assets", {"ids": [first, second]})
    every = await stand_in.send("POST", "/trash/restore")

    assert "L1000.JPG" not in hidden
    assert (some, every) == ({"count": 2}, {"count": 2})
    assert len(await stand_in.names()) == 4
    assert await stand_in.send("POST", "/trash/restore/assets", {"ids": []}) == {"count": 0}
    await stand_in.send("DELETE", "/assets", {"ids": []})


async def test_readonly_file_returns_under_a_new_id(stand_in: StandIn) -> None:
    """
    Deleting it for good forgets the asset, and the next look finds the file.
    """
    [asset_id] = stand_in.ids("L1000.JPG")
    await stand_in.send("DELETE", "/assets", {"ids": [asset_id], "force": True})
    gone = await stand_in.refusal("GET", f"/assets/{asset_id}")
    stand_in.scan()

    assert gone[0] == 400
    assert stand_in.asset("L1000.JPG").asset_id != asset_id


async def test_emptying_deletes_the_file_where_the_disk_may_be_written(stand_in: StandIn) -> None:
    """
    And the sidecar with it.
    """
    stand_in.world.settings.writable = True
    [asset_id] = stand_in.ids("L1000.JPG")
    await stand_in.send("PUT", f"/assets/{asset_id}", {"rating": 1})
    await stand_in.send("DELETE", "/assets", {"ids": [asset_id]})

    assert await stand_in.send("POST", "/trash/empty") == {"count": 1}
    assert sorted(path.name for path in (stand_in.root / "trip").iterdir()) == [
        "L1000.DNG",
        "L1000.xmp",
    ]


async def test_everything_forgets_what_is_deleted(stand_in: StandIn) -> None:
    """
    Albums, tags and people mention it no longer.
    """
    first, second = stand_in.ids("L1000.JPG", "L1000.DNG")
    wish = {"albumName": "A", "assetIds": [first, second]}
    album = await stand_in.send("POST", "/albums", wish)
    await stand_in.send("POST", "/albums", {"albumName": "B", "assetIds": [second]})
    person = await stand_in.send("POST", "/people", {})
    await stand_in.send("POST", "/faces", {"personId": person["id"], "assetId": first})
    [tag] = await stand_in.send("PUT", "/tags", {"tags": ["a"]})
    await stand_in.send("PUT", f"/tags/{tag['id']}/assets", {"ids": [first]})
    await stand_in.send("DELETE", "/assets", {"ids": [first], "force": True})
    shown = await stand_in.get(f"/albums/{album['id']}")

    assert (shown["assetCount"], shown["albumThumbnailAssetId"]) == (1, second)
    assert stand_in.world.tags[tag["id"]].assets == set()
    assert stand_in.world.people[person["id"]].faces == {}


def test_nothing_is_deleted_of_nothing(tmp_path: Path) -> None:
    """
    An empty list is fine.
    """
    assert delete_for_good(seeded(tmp_path), []) == 0
