"""
Tests of folders and the map.
"""

from dataclasses import replace

from tests.unit.fakes.immich.conftest import StandIn


async def test_folder_lists_its_own_files(stand_in: StandIn) -> None:
    """
    Not those of folders in it, and with EXIF.
    """
    paths = await stand_in.get("/view/folder/unique-paths")
    trip = await stand_in.get(f"/view/folder?path={stand_in.root}/trip")

    assert paths == [str(stand_in.root), f"{stand_in.root}/trip"]
    assert [one["originalFileName"] for one in trip] == ["L1000.DNG", "L1000.JPG"]
    assert "exifInfo" in trip[0]


async def test_map_shows_where_pictures_were_taken(newer: StandIn) -> None:
    """
    Those that know it, of an album as well.
    """
    asset = newer.asset("L1000.JPG")
    asset.exif = replace(asset.exif, latitude=52.5, longitude=13.0)
    newer.world.touch([asset])
    wish = {"albumName": "A", "assetIds": [asset.asset_id]}
    album = await newer.send("POST", "/albums", wish)
    markers = await newer.get("/map/markers")

    assert [(one["lat"], one["lon"]) for one in markers] == [(52.5, 13)]
    assert await newer.get(f"/albums/{album['id']}/map-markers") == markers
    assert await newer.get("/map/reverse-geocode?lat=1&lon=1") == []
