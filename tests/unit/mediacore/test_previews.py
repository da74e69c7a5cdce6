"""
Previews: upright, small, and refused where they would cost too much.
"""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from mediacore.formats import Kind
from mediacore.previews import PreviewError, check_size, plain, preview
from tests.samples.media import clip, dng, encoded, heic, jpeg, picture, tiff


def _preview(folder: Path, data: bytes, kind: Kind, edge: int = 512) -> Image.Image:
    path = folder / "file"
    path.write_bytes(data)
    return preview(path.as_posix(), kind, edge)


def _is_light(image: Image.Image, x: float, y: float) -> bool:
    grey = image.convert("L")
    value: Any = grey.getpixel((int(x * grey.width), int(y * grey.height)))
    return bool(value > 128)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("JPEG", Kind.JPEG),
        ("PNG", Kind.PNG),
        ("JXL", Kind.JXL),
        ("TIFF", Kind.TIFF),
        ("WEBP", Kind.WEBP),
        ("AVIF", Kind.AVIF),
        ("BMP", Kind.BMP),
        ("GIF", Kind.GIF),
    ],
)
def test_a_still_is_scaled_to_its_edge(tmp_path: Path, form: str, kind: Kind) -> None:
    """
    The longer edge is what was asked for.
    """
    small = _preview(tmp_path, encoded(form, picture(640, 480)), kind, 64)

    assert small.size == (64, 48)
    assert small.mode == "RGB"
    assert _is_light(small, 0.2, 0.5)
    assert not _is_light(small, 0.8, 0.5)


def test_a_heic_is_decoded(tmp_path: Path) -> None:
    """
    pillow-heif decodes it.
    """
    assert _preview(tmp_path, heic(image=picture(640, 480)), Kind.HEIF, 64).size == (64, 48)


def test_a_name_in_bytes_will_do(tmp_path: Path) -> None:
    """
    Names need not be text.
    """
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.jpg")  # noqa: PTH118 - a path in bytes
    with open(path, "wb") as file:  # noqa: PTH123 - a path in bytes
        file.write(jpeg())

    assert preview(path, Kind.JPEG).size == (64, 48)


def test_a_turned_picture_comes_upright(tmp_path: Path) -> None:
    """
    Orientation 6 turns the left half to the top.
    """
    small = _preview(tmp_path, jpeg(tiff({0x0112: 6}), image=picture(640, 480)), Kind.JPEG)

    assert small.height > small.width
    assert _is_light(small, 0.5, 0.2)
    assert not _is_light(small, 0.5, 0.8)


def _with_thumbnail(small: Image.Image, orientation: int = 1, cut: int = 0) -> bytes:
    data = encoded("JPEG", small)
    exif = tiff({0x0112: orientation}, thumbnail=data[: len(data) - cut])
    return jpeg(exif, image=Image.new("RGB", (640, 480), "red"))


def test_a_large_enough_thumbnail_serves(tmp_path: Path) -> None:
    """
    The camera's own small picture is the cheapest.
    """
    small = _preview(tmp_path, _with_thumbnail(picture(160, 120)), Kind.JPEG, 64)

    assert _is_light(small, 0.2, 0.5)


def test_a_thumbnail_is_turned_as_its_picture(tmp_path: Path) -> None:
    """
    Its orientation is that of the whole.
    """
    small = _preview(tmp_path, _with_thumbnail(picture(160, 120), 6), Kind.JPEG, 64)

    assert small.size == (48, 64)
    assert _is_light(small, 0.5, 0.2)


@pytest.mark.parametrize(
    "data",
    [
        _with_thumbnail(picture(60, 45)),
        _with_thumbnail(picture(160, 90)),
        _with_thumbnail(picture(160, 120), cut=500),
    ],
)
def test_a_thumbnail_that_is_not_the_picture_is_left(tmp_path: Path, data: bytes) -> None:
    """
    Too small, of another frame, or broken: the picture itself is decoded.
    """
    small = _preview(tmp_path, data, Kind.JPEG, 64)
    colour = small.getpixel((5, 5))

    assert isinstance(colour, tuple)
    assert colour[0] > 200 > colour[1]


@pytest.mark.parametrize("thumbnail", ["jpeg", "bitmap"])
def test_a_raw_gives_its_thumbnail(tmp_path: Path, thumbnail: str) -> None:
    """
    RAW files carry a small picture.
    """
    data = dng("jpeg" if thumbnail == "jpeg" else "bitmap")
    small = _preview(tmp_path, data, Kind.RAW)

    assert small.size == (96, 72)
    assert _is_light(small, 0.2, 0.5)


@pytest.mark.parametrize("turned", [True, False])
def test_a_raw_comes_upright(tmp_path: Path, turned: bool) -> None:
    """
    LibRaw's turn counts unless the thumbnail has an orientation of its own.
    """
    data = dng("jpeg", orientation=6, thumbnail_orientation=6 if turned else 0)
    small = _preview(tmp_path, data, Kind.RAW)

    assert small.size == (72, 96)
    assert _is_light(small, 0.5, 0.2)


def test_a_raw_without_a_thumbnail_is_developed(tmp_path: Path) -> None:
    """
    At half its size.
    """
    assert _preview(tmp_path, dng("none"), Kind.RAW).size == (64, 48)


def test_a_raw_with_a_tiny_thumbnail_is_developed(tmp_path: Path) -> None:
    """
    A picture of a few pixels shows nothing.
    """
    assert _preview(tmp_path, dng("jpeg", small=picture(16, 12)), Kind.RAW).size == (64, 48)


def test_filler_pixels_are_no_picture(tmp_path: Path) -> None:
    """
    LibRaw develops one colour from a RAW without its pixels.
    """
    with pytest.raises(PreviewError, match="holds no picture"):
        _preview(tmp_path, dng("none", value=500), Kind.RAW)


@pytest.mark.parametrize("turn", [0, -90])
def test_a_clip_gives_an_upright_frame(tmp_path: Path, turn: int) -> None:
    """
    A frame from its first tenth, turned as the container says.
    """
    path = clip(tmp_path / "a.mp4", turn=turn)
    small = preview(str(path), Kind.VIDEO)

    assert small.size == ((48, 64) if turn else (64, 48))
    assert _is_light(small, 0.2, 0.2)


@pytest.mark.parametrize("kind", [Kind.SIDECAR, Kind.OTHER])
def test_a_kind_that_nobody_decodes_is_refused(tmp_path: Path, kind: Kind) -> None:
    """
    There is no decoder for it.
    """
    with pytest.raises(PreviewError, match="no preview"):
        _preview(tmp_path, b"", kind)


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.RAW, Kind.HEIF, Kind.VIDEO, Kind.JXL])
def test_a_broken_file_has_no_preview(tmp_path: Path, kind: Kind) -> None:
    """
    Decoders' own errors do not come through.
    """
    with pytest.raises(PreviewError, match="cannot be decoded") as caught:
        _preview(tmp_path, b"nonsense", kind)

    assert caught.value.context["kind"] is kind


def test_a_picture_that_declares_too_much_is_refused(tmp_path: Path) -> None:
    """
    A bomb is not opened.
    """
    data = bytearray(encoded("GIF"))
    data[6:10] = b"\xff\xff\xff\xff"

    with pytest.raises(PreviewError, match="size is refused") as caught:
        _preview(tmp_path, bytes(data), Kind.GIF)

    assert caught.value.context["width"] == 65535
    assert "path" in caught.value.context


def test_decoders_are_not_loaded_before_they_are_needed() -> None:
    """
    Whoever only knows this module, or reads facts of stills, pays for no decoder.
    """
    code = (
        "import sys, mediacore.previews, mediacore.facts;"
        "print(sorted({'PIL', 'av', 'rawpy', 'pillow_heif', 'magic', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize(("width", "height"), [(0, 5), (30_000, 30_000), (-1, 5)])
def test_sizes_have_limits(width: int, height: int) -> None:
    """
    None, and more than 500 megapixels.
    """
    with pytest.raises(PreviewError):
        check_size(width, height)


@pytest.mark.parametrize(
    ("mode", "expected"), [("RGBA", "RGB"), ("P", "RGB"), ("LA", "RGB"), ("1", "L"), ("L", "L")]
)
def test_modes_become_plain(mode: str, expected: str) -> None:
    """
    Grey stays grey, all else becomes RGB.
    """
    assert plain(Image.new(mode, (4, 4))).mode == expected


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_stands_on_white(mode: str) -> None:
    """
    Hidden colours do not show.
    """
    assert plain(Image.new(mode, (4, 4), 0)).getpixel((0, 0)) == (255, 255, 255)


def test_wide_grey_is_scaled() -> None:
    """
    Half of 65,535 is half of 255.
    """
    wide = Image.fromarray(np.full((4, 4), 32768, "uint16"))
    file = io.BytesIO()
    wide.save(file, "PNG")
    file.seek(0)
    value = plain(Image.open(file)).getpixel((0, 0))

    assert value in (127, 128)
