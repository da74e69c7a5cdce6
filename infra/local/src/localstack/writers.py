"""
Writes small photo and clip files with real metadata, fast: pixels are encoded once a look.
"""

import io
import os
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

import av
import numpy as np
from av.video.stream import VideoStream
from PIL import Image

from localstack import tiff
from localstack.scenery import Style, landscape

DATE_HOLE: Final = "9999:99:99 99:99:99"
MICROSECONDS_HOLE: Final = "~~~~~~"
SERIAL_HOLE: Final = "################"
CLIP_RATE: Final = 15
LUMA: Final = [16 + round(value * 219 / 255) for value in range(256)]
CHROMA: Final = [128 + round((value - 128) * 224 / 255) for value in range(256)]
GAMMA: Final = 2.2
XYZ_TO_SRGB: Final = (32406, -15372, -4986, -9689, 18758, 415, 557, -2040, 10570)


@dataclass(frozen=True, slots=True)
class Camera:
    """
    The maker and model a camera writes into its files.
    """

    make: str
    model: str


@dataclass(frozen=True, slots=True)
class Look:
    """
    What a picture shows; files of one look have the same pixels and share one encoding.
    """

    scene: int = 0
    size: tuple[int, int] = (1200, 800)
    style: Style = Style.NATURAL
    drift: float = 0.0
    quality: int = 85
    moment: int = 0


CANON: Final = Camera("Canon", "Canon EOS R6")
NIKON: Final = Camera("NIKON CORPORATION", "NIKON Z 6_2")
SONY: Final = Camera("SONY", "ILCE-7M3")
APPLE: Final = Camera("Apple", "iPhone 15 Pro")
GOOGLE: Final = Camera("Google", "Pixel 8")


def write_jpeg(
    path: Path,
    taken: datetime,
    camera: Camera = CANON,
    look: Look = Look(),
    *,
    serial: int = 0,
    content_identifier: str = "",
) -> Path:
    """
    Write a JPEG with EXIF time (microseconds included), camera and size.

    `serial` makes the bytes of files of one look differ; `content_identifier` is Apple's.
    """
    return _fill(path, _jpeg_template(camera, look, content_identifier), taken, serial)


def write_dng(
    path: Path,
    taken: datetime,
    camera: Camera = CANON,
    look: Look = Look(),
    *,
    serial: int = 0,
) -> Path:
    """
    Write an uncompressed Bayer DNG of a quarter of the look's pixels, with a JPEG preview.
    """
    return _fill(path, _dng_template(camera, look), taken, serial)


def write_clip(
    path: Path,
    taken: datetime,
    look: Look = Look(size=(320, 180)),
    *,
    seconds: float = 2.0,
    codec: str = "libx264",
    content_identifier: str = "",
) -> Path:
    """
    Write a short panning clip; the container follows from the name's ending.
    """
    stamp = taken.replace(tzinfo=UTC).isoformat(timespec="microseconds")
    flags = {"movflags": "use_metadata_tags"} if content_identifier else {}
    with av.open(str(path), "w", options=flags) as container:
        container.metadata["creation_time"] = stamp
        if content_identifier:
            container.metadata["com.apple.quicktime.content.identifier"] = content_identifier
        # With x264's slower presets two writes of one clip differed in a few bytes.
        options = {"preset": "ultrafast"} if codec == "libx264" else {}
        stream = cast("VideoStream", container.add_stream(codec, rate=CLIP_RATE, options=options))
        stream.width, stream.height = look.size
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, CLIP_RATE)
        stream.thread_count = 1
        wide = np.asarray(landscape(look.scene, (look.size[0] * 3 // 2, look.size[1])))
        for index in range(round(seconds * CLIP_RATE)):
            left = index % (look.size[0] // 2)
            view = Image.fromarray(wide[:, left : left + look.size[0]])
            luma, *chroma = view.convert("YCbCr").split()
            planes = [luma.point(LUMA), *(one.reduce(2).point(CHROMA) for one in chroma)]
            container.mux(stream.encode(frame_of(planes)))
        container.mux(stream.encode())
    return date_file(path, taken)


def frame_of(planes: Sequence[Image.Image]) -> av.VideoFrame:
    """
    Give a frame of three planes, the colours at half the width and height.

    FFmpeg does not convert them: clips for which it did were not the same when written twice.
    """
    width, height = planes[0].size
    values = np.concatenate([np.asarray(plane).ravel() for plane in planes])
    return av.VideoFrame.from_ndarray(values.reshape(height * 3 // 2, width), format="yuv420p")


def _fill(path: Path, template: bytes, taken: datetime, serial: int) -> Path:
    """
    Write a template with its holes filled.
    """
    filled = (
        template.replace(DATE_HOLE.encode(), taken.strftime("%Y:%m:%d %H:%M:%S").encode())
        .replace(MICROSECONDS_HOLE.encode() + b"\0", f"{taken.microsecond:06}".encode() + b"\0")
        .replace(SERIAL_HOLE.encode(), f"{serial:0{len(SERIAL_HOLE)}d}".encode())
    )
    path.write_bytes(filled)
    return date_file(path, taken)


def date_file(path: Path, taken: datetime) -> Path:
    """
    Give a file the modification time of its shot.
    """
    stamp = taken.replace(tzinfo=UTC).timestamp()
    os.utime(path, (stamp, stamp))
    return path


def _exif(camera: Camera, size: tuple[int, int], content_identifier: str) -> dict[int, tiff.Field]:
    """
    The EXIF directory of a shot, with holes for what differs between files.
    """
    fields = {
        0x9003: tiff.text(DATE_HOLE),
        0x9004: tiff.text(DATE_HOLE),
        0x9291: tiff.text(MICROSECONDS_HOLE),
        0xA002: tiff.longs(size[0]),
        0xA003: tiff.longs(size[1]),
        0xA431: tiff.text(_body_serial(camera)),
    }
    if content_identifier:
        fields[0x927C] = tiff.octets(_apple_note(content_identifier), kind=7)
    return fields


def _body_serial(camera: Camera) -> str:
    """
    The serial number of a camera's body, always the same.
    """
    return f"{zlib.crc32(camera.model.encode()):010d}"


def _apple_note(content_identifier: str) -> bytes:
    """
    Apple's maker note with the id that both halves of a Live Photo carry.
    """
    value = content_identifier.encode() + b"\0"
    head = b"Apple iOS\0\0\1MM"
    offset = len(head) + 2 + 12 + 4
    return head + struct.pack(">HHHIII", 1, 0x11, tiff.ASCII, len(value), offset, 0) + value


def _main_directory(camera: Camera) -> dict[int, tiff.Field]:
    """
    What every file says about itself in its first directory.
    """
    return {
        0x010E: tiff.text(f"Twinlens sample {SERIAL_HOLE}"),
        0x010F: tiff.text(camera.make),
        0x0110: tiff.text(camera.model),
        0x0112: tiff.shorts(1),
        0x0131: tiff.text("Twinlens sample library"),
        0x0132: tiff.text(DATE_HOLE),
    }


@lru_cache(maxsize=256)
def _pixels(look: Look) -> bytes:
    """
    The look as a JPEG without metadata.
    """
    out = io.BytesIO()
    picture = landscape(look.scene, look.size, look.style, look.drift, look.moment)
    picture.save(out, "JPEG", quality=look.quality)
    return out.getvalue()


@lru_cache(maxsize=256)
def _jpeg_template(camera: Camera, look: Look, content_identifier: str) -> bytes:
    """
    A JPEG with holes for time and serial.
    """
    directory: tiff.Directory = {
        **_main_directory(camera),
        0x8769: _exif(camera, look.size, content_identifier),
    }
    block = b"Exif\0\0" + tiff.build([directory])
    pixels = _pixels(look)
    return pixels[:2] + struct.pack(">HH", 0xFFE1, len(block) + 2) + block + pixels[2:]


@lru_cache(maxsize=256)
def _dng_template(camera: Camera, look: Look) -> bytes:
    """
    A DNG with holes for time and serial.
    """
    width, height = (max(side // 2 // 2 * 2, 8) for side in look.size)
    shown = np.asarray(landscape(look.scene, (width, height), look.style, look.drift, look.moment))
    colours = np.round((shown / 255.0) ** GAMMA * 65535).astype("<u2")
    mosaic = np.empty((height, width), dtype="<u2")
    for (row, column), channel in {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 2}.items():
        mosaic[row::2, column::2] = colours[row::2, column::2, channel]
    raw: tiff.Directory = {
        0x00FE: tiff.longs(0),
        0x0100: tiff.longs(width),
        0x0101: tiff.longs(height),
        0x0102: tiff.shorts(16),
        0x0103: tiff.shorts(1),
        0x0106: tiff.shorts(32803),
        0x0111: tiff.Strip(mosaic.tobytes()),
        0x0115: tiff.shorts(1),
        0x0116: tiff.longs(height),
        0x0117: tiff.longs(mosaic.nbytes),
        0x828D: tiff.shorts(2, 2),
        0x828E: tiff.octets(bytes((0, 1, 1, 2))),
        0xC61D: tiff.longs(65535),
    }
    preview = _pixels(look)
    main: tiff.Directory = {
        **_main_directory(camera),
        0x00FE: tiff.longs(1),
        0x0100: tiff.longs(look.size[0]),
        0x0101: tiff.longs(look.size[1]),
        0x0102: tiff.shorts(8, 8, 8),
        0x0103: tiff.shorts(7),
        0x0106: tiff.shorts(6),
        0x0111: tiff.Strip(preview),
        0x0115: tiff.shorts(3),
        0x0116: tiff.longs(look.size[1]),
        0x0117: tiff.longs(len(preview)),
        0x014A: raw,
        0x8769: _exif(camera, look.size, ""),
        0xC612: tiff.octets(bytes((1, 4, 0, 0))),
        0xC613: tiff.octets(bytes((1, 1, 0, 0))),
        0xC614: tiff.text(camera.model),
        0xC621: tiff.rationals(*((part, 10000) for part in XYZ_TO_SRGB)),
        0xC628: tiff.rationals((1, 1), (1, 1), (1, 1)),
        0xC65A: tiff.shorts(21),
    }
    return tiff.build([main])
