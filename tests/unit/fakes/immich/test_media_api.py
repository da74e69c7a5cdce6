"""
Tests of bytes: originals, pictures, clips and archives.
"""

import io
import zipfile

import pytest
from PIL import Image

from tests.fakes.immich.media import PIXEL, wanted_range
from tests.fakes.immich.populate import populate
from tests.fakes.immich.records import User
from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


def pixels(stand_in: StandIn, count: int = 2) -> list[str]:
    """
    Make assets without files.
    """
    demo: User = stand_in.world.users[stand_in.user_id("demo")]
    populate(stand_in.world, demo, count, folder="/far")
    return [one.asset_id for one in stand_in.world.owned(demo.user_id) if one.blob is not None]


async def test_original_is_the_file(either: StandIn) -> None:
    """
    In whole, by range, and not again for who has it.
    """
    path = f"/assets/{either.ids('L1000.JPG')[0]}/original"
    data = (either.root / "trip" / "L1000.JPG").read_bytes()
    whole = await either.ask("GET", path)
    part = await either.ask("GET", path, range="bytes=-5")
    known = await either.ask("GET", path, **{"if-none-match": whole.headers["etag"]})
    far = await either.ask("GET", path, range="bytes=99999999-")

    assert (whole.content, part.content) == (data, data[-5:])
    assert whole.headers["content-disposition"] == "inline; filename*=UTF-8''L1000.JPG"
    assert (part.status_code, known.status_code, known.content) == (206, 304, b"")
    assert far.status_code == (404 if either.world.v3 else 500)


async def test_lost_original_is_told(either: StandIn) -> None:
    """
    As an error inside, or as not found; a clip's as well.
    """
    paths = [f"/assets/{either.ids('L1000.JPG')[0]}/original"]
    paths.append(f"/assets/{either.ids('clip.mp4')[0]}/video/playback")
    for name in ("trip/L1000.JPG", "clip.mp4"):
        (either.root / name).unlink()
    statuses = [(await either.ask("GET", path)).status_code for path in paths]

    assert statuses == [404 if either.world.v3 else 500] * 2


async def test_unknown_original_is_told_by_version(either: StandIn) -> None:
    """
    Version 3 hides behind a 404.
    """
    answer = await either.ask("GET", f"/assets/{UNKNOWN}/original")

    assert answer.status_code == (404 if either.world.v3 else 400)


async def test_thumbnail_is_a_small_picture(stand_in: StandIn) -> None:
    """
    WebP, the preview JPEG, larger ones a redirect.
    """
    path = f"/assets/{stand_in.ids('L1000.JPG')[0]}/thumbnail"
    small = await stand_in.ask("GET", path)
    part = await stand_in.ask("GET", path, range="bytes=0-3")
    preview = await stand_in.ask("GET", f"{path}?size=preview")
    full = await stand_in.ask("GET", f"{path}?size=fullsize")
    strange = await stand_in.refusal("GET", f"{path}?size=xx")

    assert Image.open(io.BytesIO(small.content)).size == (250, 188)
    assert (part.status_code, part.content) == (206, b"RIFF")
    assert preview.headers["content-type"] == "image/jpeg"
    assert (full.status_code, full.headers["location"]) == (302, "original?")
    assert strange[0] == 400


async def test_damaged_picture_has_no_thumbnail(stand_in: StandIn) -> None:
    """
    As where Immich could not make one.
    """
    path = f"/assets/{stand_in.ids('bad.png')[0]}/thumbnail"

    stand_in.asset("L1000.JPG").has_thumbnail = False
    never_made = f"/assets/{stand_in.ids('L1000.JPG')[0]}/thumbnail"

    assert await stand_in.refusal("GET", path) == (404, "Asset media not found")
    assert await stand_in.refusal("GET", never_made) == (404, "Asset media not found")


async def test_clip_is_played_in_parts(stand_in: StandIn) -> None:
    """
    And a picture is not.
    """
    clip, picture = stand_in.ids("clip.mp4", "L1000.JPG")
    part = await stand_in.ask("GET", f"/assets/{clip}/video/playback", range="bytes=0-9")
    refused = await stand_in.refusal("GET", f"/assets/{picture}/video/playback")

    assert (part.status_code, len(part.content)) == (206, 10)
    assert "content-disposition" not in part.headers
    assert refused[0] == 404


async def test_assets_without_files_have_bytes_too(stand_in: StandIn) -> None:
    """
    A grey picture.
    """
    [asset_id, _] = pixels(stand_in)
    whole = await stand_in.ask("GET", f"/assets/{asset_id}/original")
    part = await stand_in.ask("GET", f"/assets/{asset_id}/original", range="bytes=2-5")
    small = await stand_in.ask("GET", f"/assets/{asset_id}/thumbnail")

    assert (whole.content, part.content) == (PIXEL, PIXEL[2:6])
    assert small.headers["content-type"] == "image/webp"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=-", None),
        ("bytes=1-2", (1, 2)),
        ("bytes=5-", (5, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=0-99", (0, 9)),
    ],
)
def test_ranges_are_read(header: str | None, expected: tuple[int, int] | None) -> None:
    """
    First and last byte, within what there is.
    """
    assert wanted_range(header, 10) == expected


async def test_archive_holds_originals(stand_in: StandIn) -> None:
    """
    Two of one name are told apart.
    """
    ids = stand_in.ids("L1000.JPG", "L1000.DNG") + pixels(stand_in)
    for asset in stand_in.world.assets.values():
        asset.name = "a.jpg" if asset.blob else asset.name
    answer = await stand_in.ask("POST", "/download/archive", {"assetIds": ids})
    archive = zipfile.ZipFile(io.BytesIO(answer.content))

    assert archive.namelist() == ["L1000.JPG", "L1000.DNG", "a.jpg", "a+1.jpg"]
    assert archive.read("L1000.JPG") == (stand_in.root / "trip" / "L1000.JPG").read_bytes()


async def test_downloads_are_divided(stand_in: StandIn) -> None:
    """
    By size, of ids, an album, or all that is not in the trash.
    """
    ids = stand_in.ids("L1000.JPG", "L1000.DNG")
    album = await stand_in.send("POST", "/albums", {"albumName": "A", "assetIds": ids})
    small = await stand_in.send("POST", "/download/info", {"assetIds": ids, "archiveSize": 1})
    whole = await stand_in.send("POST", "/download/info", {"albumId": album["id"]})
    await stand_in.send("DELETE", "/assets", {"ids": ids})
    mine = await stand_in.send("POST", "/download/info", {"userId": stand_in.user_id("demo")})
    nothing = await stand_in.refusal("POST", "/download/info", {})

    assert [len(one["archives"]) for one in (small, whole)] == [2, 1]
    assert len(mine["archives"][0]["assetIds"]) == 2
    assert nothing[0] == 400
