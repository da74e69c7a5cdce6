"""
Sources: reads come back short instead of failing, and the head serves without a system call.
"""

import os
from pathlib import Path

from mediacore.source import HEAD_BYTES, MAX_READ, Source


def test_reads_outside_are_empty() -> None:
    """
    Before the start and behind the end there is nothing.
    """
    source = Source.of_bytes(b"abc")

    assert source.read(-1, 2) == b""
    assert source.read(3, 1) == b""
    assert source.read(0, 0) == b""
    assert source.read(1, 9) == b"bc"


def test_numbers_outside_count_as_nothing() -> None:
    """
    A number cut off has the bytes that are there.
    """
    source = Source.of_bytes(b"\x01\x02")

    assert source.uint(0, 2, "big") == 0x0102
    assert source.uint(0, 2, "little") == 0x0201
    assert source.uint(9, 4, "big") == 0


def test_the_head_serves_after_the_file_is_closed(tmp_path: Path) -> None:
    """
    What the head holds needs no further read.
    """
    path = tmp_path / "file"
    path.write_bytes(b"head" * 10)
    fd = os.open(path, os.O_RDONLY)
    source = Source.of_file(fd, 40)
    os.close(fd)

    assert source.read(36, 9) == b"head"


def test_bytes_behind_the_head_are_read_from_the_file(tmp_path: Path) -> None:
    """
    A section far behind the head has its own head.
    """
    path = tmp_path / "file"
    path.write_bytes(bytes(2 * HEAD_BYTES) + b"tail" + bytes(MAX_READ * 2))
    fd = os.open(path, os.O_RDONLY)
    source = Source.of_file(fd, path.stat().st_size)
    section = source.section(2 * HEAD_BYTES, 10)
    middle, bounded = source.read(2 * HEAD_BYTES - 2, 4), source.read(0, MAX_READ * 2)
    os.close(fd)

    assert section.read(0, 4) == b"tail"
    assert middle == b"\0\0ta"
    assert len(bounded) == MAX_READ


def test_a_section_is_cut_to_what_is_there() -> None:
    """
    Lengths and offsets of hostile files do no harm.
    """
    source = Source.of_bytes(b"abcdef")

    assert source.section(4, 99).size == 2
    assert source.section(99, 4).size == 0
    assert source.section(-5, 2).head == b"ab"
    assert source.section(2, -1).size == 0


def test_a_head_shorter_than_promised_ends_the_bytes() -> None:
    """
    Bytes without a file behind them never reach for one.
    """
    assert Source(-1, 0, 10, b"ab").read(4, 2) == b""
