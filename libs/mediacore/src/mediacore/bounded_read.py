"""
Reading a few places of a file without ever reading much of it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

READ_LIMIT = 128 * 1024
WINDOW = 64 * 1024


class ReadLimitError(Exception):
    """
    Raised when a question would need more bytes than it may read.
    """


class BoundedReader:
    """
    Reads at offsets of an open file, up to a total of `limit` bytes.
    """

    def __init__(self, fd: int, size: int, limit: int = READ_LIMIT) -> None:
        self.size = size
        self._fd = fd
        self._left = limit

    def read(self, offset: int, length: int) -> bytes:
        """
        Give up to `length` bytes; fewer at the end of the file, none outside it.

        :raises ReadLimitError: when the limit is spent.
        """
        length = max(0, min(length, self.size - offset))
        if offset < 0 or length == 0:
            return b""
        if length > self._left:
            raise ReadLimitError
        self._left -= length
        return os.pread(self._fd, length, offset)

    def tail(self, length: int = WINDOW) -> bytes:
        """
        Give the last bytes of the file.
        """
        return self.read(max(0, self.size - length), length)


def open_for_reading(
    path: bytes | str | Path, opener: Callable[[bytes | str | Path, int], int] = os.open
) -> int:
    """
    Open a file so that nothing of it changes, not even its access time where that is allowed.

    A FIFO in its place does not block. Only the owner of a file may keep its access time.

    :param opener: `os.open`, or what stands for it.
    :raises OSError: when it cannot be opened.
    """
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
    try:
        return opener(path, flags | getattr(os, "O_NOATIME", 0))
    except PermissionError:
        return opener(path, flags)


@contextmanager
def opened(path: bytes | str | Path) -> Iterator[int]:
    """
    Open a file as `open_for_reading` does, for as long as the block lasts.
    """
    fd = open_for_reading(path)
    try:
        yield fd
    finally:
        os.close(fd)
