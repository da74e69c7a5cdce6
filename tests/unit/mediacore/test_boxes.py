"""
Boxes, whole and broken.
"""

import struct

import pytest

from mediacore.boxes import MAX_BOXES, boxes, child, cut_short
from mediacore.source import Source
from tests.samples.media import box


def _names(data: bytes) -> list[bytes]:
    return [name for name, _ in boxes(Source.of_bytes(data))]


def test_boxes_stand_side_by_side() -> None:
    """
    Each box ends where the next begins.
    """
    found = list(boxes(Source.of_bytes(box(b"ftyp", b"12") + box(b"free"))))

    assert [(name, content.head) for name, content in found] == [(b"ftyp", b"12"), (b"free", b"")]


def test_a_wide_size_is_understood() -> None:
    """
    Size 1 says that the size follows in eight bytes.
    """
    wide = struct.pack(">I4sQ", 1, b"mdat", 20) + b"data"

    assert _names(wide + box(b"free")) == [b"mdat", b"free"]


def test_size_nought_reaches_to_the_end() -> None:
    """
    The last box may leave its size out.
    """
    assert _names(box(b"ftyp") + b"\0\0\0\0mdat1234") == [b"ftyp", b"mdat"]


@pytest.mark.parametrize("size", [2, 7])
def test_a_size_smaller_than_its_own_head_ends_the_row(size: int) -> None:
    """
    A box that would never end is not followed.
    """
    assert _names(struct.pack(">I4s", size, b"evil") * 3) == []


def test_the_row_is_bounded() -> None:
    """
    A file of empty boxes is not read to its end.
    """
    assert len(_names(box(b"free") * (2 * MAX_BOXES))) == MAX_BOXES


def test_a_path_of_names_leads_inside() -> None:
    """
    Children are found by name; a missing step gives none.
    """
    source = Source.of_bytes(box(b"moov", box(b"trak", box(b"tkhd", b"here"))))
    found = child(source, b"moov", b"trak", b"tkhd")

    assert found is not None
    assert found.read(0, 4) == b"here"
    assert child(source, b"meta", b"iloc") is None


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        (box(b"ftyp") + box(b"mdat", b"1234"), False),
        (box(b"ftyp") + box(b"mdat", b"1234")[:-1], True),
        (box(b"ftyp") + b"\0\0\0\0mdat", False),
        (struct.pack(">I4sQ", 1, b"mdat", 200), True),
        (box(b"free") * (MAX_BOXES + 1), False),
    ],
)
def test_a_file_that_ends_inside_a_box_is_cut_short(data: bytes, cut: bool) -> None:
    """
    The last box tells how long the file was meant to be.
    """
    assert cut_short(Source.of_bytes(data)) is cut
