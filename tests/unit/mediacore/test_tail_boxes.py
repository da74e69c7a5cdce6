"""
Whether MP4-like and Matroska files are whole.
"""

import struct
from pathlib import Path

import pytest

from mediacore.bounded_read import BoundedReader, opened
from mediacore.tail_boxes import boxes_complete, is_boxes, is_matroska, matroska_complete


def box(kind: bytes, payload: bytes = b"", length: int | None = None) -> bytes:
    """
    Make a box, with a false length if wanted.
    """
    return struct.pack(">I4s", 8 + len(payload) if length is None else length, kind) + payload


FTYP = box(b"ftyp", b"mp42\0\0\0\0")
MOOV = box(b"moov", b"index")
MDAT = box(b"mdat", b"x" * 100)
LARGE = struct.pack(">I4sQ", 1, b"mdat", 16 + 50) + b"x" * 50


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (FTYP + MOOV + MDAT, True),
        (FTYP + MDAT + MOOV, True),
        (FTYP + LARGE + MOOV, True),
        (FTYP + MOOV + box(b"mdat", b"rest", length=0), True),
        (FTYP + MOOV + MDAT + b"\0" * 20, True),
        (FTYP + MOOV + MDAT + b"\0" * 3, True),
        (FTYP + MDAT, False),
        (FTYP + MDAT + b"\0" * 20, False),
        (FTYP + box(b"mdat", b"rest", length=0), False),
        ((FTYP + MOOV + MDAT)[:-1], False),
        ((FTYP + LARGE + MOOV)[:-1], False),
        (FTYP + MOOV + LARGE[:12], False),
        (FTYP + MOOV + box(b"mdat", length=3), False),
        (FTYP + MOOV + b"junk", False),
        (FTYP + MOOV + b"\0\0\0\x08\0\0\0\0", False),
        (FTYP + box(b"free") * 5000, True),
    ],
)
def test_boxes_cover_the_file_exactly(tmp_path: Path, data: bytes, whole: bool) -> None:
    """
    A file is whole when its boxes end where it does and one of them is the index.
    """
    path = tmp_path / "a.mp4"
    path.write_bytes(data)

    with opened(path) as fd:
        assert boxes_complete(BoundedReader(fd, len(data))) is whole


def test_the_first_box_gives_the_format_away() -> None:
    """
    Old QuickTime files need no `ftyp`.
    """
    assert is_boxes(FTYP)
    assert is_boxes(MDAT)
    assert not is_boxes(b"\xff\xd8\xff\xe0JFIF")


EBML = b"\x1a\x45\xdf\xa3\x84abcd"
SEGMENT = b"\x18\x53\x80\x67"


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (EBML + SEGMENT + b"\x85hello", True),
        (EBML + SEGMENT + b"\x40\x05hello", True),
        (EBML + SEGMENT + b"\xffhello", True),
        (EBML + SEGMENT + b"\x85hell", False),
        (EBML + SEGMENT, False),
        (EBML + SEGMENT + b"\x40", False),
        (EBML + b"junk\x85", False),
        (EBML[:4], False),
    ],
)
def test_the_segment_ends_inside_the_file(tmp_path: Path, data: bytes, whole: bool) -> None:
    """
    A Matroska file is whole when its segment is, or does not say how long it is.
    """
    path = tmp_path / "a.mkv"
    path.write_bytes(data)

    assert is_matroska(data)
    with opened(path) as fd:
        assert matroska_complete(BoundedReader(fd, len(data))) is whole
