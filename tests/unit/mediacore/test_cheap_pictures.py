"""
The cheapest faithful picture of a file.
"""

import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from mediacore.cheap_pictures import cheapest_picture, thumbnail_of
from mediacore.formats import Kind
from mediacore.previews import PreviewError
from mediacore.source import HEAD_BYTES
from tests.samples.media import encoded, jpeg, segment, tiff
from tests.samples.scenes import scene

EDGE = 256


def camera_file(
    size: tuple[int, int],
    small: Image.Image | None,
    *,
    orientation: int = 1,
    cut: int = 0,
) -> bytes:
    """
    Write a JPEG as a camera does: EXIF with a thumbnail, then a picture.
    """
    data = encoded("JPEG", small, quality=90) if small else b""
    exif = tiff({0x0112: orientation}, thumbnail=data[: len(data) - cut] if small else b"")
    picture = encoded("JPEG", scene(1, *size), quality=80)
    return picture[:2] + segment(0xE1, b"Exif\0\0" + exif) + picture[2:]


def with_bars(
    small: Image.Image, bar: int, colour: tuple[int, int, int] = (2, 2, 2)
) -> Image.Image:
    """
    Put a picture between bars above and below.
    """
    made = Image.new("RGB", (small.width, small.height + 2 * bar), colour)
    made.paste(small, (0, bar))
    return made


def look(tmp_path: Path, data: bytes, kind: Kind = Kind.JPEG) -> tuple[Image.Image, str]:
    """
    Look at a file with this content.
    """
    path = tmp_path / "file"
    path.write_bytes(data)
    return cheapest_picture(os.fsencode(path), kind, EDGE)


def test_thumbnail_serves(tmp_path: Path) -> None:
    """
    A camera's thumbnail is the cheapest picture.
    """
    picture, source = look(tmp_path, camera_file((1200, 900), scene(1, 160, 120)))

    assert (picture.size, source) == ((160, 120), "thumbnail")


def test_nothing_behind_the_head_is_read(tmp_path: Path) -> None:
    """
    A file that ends after 64 KiB gives the same thumbnail.
    """
    data = camera_file((2400, 1800), scene(1, 160, 120))
    assert len(data) > HEAD_BYTES

    _, source = look(tmp_path, data[:HEAD_BYTES])

    assert source == "thumbnail"


def test_thumbnail_is_turned_as_its_picture() -> None:
    """
    EXIF's orientation holds for both.
    """
    small = thumbnail_of(camera_file((1200, 900), scene(1, 160, 120), orientation=6))

    assert small is not None
    assert small.size == (120, 160)


@pytest.mark.parametrize("side", [False, True])
def test_bars_are_cut_off(side: bool) -> None:
    """
    A thumbnail of 4:3 around a picture of 3:2 keeps the picture alone, and so on its side.
    """
    boxed = with_bars(scene(1, 160, 107), 7)
    size = (1200, 800)
    if side:
        boxed, size = boxed.transpose(Image.Transpose.ROTATE_90), (800, 1200)

    small = thumbnail_of(camera_file(size, boxed))

    assert small is not None
    assert small.size in {(160, 107), (107, 160)}
    assert np.asarray(small.convert("L"))[0].mean() > 30


def test_thumbnail_of_another_shape_is_left(tmp_path: Path) -> None:
    """
    What would have to go is no bar: the picture was cropped after its thumbnail was made.
    """
    _, source = look(tmp_path, camera_file((1200, 800), scene(1, 160, 120)))

    assert source == "scaled"


@pytest.mark.parametrize(
    "data",
    [
        camera_file((1200, 900), None),
        camera_file((1200, 900), scene(1, 64, 48)),
        camera_file((1200, 900), scene(1, 160, 120), cut=900),
        encoded("JPEG", scene(1, 1200, 900)),
        jpeg(exif=b"nothing of TIFF"),
    ],
    ids=["none", "tiny", "damaged", "no exif", "no tiff"],
)
def test_without_a_good_thumbnail_there_is_none(data: bytes) -> None:
    """
    Missing, tiny and damaged ones do not serve.
    """
    assert thumbnail_of(data) is None


def test_size_beyond_the_head_is_taken_from_exif() -> None:
    """
    A maker's long segments push the frame out of reach; EXIF says the size, too.
    """
    small = encoded("JPEG", scene(1, 160, 120), quality=90)
    exif = tiff({0x0112: 1}, {0xA002: 1200, 0xA003: 900}, thumbnail=small)
    picture = encoded("JPEG", scene(1, 1200, 900), quality=80)
    segments = segment(0xE1, b"Exif\0\0" + exif) + segment(0xEB, bytes(60_000))
    data = picture[:2] + segments + picture[2:]

    assert thumbnail_of(data[:HEAD_BYTES]) is not None
    assert (
        thumbnail_of(picture[:2] + segment(0xE1, b"Exif\0\0" + tiff({}, thumbnail=small))) is None
    )


def test_other_kinds_are_decoded(tmp_path: Path) -> None:
    """
    The picture says that it was made in full.
    """
    picture, source = look(tmp_path, encoded("PNG", scene(1, 600, 450)), Kind.PNG)

    assert (picture.size, source) == ((256, 192), "full")


def test_file_without_a_picture_is_an_error(tmp_path: Path) -> None:
    """
    There is nothing to be had.
    """
    with pytest.raises(PreviewError):
        look(tmp_path, b"no picture at all")


def test_missing_file_is_told_as_such(tmp_path: Path) -> None:
    """
    It is the disk's problem, not the picture's.
    """
    with pytest.raises(FileNotFoundError):
        cheapest_picture(os.fsencode(tmp_path / "gone"), Kind.JPEG, EDGE)


def bytes_read() -> int:
    """
    Give how many bytes this process has asked of the system so far.
    """
    return int(Path("/proc/self/io").read_text().split("rchar:")[1].split()[0])


def test_no_more_than_64_kib_are_read_for_a_thumbnail(tmp_path: Path) -> None:
    """
    Nothing reads ahead, however large the file is.
    """
    data = camera_file((2400, 1800), scene(1, 160, 120))
    look(tmp_path, data)  # loads what is loaded once
    path = os.fsencode(tmp_path / "file")
    before = bytes_read()
    idle = bytes_read() - before

    cheapest_picture(path, Kind.JPEG, EDGE)
    read = bytes_read() - before - 2 * idle

    assert len(data) > 2 * HEAD_BYTES
    assert 0 < read <= HEAD_BYTES + idle


def phone_file(small: int, **options: Any) -> bytes:
    """
    Write a HEIC as a phone does: a picture, and a small one of so many pixels beside it.
    """
    file = io.BytesIO()
    made: Any = pillow_heif.from_pillow(scene(1, 800, 600))
    made.save(file, quality=70, thumbnails=[small] if small else [], **options)
    return file.getvalue()


def test_small_picture_of_a_heic_serves(tmp_path: Path) -> None:
    """
    It shows what the large one shows.
    """
    small, source = look(tmp_path, phone_file(320), Kind.HEIF)
    whole, _ = look(tmp_path, phone_file(0), Kind.HEIF)

    assert (small.size, source) == (whole.size, "thumbnail") == ((256, 192), "thumbnail")
    one, other = (np.asarray(one.convert("L"), dtype=float).ravel() for one in (small, whole))
    assert np.corrcoef(one, other)[0, 1] > 0.97


def test_small_picture_of_a_turned_heic_is_upright(tmp_path: Path) -> None:
    """
    As the large one is.
    """
    exif = tiff({0x0112: 6})
    small, source = look(tmp_path, phone_file(320, exif=b"Exif\0\0" + exif), Kind.HEIF)
    whole, _ = look(tmp_path, phone_file(0, exif=b"Exif\0\0" + exif), Kind.HEIF)

    assert source == "thumbnail"
    assert small.size == whole.size == (192, 256)


@pytest.mark.parametrize("small", [0, 100])
def test_heic_without_a_useful_small_picture_is_decoded(tmp_path: Path, small: int) -> None:
    """
    There is none, or it is tiny.
    """
    assert look(tmp_path, phone_file(small), Kind.HEIF)[1] == "full"


def test_heic_that_cannot_be_opened_gives_nothing(tmp_path: Path) -> None:
    """
    Neither a small nor a large picture.
    """
    with pytest.raises(PreviewError):
        look(tmp_path, b"no picture", Kind.HEIF)
