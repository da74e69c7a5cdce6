"""
Writers of small media files with exactly the facts a test needs.
"""

import io
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
import pillow_heif
import pillow_jxl  # noqa: F401 - registers its encoder
from PIL import Image

Order = Literal["little", "big"]
Fractions = list[tuple[int, int]]
Value = str | bytes | int | tuple[int, ...] | Fractions
Tags = Mapping[int, Value]

EXIF_IFD, GPS_IFD, SUB_IFDS = 0x8769, 0x8825, 0x014A
APPLE_HEADER = b"Apple iOS\0\0\x01MM"
CANON_BOX = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_PATTERN_2X2 = struct.pack("<HH", 2, 2)
XMP_SIGNATURE = b"http://ns.adobe.com/xap/1.0/\0"


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """
    Draw a picture with a bright left and a dark right half, so that a turn shows.
    """
    image = Image.new(mode, (width, height), 0)
    image.paste(Image.new(mode, (width // 2, height), "white"), (0, 0))
    return image


def tiff(
    tags: Tags,
    exif: Tags | None = None,
    subs: Iterable[Tags] = (),
    *,
    order: Order = "little",
    magic: bytes = b"",
    tail: bytes = b"",
    thumbnail: bytes = b"",
) -> bytes:
    """
    Write a TIFF structure: first directory, Exif directory, sub-directories, then `tail`.

    A thumbnail gets a directory of its own that follows the first.
    """
    mark = "<" if order == "little" else ">"
    head = magic or (b"II*\0" if order == "little" else b"MM\0*")
    others = [*([exif] if exif is not None else []), *subs]
    first = dict(tags)

    def point(offsets: list[int]) -> None:
        if exif is not None:
            first[EXIF_IFD] = offsets[0]
            offsets = offsets[1:]
        if offsets:
            first[SUB_IFDS] = tuple(offsets)

    point([0] * len(others))
    at, offsets, data = 8 + len(directory_bytes(first, 8, mark)), [], b""
    for directory in others:
        offsets.append(at + len(data))
        data += directory_bytes(directory, at + len(data), mark)
    point(offsets)
    start = bytearray(directory_bytes(first, 8, mark))
    if thumbnail:
        following = at + len(data)
        start[2 + 12 * len(first) : 6 + 12 * len(first)] = struct.pack(mark + "I", following)
        tail = directory_bytes({0x0201: following + 30, 0x0202: len(thumbnail)}, 0, mark)
        tail += thumbnail
    return head + struct.pack(mark + "I", 8) + bytes(start) + data + tail


def located(tags: Tags, gps: Tags, *, order: Order = "little") -> bytes:
    """
    Write a TIFF structure of a first directory and a GPS directory.
    """
    place = len(tiff({**tags, GPS_IFD: 0}, order=order))
    mark = "<" if order == "little" else ">"
    tail = directory_bytes(gps, place, mark)
    return tiff({**tags, GPS_IFD: place}, order=order, tail=tail)


def directory_bytes(tags: Tags, at: int, mark: str = "<") -> bytes:
    """
    Write one directory that starts at offset `at`, its long values behind it.
    """
    rows, values = b"", b""
    start = at + 2 + 12 * len(tags) + 4
    for tag in sorted(tags):
        kind, count, raw = _value(tags[tag], mark)
        if len(raw) > 4:
            field = struct.pack(mark + "I", start + len(values))
            values += raw + b"\0" * (len(raw) % 2)
        else:
            field = raw.ljust(4, b"\0")
        rows += struct.pack(mark + "HHI", tag, kind, count) + field
    return struct.pack(mark + "H", len(tags)) + rows + bytes(4) + values


def _value(value: Value, mark: str) -> tuple[int, int, bytes]:
    if isinstance(value, str):
        raw = value.encode() + b"\0"
        return 2, len(raw), raw
    if isinstance(value, bytes):
        return 7, len(value), value
    if isinstance(value, list):
        raw = b"".join(struct.pack(mark + "II", *fraction) for fraction in value)
        return 5, len(value), raw
    numbers = value if isinstance(value, tuple) else (value,)
    return 4, len(numbers), struct.pack(f"{mark}{len(numbers)}I", *numbers)


def apple_note(burst: str = "", content: str = "", order: Order = "big") -> bytes:
    """
    Write an Apple maker note with a burst UUID and a content identifier.
    """
    mark, letters = ("<", b"II") if order == "little" else (">", b"MM")
    named = {0x000B: burst, 0x0011: content}
    tags = {tag: text for tag, text in named.items() if text}
    return APPLE_HEADER[:12] + letters + directory_bytes(tags, 14, mark)


def segment(marker: int, data: bytes) -> bytes:
    """
    Write one JPEG segment.
    """
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jpeg(
    exif: bytes = b"", xmp: bytes = b"", image: Image.Image | None = None, tail: bytes = b""
) -> bytes:
    """
    Write a JPEG with a TIFF structure as its EXIF, and an XMP packet.
    """
    file = io.BytesIO()
    (image or picture()).save(file, "JPEG")
    parts = [b"\xff\xd8"]
    if exif:
        parts.append(segment(0xE1, b"Exif\0\0" + exif))
    if xmp:
        parts.append(segment(0xE1, XMP_SIGNATURE + xmp))
    return b"".join([*parts, file.getvalue()[2:], tail])


def encoded(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """
    Write a picture in any format that Pillow writes.
    """
    file = io.BytesIO()
    (image or picture()).save(file, form, **options)
    return file.getvalue()


def heic(exif: bytes = b"", xmp: bytes = b"", image: Image.Image | None = None) -> bytes:
    """
    Write a HEIC picture with a TIFF structure as its EXIF, and an XMP packet.
    """
    file = io.BytesIO()
    options: dict[str, Any] = {"exif": b"Exif\0\0" + exif} if exif else {}
    if xmp:
        options["xmp"] = xmp
    pillow_heif.from_pillow(image or picture()).save(file, quality=50, **options)
    return file.getvalue()


def box(name: bytes, *contents: bytes) -> bytes:
    """
    Write one box of the ISO base media format.
    """
    content = b"".join(contents)
    return struct.pack(">I4s", len(content) + 8, name) + content


def movie_header(seconds: int, width: int = 0, height: int = 0) -> bytes:
    """
    Write a `moov` box: its creation time in seconds since 1904, its track's size.
    """
    track = bytes(76) + struct.pack(">II", width << 16, height << 16)
    header = bytes(4) + struct.pack(">I", seconds) + bytes(92)
    return box(b"moov", box(b"mvhd", header), box(b"trak", box(b"tkhd", track)))


def cr3(*tiffs: bytes, xmp: bytes = b"", seconds: int = 0) -> bytes:
    """
    Write what Canon's CR3 has around its picture: `CMT1` and on.
    """
    parts = [box(b"CMT%d" % n, blob) for n, blob in enumerate(tiffs, start=1)]
    header = bytes(4) + struct.pack(">I", seconds) + bytes(92)
    track = box(b"trak", box(b"tkhd", bytes(84)))
    movie = box(b"moov", box(b"uuid", CANON_BOX, *parts), box(b"mvhd", header), track)
    packet = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), xmp) if xmp else b""
    return box(b"ftyp", b"crx \0\0\0\x01crx isom") + movie + packet + box(b"mdat", bytes(64))


def dng(
    thumbnail: Literal["jpeg", "bitmap", "none"] = "jpeg",
    value: int | None = None,
    *,
    orientation: int = 1,
    thumbnail_orientation: int = 0,
    small: Image.Image | None = None,
) -> bytes:
    """
    Write a whole DNG: 128 by 96 raw pixels (all `value`, or a ramp), and a thumbnail.
    """
    ramp = np.linspace(2000, 60000, 128 * 96, dtype="<u2")
    pixels = (ramp if value is None else np.full(128 * 96, value, "<u2")).tobytes()
    raw: dict[int, Value] = {
        0x00FE: 0, 0x0100: 128, 0x0101: 96, 0x0102: 16, 0x0103: 1, 0x0106: 32803,
        0x0111: 0, 0x0115: 1, 0x0116: 96, 0x0117: len(pixels),
        0x828D: struct.pack("<HH", 2, 2), 0x828E: b"\0\1\1\2", 0xC61D: 65535,
    }  # fmt: skip
    camera: dict[int, Value] = {
        0x010F: "Twin", 0x0110: "Lens 1", 0x0112: orientation,
        0xC612: b"\1\4\0\0", 0xC614: "Twin Lens 1",
    }  # fmt: skip
    if thumbnail == "none":
        first = raw | camera
        first[0x0111] = len(tiff(first))
        return tiff(first, tail=pixels)
    image = small or picture(96, 72)
    exif = tiff({0x0112: thumbnail_orientation}) if thumbnail_orientation else b""
    is_jpeg = thumbnail == "jpeg"
    data = jpeg(exif, image=image) if is_jpeg else image.tobytes()
    first = camera | {
        0x00FE: 1, 0x0100: image.width, 0x0101: image.height, 0x0102: (8, 8, 8),
        0x0103: 7 if is_jpeg else 1, 0x0106: 6 if is_jpeg else 2,
        0x0111: 0, 0x0115: 3, 0x0116: image.height, 0x0117: len(data),
    }  # fmt: skip
    size = len(tiff(first, None, [raw]))
    first[0x0111], raw[0x0111] = size, size + len(data)
    return tiff(first, None, [raw], tail=data + pixels)


def clip(
    path: Path,
    form: str = "mp4",
    tags: Mapping[str, str] | None = None,
    *,
    turn: int = 0,
    frames: int = 10,
) -> Path:
    """
    Write a clip of 64 by 48 pixels at 10 frames a second with the given container tags.
    """
    options = {"movflags": "use_metadata_tags"}
    with av.open(str(path), "w", format=form, options=options) as container:
        container.metadata.update(tags or {})
        stream: Any = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        if turn:
            stream.set_display_rotation(turn)
        shown = np.asarray(picture())
        for _ in range(frames):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown)))
        container.mux(stream.encode())
    return path
