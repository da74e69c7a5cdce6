"""
Whether a file looks finished.
"""

import os
import random
import struct
from pathlib import Path

import pytest

from mediacore.bounded_read import opened
from mediacore.discovery import absolute, walk
from mediacore.exclusions import Exclusions
from mediacore.formats import Kind, kind_of_name
from mediacore.tail_check import looks_complete
from tests.samples.tree import JPEG, put

TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")
RANDOM = random.Random(1)
SCAN = b"\xff\xda\x00\x02"
NOISE = RANDOM.randbytes(200_000).replace(b"\xff", b"\xff\x00")
APP = b"\xff\xe1"
MOTION_XMP = b'<x GCamera:MicroVideoOffset="%d"/>'
CONTAINER_XMP = b'<Item Item:Mime="video/mp4" Item:Semantic="MotionPhoto" Item:Length="%d"/>'
CLIP = struct.pack(">I4s", 16, b"ftyp") + b"mp42\0\0\0\0" + struct.pack(">I4s", 8, b"moov")


def segment(payload: bytes) -> bytes:
    """
    Make an application segment of a JPEG.
    """
    return APP + struct.pack(">H", 2 + len(payload)) + payload


def jpeg(*segments: bytes, scan: bytes = NOISE, tail: bytes = b"\xff\xd9") -> bytes:
    """
    Make a JPEG's skeleton.
    """
    return b"\xff\xd8" + b"".join(segments) + SCAN + scan + tail


def complete(tmp_path: Path, data: bytes, kind: Kind = Kind.JPEG) -> bool:
    """
    Check some bytes as a file.
    """
    path = tmp_path / "file"
    path.write_bytes(data)
    with opened(path) as fd:
        return looks_complete(fd, kind, len(data))


@pytest.mark.parametrize(
    "data",
    [
        JPEG,
        jpeg(),
        jpeg(segment(b"thumb\xff\xd9")),
        jpeg(b"\xff", segment(b"after a fill byte")),
        jpeg(tail=b"\xff\xd9" + b"\0" * 100),
        jpeg(tail=b"\xff\xd9trailer"),
        jpeg(tail=b"\xff\xd9" + b"text " * 20_000),
        jpeg(tail=b"\xff\xd9" + RANDOM.randbytes(90_000).replace(b"\xff\xd9", b"\xff\x11")),
        jpeg(tail=b"\xff\xd9" + NOISE + b"SEFT"),
        jpeg(segment(MOTION_XMP % len(CLIP)), tail=b"\xff\xd9" + CLIP),
        jpeg(segment(CONTAINER_XMP % len(CLIP)), tail=b"\xff\xd9" + CLIP),
    ],
)
def test_a_whole_jpeg_is_complete(tmp_path: Path, data: bytes) -> None:
    """
    The end of the picture is found before trailers, clips and padding.
    """
    assert complete(tmp_path, data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe1\x00\x50 only a header",
        b"\xff\xd8\xffjunk",
        b"\xff\xd8" + segment(b"") * 300,
        jpeg(segment(b"thumb\xff\xd9"), tail=b""),
        jpeg(tail=b"\0" * 100_000),
        jpeg(scan=NOISE[:1000], tail=b""),
        jpeg(segment(MOTION_XMP % len(CLIP)), tail=b"\xff\xd9" + CLIP[:-1]),
    ],
)
def test_a_half_jpeg_is_not(tmp_path: Path, data: bytes) -> None:
    """
    A thumbnail's end, reserved space or half a clip are no end.
    """
    assert not complete(tmp_path, data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + NOISE[:500] + b"\0\0\0\0IEND\xaeB`\x82", Kind.PNG),
        (b"GIF89a" + NOISE[:500] + b"\0;", Kind.GIF),
        (b"RIFF" + struct.pack("<I", 100) + b"WEBP" + b"x" * 96, Kind.WEBP),
        (b"BM" + struct.pack("<I", 100) + b"x" * 94, Kind.BMP),
        (CLIP, Kind.VIDEO),
        (b"II*\0\x08\0\0\0\x01\0\x00\x01\x04\0\x01\0\0\0\x05\0\0\0", Kind.RAW),
        (b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\x85hello", Kind.VIDEO),
        (
            b"FUJIFILMCCD-RAW ".ljust(84, b"x")
            + struct.pack(">6I", 108, 92, 0, 0, 200, 100)
            + b"x" * 192,
            Kind.RAW,
        ),
        (
            b"II\x1a\0\0\0HEAPCCDR"
            + b"x" * 12
            + struct.pack("<H", 1)
            + b"x" * 10
            + struct.pack("<I", 0),
            Kind.RAW,
        ),
        (b"FOVb" + b"x" * 20 + b"SECd" + struct.pack("<I", 24), Kind.RAW),
    ],
)
def test_other_formats_are_checked_by_their_own_rules(
    tmp_path: Path, data: bytes, kind: Kind
) -> None:
    """
    A whole file is complete, and without its last bytes it is not.
    """
    assert complete(tmp_path, data, kind)
    assert not complete(tmp_path, data[:-5], kind)


def test_an_unfinished_recording_is_not_complete(tmp_path: Path) -> None:
    """
    A RIFF file whose length was not written yet is still growing.
    """
    assert not complete(tmp_path, b"RIFF\0\0\0\0AVI " + b"x" * 100, Kind.VIDEO)


def test_an_empty_file_is_never_complete(tmp_path: Path) -> None:
    """
    A copy begins with zero bytes, whatever the kind.
    """
    assert not complete(tmp_path, b"", Kind.SIDECAR)


def test_space_reserved_for_media_is_not_complete(tmp_path: Path) -> None:
    """
    Copies that reserve their space first begin with zeros; a sidecar may.
    """
    assert not complete(tmp_path, bytes(5000), Kind.RAW)
    assert not complete(tmp_path, b"\xff\xd8", Kind.JPEG)
    assert complete(tmp_path, bytes(5000), Kind.SIDECAR)


def test_unknown_content_counts_as_complete(tmp_path: Path) -> None:
    """
    What cannot be told does not hold a file back.
    """
    assert complete(tmp_path, b"<x:xmpmeta>", Kind.SIDECAR)
    assert complete(tmp_path, b"unknown raw format", Kind.RAW)


def test_a_check_that_would_read_too_much_says_yes(tmp_path: Path) -> None:
    """
    A chain of huge directories is not followed to its end.
    """
    length = 2 + 512 * 12 + 4
    tables = b"".join(
        struct.pack("<H", 512) + bytes(512 * 12) + struct.pack("<I", 8 + length * (number + 1))
        for number in range(23)
    )

    assert complete(tmp_path, b"II*\0\x08\0\0\0" + tables, Kind.RAW)


REAL = [
    pytest.mark.testdata,
    pytest.mark.skipif(not TESTDATA, reason="TWINLENS_TESTDATA is not set"),
]


@pytest.mark.parametrize(
    "folder",
    [
        "made",
        pytest.param("near", marks=REAL),
        pytest.param("thumbs", marks=REAL),
        pytest.param("video", marks=REAL),
    ],
)
def test_folders_of_files_are_complete_and_their_halves_are_not(
    folder: str, tmp_path: Path
) -> None:
    """
    Photos and clips pass whole; their first halves pass at most once in fifty.
    """
    put(tmp_path / "made", "a.jpg", "b/c.jpg", content=jpeg())
    put(tmp_path / "made", "notes.txt")
    base = tmp_path if folder == "made" else Path(TESTDATA)
    whole, halves = [], []
    for listing in walk(os.fsencode(base / folder), Exclusions()):
        for entry in listing.files:
            kind = kind_of_name(os.fsdecode(entry.path))
            with opened(absolute(os.fsencode(base / folder), entry.path)) as fd:
                whole.append(looks_complete(fd, kind, entry.size))
                halves.append(
                    kind is not Kind.SIDECAR and looks_complete(fd, kind, entry.size // 2)
                )

    assert whole
    assert all(whole)
    assert sum(halves) <= len(halves) / 50
