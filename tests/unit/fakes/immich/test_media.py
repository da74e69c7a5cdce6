"""
Tests of originals and pictures.
"""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.fakes.immich.media import is_satisfiable
from tests.unit.fakes.immich.conftest import StandIn


async def test_original_is_the_file(stand_in: StandIn) -> None:
    """
    Byte for byte, with what a browser needs to keep it.
    """
    asset_id = await stand_in.id_of("L1000.JPG")

    answer = await stand_in.get(f"/api/assets/{asset_id}/original")

    data = (stand_in.root / "trip" / "L1000.JPG").read_bytes()
    assert answer.content == data
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-length"] == str(len(data))
    assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''L1000.JPG"
    assert answer.headers["etag"].startswith(f'W/"{len(data):x}-')


async def test_range_is_a_206(stand_in: StandIn) -> None:
    """
    A part of a file says which part it is.
    """
    asset_id = await stand_in.id_of("clip.mp4")
    size = (stand_in.root / "clip.mp4").stat().st_size

    answer = await stand_in.get(f"/api/assets/{asset_id}/original", range="bytes=4-7")

    assert (answer.status_code, answer.content) == (206, b"ftyp")
    assert answer.headers["content-range"] == f"bytes 4-7/{size}"


async def test_impossible_range_is_a_500(stand_in: StandIn) -> None:
    """
    As in 2.7.5: an error's JSON under the media's type.
    """
    asset_id = await stand_in.id_of("L1000.JPG")

    answer = await stand_in.get(f"/api/assets/{asset_id}/original", range="bytes=99999999-")

    assert (answer.status_code, answer.json()["statusCode"]) == (500, 500)
    assert answer.headers["content-type"] == "image/jpeg; charset=utf-8"
    assert answer.headers["content-range"].startswith("bytes */")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, True),
        ("lines=1-2", True),
        ("bytes=9-", True),
        ("bytes=-30", True),
        ("bytes=10-", False),
    ],
)
def test_ranges_are_judged(header: str | None, expected: bool) -> None:
    """
    Of ten bytes there is no eleventh; a suffix is never too long.
    """
    assert is_satisfiable(header, 10) is expected


@pytest.mark.parametrize("name", ["L1000.JPG", "L1000.DNG", "clip.mp4"])
async def test_every_kind_has_a_thumbnail(stand_in: StandIn, name: str) -> None:
    """
    Pictures, RAWs by their embedded preview, and clips by a frame.
    """
    asset_id = await stand_in.id_of(name)

    answer = await stand_in.get(f"/api/assets/{asset_id}/thumbnail")

    assert answer.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as image:
        assert max(image.size) <= 250


async def test_preview_is_a_jpeg(stand_in: StandIn) -> None:
    """
    The larger picture, under its own name.
    """
    asset_id = await stand_in.id_of("L1000.JPG")

    answer = await stand_in.get(f"/api/assets/{asset_id}/thumbnail?size=preview")

    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-disposition"].endswith("L1000_preview.jpeg")


async def test_thumbnail_is_not_sent_twice(stand_in: StandIn) -> None:
    """
    A picture that the browser has is a 304.
    """
    url = f"/api/assets/{await stand_in.id_of('L1000.JPG')}/thumbnail"
    first = await stand_in.get(url)

    again = await stand_in.get(url, **{"if-none-match": first.headers["etag"]})

    assert again.status_code == 304


async def test_full_size_redirects_to_the_original(stand_in: StandIn) -> None:
    """
    Relative, as Immich does.
    """
    asset_id = await stand_in.id_of("L1000.JPG")

    answer = await stand_in.get(f"/api/assets/{asset_id}/thumbnail?size=fullsize")

    assert (answer.status_code, answer.headers["location"]) == (302, "original?")


@pytest.mark.parametrize(
    ("name", "size", "status"), [("bad.png", "thumbnail", 404), ("L1000.JPG", "xx", 400)]
)
async def test_picture_that_cannot_be(stand_in: StandIn, name: str, size: str, status: int) -> None:
    """
    A damaged file has no thumbnail, and an unknown size is no size.
    """
    asset_id = await stand_in.id_of(name)

    answer = await stand_in.get(f"/api/assets/{asset_id}/thumbnail?size={size}")

    assert answer.status_code == status


async def test_shortened_file_ends_early(stand_in: StandIn, photos: Path) -> None:
    """
    A file cut off since it was listed gives what is left.
    """
    asset_id = await stand_in.id_of("clip.mp4")
    (photos / "clip.mp4").write_bytes(b"abc")

    answer = await stand_in.get(f"/api/assets/{asset_id}/original")

    assert answer.content == b"abc"
