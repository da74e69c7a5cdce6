"""
Quick ids: the same bytes give the same id, other bytes another.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mediacore.quick_id import SPAN, UnreadableFileError, quick_id, span_id

Opened = Callable[[bytes], int]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """
    Write bytes to a file and give its descriptor.
    """
    descriptors: list[int] = []

    def write(data: bytes) -> int:
        path = tmp_path / f"file{len(descriptors)}"
        path.write_bytes(data)
        descriptors.append(os.open(path, os.O_RDONLY))
        return descriptors[-1]

    yield write
    for descriptor in descriptors:
        os.close(descriptor)


def test_an_id_has_sixteen_bytes(opened: Opened) -> None:
    """
    BLAKE2b-128 gives 16 bytes.
    """
    assert len(quick_id(opened(b"abc"), 3)) == 16


@pytest.mark.parametrize("size", [10, 3 * SPAN])
@pytest.mark.parametrize("place", [0.0, 0.3, 0.5, 0.7, 1.0])
def test_a_small_file_is_hashed_whole(opened: Opened, size: int, place: float) -> None:
    """
    Up to 192 KiB every byte counts.
    """
    changed = bytearray(size)
    changed[int((size - 1) * place)] = 1

    assert quick_id(opened(bytes(size)), size) != quick_id(opened(bytes(changed)), size)


@pytest.mark.parametrize("position", [0, 2 * SPAN, 4 * SPAN - 1])
def test_a_large_file_counts_at_its_ends_and_middle(opened: Opened, position: int) -> None:
    """
    First, middle and last 64 KiB count.
    """
    size = 4 * SPAN
    changed = bytearray(size)
    changed[position] = 1

    assert quick_id(opened(bytes(size)), size) != quick_id(opened(bytes(changed)), size)


def test_a_large_file_is_not_read_between(opened: Opened) -> None:
    """
    What lies between the three spans is not looked at.
    """
    size = 8 * SPAN
    changed = bytearray(size)
    changed[2 * SPAN] = 1

    assert quick_id(opened(bytes(size)), size) == quick_id(opened(bytes(changed)), size)


def test_the_size_counts(opened: Opened) -> None:
    """
    Two files of zeros of different length differ.
    """
    assert quick_id(opened(bytes(5)), 5) != quick_id(opened(bytes(6)), 6)


def test_a_stretch_has_the_same_id_wherever_it_lies(opened: Opened) -> None:
    """
    An id of a stretch depends on its bytes, not on what stands before it.
    """
    data = bytes(range(200)) * 10

    assert span_id(opened(data), 0, 2000, 64) == span_id(opened(b"head" + data), 4, 2000, 64)


def test_an_unreadable_file_carries_its_path() -> None:
    """
    The error tells path and reason.
    """
    error = UnreadableFileError(b"/a", "Permission denied")

    assert (error.path, error.reason) == (b"/a", "Permission denied")
    assert str(error) == "cannot read the file: Permission denied"
