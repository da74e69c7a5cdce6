"""
Tests of showing, changing and deleting assets.
"""

import pytest

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn

NO_UPDATE = (400, "Not found or no asset.update access")


async def test_asset_is_shown_whole(stand_in: StandIn) -> None:
    """
    A single asset has owner, EXIF and an empty stack.
    """
    body = await stand_in.get(f"/assets/{stand_in.ids('L1000.JPG')[0]}")

    assert body["owner"]["email"] == "demo@twinlens.local"
    assert body["exifInfo"]["dateTimeOriginal"] == "2023-05-10T12:00:00+00:00"
    assert body["stack"] is None


async def test_anothers_asset_is_as_if_it_were_not(stand_in: StandIn) -> None:
    """
    Even for an admin; one foreign id fails a whole bulk.
    """
    [asset_id] = stand_in.ids("L1000.JPG")
    admins = await stand_in.refusal("GET", f"/assets/{asset_id}", who="admin")
    bulk = {"ids": [asset_id, UNKNOWN], "isFavorite": True}

    assert admins == (400, "Not found or no asset.read access")
    assert await stand_in.refusal("PUT", "/assets", bulk) == NO_UPDATE
    assert stand_in.asset("L1000.JPG").is_favorite is False


async def test_asset_is_changed(stand_in: StandIn) -> None:
    """
    Everything that a client may write.
    """
    [asset_id] = stand_in.ids("L1000.JPG")
    wish = {
        "isFavorite": True,
        "description": "A <day>",
        "rating": 4,
        "latitude": 52.5,
        "longitude": 13,
        "dateTimeOriginal": "2024-01-01T12:00:00.000+02:00",
    }
    body = await stand_in.send("PUT", f"/assets/{asset_id}", wish)

    exif = body["exifInfo"]
    assert (body["isFavorite"], exif["description"], exif["rating"]) == (True, "A <day>", 4)
    assert (exif["latitude"], exif["longitude"]) == (52.5, 13)
    assert body["fileCreatedAt"] == "2024-01-01T10:00:00.000Z"
    assert body["localDateTime"] == "2024-01-01T12:00:00.000Z"


async def test_sidecar_is_written_where_the_disk_may_be(stand_in: StandIn) -> None:
    """
    And nowhere else: nobody's folder is touched unless that was allowed.
    """
    sidecar = stand_in.root / "trip" / "L1000.JPG.xmp"
    path = f"/assets/{stand_in.ids('L1000.JPG')[0]}"
    await stand_in.send("PUT", path, {"rating": 5})
    before = sidecar.exists()
    stand_in.world.settings.writable = True
    await stand_in.send("PUT", path, {"description": "x & y"})

    assert before is False
    assert 'xmp:Rating="5">x &amp; y<' in sidecar.read_text()
    await stand_in.send("PUT", path, {"rating": None})
    assert "Rating" not in sidecar.read_text()


@pytest.mark.parametrize(
    "wish", [{"rating": 0}, {"latitude": 1}, {"visibility": "x"}, {"dateTimeOriginal": "x"}]
)
async def test_version_3_refuses_half_a_wish(newer: StandIn, wish: dict[str, object]) -> None:
    """
    With errors that name it.
    """
    answer = await newer.ask("PUT", f"/assets/{newer.ids('L1000.JPG')[0]}", wish)

    assert (answer.status_code, len(answer.json()["errors"])) == (400, 1)


async def test_duplicate_id_must_be_one(either: StandIn) -> None:
    """
    Or Immich fails.
    """
    wish = {"ids": either.ids("L1000.JPG"), "duplicateId": "x"}

    assert (await either.refusal("PUT", "/assets", wish))[0] == 500


async def test_assets_are_counted(stand_in: StandIn) -> None:
    """
    By kind, favourite, visibility and trash.
    """
    first, second = stand_in.ids("L1000.JPG", "L1000.DNG")
    await stand_in.send("PUT", "/assets", {"ids": [first], "isFavorite": True})
    await stand_in.send("PUT", "/assets", {"ids": [second], "visibility": "archive"})
    all_of_them = await stand_in.get("/assets/statistics")
    favorites = await stand_in.get("/assets/statistics?isFavorite=true")
    archived = await stand_in.get("/assets/statistics?visibility=archive")
    trashed = await stand_in.get("/assets/statistics?isTrashed=true")

    assert all_of_them == {"images": 3, "videos": 1, "total": 4}
    assert [one["total"] for one in (favorites, archived, trashed)] == [1, 1, 0]


async def test_older_routes_know_devices(stand_in: StandIn) -> None:
    """
    As version 2 has them.
    """
    random = await stand_in.get("/assets/random?count=2")
    device = await stand_in.get("/assets/device/Library%20Import")
    wish = {"deviceId": "Library Import", "deviceAssetIds": ["L1000.JPG", "x"]}
    existing = await stand_in.send("POST", "/assets/exist", wish)

    assert (len(random), len(device)) == (2, 4)
    assert existing == {"existingIds": ["L1000.JPG"]}


async def test_jobs_do_nothing(stand_in: StandIn) -> None:
    """
    But for one's own assets only.
    """
    wish = {"assetIds": stand_in.ids("L1000.JPG"), "name": "refresh-metadata"}
    await stand_in.send("POST", "/assets/jobs", wish)

    assert (await stand_in.refusal("POST", "/assets/jobs", wish, who="guest"))[0] == 400
