"""
Whether TIFF-like files hold what their directories point to.
"""

import struct
from pathlib import Path

import pytest

from mediacore.bounded_read import BoundedReader, opened
from mediacore.tail_tiff import is_tiff, tiff_complete

Field = tuple[int, int, int, int]
LONG, SHORT = 4, 3


def tiff(*directories: list[Field], order: str = "<", magic: int = 42, tail: bytes = b"") -> bytes:
    """
    Make a TIFF whose directories follow each other from offset 8 on, and whatever comes behind.

    A field is its tag, type, number of values and the value as four bytes.
    """
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", magic, 8)
    body, at = b"", 8
    for number, fields in enumerate(directories):
        at += 2 + 12 * len(fields) + 4
        body += struct.pack(order + "H", len(fields))
        for tag, kind, count, value in fields:
            packed = (
                struct.pack(order + "HH", value, 0)
                if kind == SHORT and count == 1
                else struct.pack(order + "I", value)
            )
            body += struct.pack(order + "HHI", tag, kind, count) + packed
        body += struct.pack(order + "I", at if number + 1 < len(directories) else 0)
    return head + body + tail


def complete(tmp_path: Path, data: bytes) -> bool:
    """
    Check some bytes as a file.
    """
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    with opened(path) as fd:
        return tiff_complete(BoundedReader(fd, len(data)))


STRIP = [(273, LONG, 1, 38), (279, LONG, 1, 50)]


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_strip_inside_the_file_is_whole(tmp_path: Path, order: str) -> None:
    """
    Both byte orders are read.
    """
    data = tiff(STRIP, order=order, tail=b"p" * 50)

    assert complete(tmp_path, data)
    assert not complete(tmp_path, data[:-1])


def test_short_values_are_read(tmp_path: Path) -> None:
    """
    Offsets and lengths may be 16 bits wide.
    """
    data = tiff([(273, SHORT, 1, 38), (279, SHORT, 1, 50)], tail=b"p" * 50)

    assert complete(tmp_path, data)
    assert not complete(tmp_path, data[:-1])


def test_many_strips_are_judged_by_the_last_of_them(tmp_path: Path) -> None:
    """
    Lists of offsets and lengths stand elsewhere in the file; their ends are read.
    """
    number, at = 300, 8 + 2 + 24 + 4
    pixels = at + 8 * number
    offsets = [pixels + 10 * index for index in range(number)]
    lists = struct.pack(f"<{number}I", *offsets) + struct.pack(f"<{number}I", *[10] * number)
    fields = [(273, LONG, number, at), (279, LONG, number, at + 4 * number)]
    data = tiff(fields, tail=lists + b"p" * 10 * number)

    assert complete(tmp_path, data)
    assert not complete(tmp_path, data[:-1])
    assert not complete(tmp_path, data[:40])


def test_a_preview_beyond_the_end_is_missing(tmp_path: Path) -> None:
    """
    The second directory counts too.
    """
    first: list[Field] = [(256, LONG, 1, 100)]
    data = tiff(first, [(513, LONG, 1, 8), (514, LONG, 1, 5000)])

    assert not complete(tmp_path, data)


def test_a_sub_directory_beyond_the_end_is_missing(tmp_path: Path) -> None:
    """
    RAW pixels hang on sub-directories.
    """
    assert not complete(tmp_path, tiff([(330, LONG, 1, 9999)]))


def test_directories_in_a_circle_end(tmp_path: Path) -> None:
    """
    A directory that leads to itself is read once.
    """
    assert complete(tmp_path, tiff([(330, LONG, 1, 8)]))


def test_a_directory_cut_in_the_middle_is_missing(tmp_path: Path) -> None:
    """
    A table that does not fit into the file was cut.
    """
    assert not complete(tmp_path, tiff(STRIP)[:20])
    assert not complete(tmp_path, tiff(STRIP)[:9])


def test_a_table_without_the_link_at_its_end_is_read(tmp_path: Path) -> None:
    """
    Some writers leave out the link to the next directory at the end of the file.
    """
    assert complete(tmp_path, tiff([(256, LONG, 1, 100)])[:-4])


def test_an_absurd_directory_says_nothing(tmp_path: Path) -> None:
    """
    An empty or endless table is no proof that anything is missing.
    """
    assert complete(tmp_path, b"II*\0\x08\0\0\0" + b"\xff" * 50)
    assert complete(tmp_path, b"II*\0\x08\0\0\0" + b"\0" * 50)


def test_the_raw_data_of_panasonic_is_looked_for(tmp_path: Path) -> None:
    """
    RW2 has a tag of its own for the pixels, and an unknown strip offset.
    """
    fields = [(273, LONG, 1, 0xFFFFFFFF), (0x118, LONG, 1, 60)]

    assert complete(tmp_path, tiff(fields, magic=0x55, tail=b"p" * 50))
    assert not complete(tmp_path, tiff(fields, magic=0x55))


def test_unknown_types_are_passed_over(tmp_path: Path) -> None:
    """
    A value of a type without width is ignored.
    """
    assert complete(tmp_path, tiff([(273, 12, 1, 9999)]))


def test_big_tiff_is_read(tmp_path: Path) -> None:
    """
    BigTIFF has wider words.
    """
    entries = struct.pack("<HHQQ", 273, 16, 1, 80) + struct.pack("<HHQQ", 279, 16, 1, 20)
    data = (
        b"II+\0\x08\0\0\0" + struct.pack("<QQ", 16, 2) + entries + bytes(8) + bytes(8) + b"p" * 20
    )

    assert complete(tmp_path, data)
    assert not complete(tmp_path, data[:-1])


@pytest.mark.parametrize("head", [b"II*\0", b"MM\0*", b"IIRO", b"IIRS", b"IIU\0", b"II+\0"])
def test_the_relatives_of_tiff_are_known(head: bytes) -> None:
    """
    ORF, RW2 and BigTIFF begin a little differently.
    """
    assert is_tiff(head + b"\x08\0\0\0")


@pytest.mark.parametrize("head", [b"\xff\xd8\xff\xe0abcd", b"II*\0", b"IIxxabcd"])
def test_others_are_no_tiff(head: bytes) -> None:
    """
    A byte order and a magic number make a TIFF.
    """
    assert not is_tiff(head)
