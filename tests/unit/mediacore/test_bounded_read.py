"""
Reading a few places of a file, and nothing else.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediacore.bounded_read import BoundedReader, ReadLimitError, open_for_reading, opened


@pytest.fixture
def digits(tmp_path: Path) -> Iterator[BoundedReader]:
    """
    A reader of ten digits that may read eight.
    """
    path = tmp_path / "digits"
    path.write_bytes(b"0123456789")
    with opened(path) as fd:
        yield BoundedReader(fd, 10, limit=8)


def test_bytes_are_read_where_asked(digits: BoundedReader) -> None:
    """
    Reads end at the end of the file.
    """
    assert digits.read(2, 3) == b"234"
    assert digits.tail(2) == b"89"
    assert digits.read(9, 100) == b"9"


@pytest.mark.parametrize(("offset", "length"), [(-1, 5), (10, 1), (99, 1), (0, 0)])
def test_nothing_is_outside_the_file(digits: BoundedReader, offset: int, length: int) -> None:
    """
    Places before and behind the file are empty.
    """
    assert digits.read(offset, length) == b""


def test_reading_more_than_allowed_is_an_error(digits: BoundedReader) -> None:
    """
    The limit counts over all reads.
    """
    digits.read(0, 6)

    with pytest.raises(ReadLimitError):
        digits.read(0, 3)


def test_a_fifo_does_not_block(tmp_path: Path) -> None:
    """
    A FIFO in place of a file is opened without waiting for a writer.
    """
    os.mkfifo(tmp_path / "fifo.jpg")

    with opened(tmp_path / "fifo.jpg") as fd:
        assert os.get_blocking(fd) is False


def test_a_file_of_someone_else_is_opened_without_the_owners_flag() -> None:
    """
    Where the access time may not be kept, the file is read all the same.
    """
    tried = []

    def refusing(_path: object, flags: int) -> int:
        tried.append(flags)
        if len(tried) == 1:
            raise PermissionError
        return 7

    assert open_for_reading(b"a.jpg", refusing) == 7
    assert tried[1] & os.O_ACCMODE == os.O_RDONLY
    assert tried[0] & ~tried[1] == getattr(os, "O_NOATIME", 0)
