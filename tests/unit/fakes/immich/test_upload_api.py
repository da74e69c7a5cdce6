"""
Tests of uploads.
"""

import base64
import hashlib
from typing import Any

import pytest
from httpx import Response

from tests.samples.media import jpeg
from tests.unit.fakes.immich.conftest import TAKEN, StandIn

DATA = jpeg(TAKEN)
DATES = {
    "fileCreatedAt": "2024-01-01T00:00:00.000Z",
    "fileModifiedAt": "2024-01-01T00:00:00.000Z",
}
FIELDS = {**DATES, "deviceAssetId": "1", "deviceId": "CLI"}
SHA1 = hashlib.sha1(DATA, usedforsecurity=False)


async def upload(
    stand_in: StandIn,
    name: str = "Urlaub.JPEG",
    *,
    path: str = "/api/assets",
    data: bytes = DATA,
    field: str = "assetData",
    fields: dict[str, str] | None = None,
    who: str = "demo",
    checksum: str = "",
) -> Response:
    """
    Upload a file as the mobile app and the CLI do.
    """
    key = stand_in.key(who) if who else {}
    return await stand_in.client.post(
        path,
        data=FIELDS if fields is None else fields,
        files={field: (name, data)},
        headers={**key, "x-immich-checksum": checksum},
    )


async def test_upload_gets_a_name_of_immichs(stand_in: StandIn) -> None:
    """
    A UUID under the upload folder; its own name stays beside.
    """
    answer = await upload(stand_in)
    shown = await stand_in.get(f"/assets/{answer.json()['id']}")

    assert (answer.status_code, answer.json()["status"]) == (201, "created")
    assert "/uploads/upload/" in shown["originalPath"]
    assert shown["originalPath"].endswith(".jpeg")
    assert (shown["originalFileName"], shown["libraryId"]) == ("Urlaub.JPEG", None)
    assert shown["checksum"] == base64.b64encode(SHA1.digest()).decode()


async def test_known_bytes_are_a_duplicate(stand_in: StandIn) -> None:
    """
    By the header alone in either spelling, by what came, and even from the trash.
    """
    first = (await upload(stand_in)).json()["id"]
    await stand_in.send("DELETE", "/assets", {"ids": [first]})
    hexadecimal = await upload(stand_in, checksum=SHA1.hexdigest())
    wrong = await upload(stand_in, checksum="zz")
    check = {"assets": [{"id": "a", "checksum": SHA1.hexdigest()}, {"id": "b", "checksum": "x"}]}
    results = (await stand_in.send("POST", "/assets/bulk-upload-check", check))["results"]

    duplicate = {"status": "duplicate", "id": first}
    assert (hexadecimal.status_code, hexadecimal.json()) == (200, duplicate)
    assert (wrong.status_code, wrong.json()) == (200, duplicate)
    assert [one["action"] for one in results] == ["reject", "accept"]
    assert results[0]["isTrashed"] is True


async def test_storage_template_names_files_after_their_day(stand_in: StandIn) -> None:
    """
    A second one of a name gets a number.
    """
    await stand_in.send(
        "PUT", "/system-config", {"storageTemplate": {"enabled": True}}, who="admin"
    )
    await upload(stand_in)
    await upload(stand_in, data=DATA + b"x")
    uploads = [one for one in stand_in.world.assets.values() if one.library_id is None]

    folder = f"/library/{stand_in.user_id('demo')}/2023/2023-05-10"
    assert [one.original_path.partition("/uploads")[2] for one in uploads] == [
        f"{folder}/Urlaub.jpg",
        f"{folder}/Urlaub+1.jpg",
    ]


async def test_deleted_upload_is_off_the_disk(stand_in: StandIn) -> None:
    """
    Uploads are Immich's own files.
    """
    asset_id = (await upload(stand_in)).json()["id"]
    asset = stand_in.world.assets[asset_id]
    await stand_in.send("DELETE", "/assets", {"ids": [asset_id], "force": True})

    assert not list(stand_in.root.parent.glob("uploads/upload/**/*.jpeg"))
    assert asset.original_path


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": "a.txt"}, "Unsupported file type a.txt"),
        ({"field": "file"}, "Unexpected field - file"),
        ({"fields": DATES}, ["deviceAssetId must be a string", "deviceId must be a string"]),
        ({"field": "sidecarData", "name": "a.xmp"}, "Missing assetData"),
    ],
)
async def test_bad_form_is_refused(
    stand_in: StandIn, changed: dict[str, Any], message: object
) -> None:
    """
    And nothing is left of it.
    """
    answer = await upload(stand_in, **changed)

    assert (answer.status_code, answer.json()["message"]) == (400, message)
    assert list((stand_in.root.parent / "uploads" / "incoming").iterdir()) == []


async def test_version_3_wants_milliseconds(newer: StandIn) -> None:
    """
    And no device.
    """
    good = await upload(newer, fields={**DATES, "duration": "4000", "filename": "b.jpg"})
    bad = await upload(newer, fields={**DATES, "duration": "0:00:04"})

    assert (good.status_code, bad.status_code) == (201, 400)
    assert newer.world.assets[good.json()["id"]].name == "b.jpg"


async def test_visitor_of_a_link_may_upload_where_it_was_allowed(stand_in: StandIn) -> None:
    """
    To its album, or to the link itself.
    """
    album = await stand_in.send("POST", "/albums", {"albumName": "A"})
    for wish, size in (
        ({"type": "ALBUM", "albumId": album["id"], "allowUpload": True}, 1),
        ({"type": "INDIVIDUAL", "assetIds": stand_in.ids("bad.png"), "allowUpload": True}, 2),
    ):
        link = await stand_in.send("POST", "/shared-links", wish)
        path = f"/api/assets?key={link['key']}"
        data = DATA + bytes([size])
        answer = await upload(stand_in, path=path, data=data, who="")
        await stand_in.send("PATCH", f"/shared-links/{link['id']}", {"allowUpload": False})
        refused = await upload(stand_in, path=path, data=data, who="")

        assert (answer.status_code, refused.status_code) == (201, 400)
    assert len(stand_in.world.albums[album["id"]].assets) == 1
    assert [len(one.asset_ids) for one in stand_in.world.links.values()] == [0, 2]


async def test_albums_are_carried_over(stand_in: StandIn) -> None:
    """
    From one asset to another, with the favourite.
    """
    source, target = stand_in.ids("L1000.JPG", "L1000.DNG")
    await stand_in.send("PUT", "/assets", {"ids": [source], "isFavorite": True})
    wish = {"albumName": "A", "assetIds": [source]}
    album = await stand_in.send("POST", "/albums", wish)
    await stand_in.send("POST", "/albums", {"albumName": "B"})
    await stand_in.send("PUT", "/assets/copy", {"sourceId": source, "targetId": target})

    assert set(stand_in.world.albums[album["id"]].assets) == {source, target}
    assert stand_in.asset("L1000.DNG").is_favorite is True


async def test_uploads_have_a_folder_in_any_case(stand_in: StandIn) -> None:
    """
    A temporary one where none was given.
    """
    stand_in.world.settings.uploads = None
    answer = await upload(stand_in)

    assert answer.status_code == 201
    assert "standin-" in str(stand_in.world.settings.uploads)
