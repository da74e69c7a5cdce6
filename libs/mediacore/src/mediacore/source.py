"""
Bytes of one open file as parsers want them: one head read serves most, the rest is `pread`.

Reads never fail for being out of bounds, they come back short or empty; together with
`int.from_bytes`, which takes short input, parsers of hostile files need no special cases.
"""

import os
from typing import Literal

Order = Literal["little", "big"]

HEAD_BYTES = 64 * 1024
MAX_READ = 1024 * 1024


class Source:
    """
    A stretch of an open file: `size` bytes from `base`, with its first bytes already in `head`.
    """

    __slots__ = ("base", "fd", "head", "size")

    def __init__(self, fd: int, base: int, size: int, head: bytes) -> None:
        self.fd = fd
        self.base = base
        self.size = size
        self.head = head

    @classmethod
    def of_file(cls, fd: int, size: int) -> "Source":
        """
        Give the whole of an open file of `size` bytes; raises `OSError` as reading does.
        """
        return cls(fd, 0, size, os.pread(fd, HEAD_BYTES, 0))

    @classmethod
    def of_bytes(cls, data: bytes) -> "Source":
        """
        Give bytes already in memory the shape of a file.
        """
        return cls(-1, 0, len(data), data)

    def read(self, offset: int, length: int) -> bytes:
        """
        Give up to `length` bytes (never more than 1 MiB) from `offset`; empty when outside.
        """
        end = min(offset + min(length, MAX_READ), self.size)
        if not 0 <= offset < end:
            return b""
        if end <= len(self.head):
            return self.head[offset:end]
        return os.pread(self.fd, end - offset, self.base + offset) if self.fd >= 0 else b""

    def uint(self, offset: int, length: int, order: Order) -> int:
        """
        Give the unsigned number at `offset`; what lies outside counts as nothing.
        """
        return int.from_bytes(self.read(offset, length), order)

    def section(self, offset: int, length: int) -> "Source":
        """
        Give a stretch of this one, cut to what is there.
        """
        offset = min(max(offset, 0), self.size)
        length = min(max(length, 0), self.size - offset)
        head = self.read(offset, min(length, HEAD_BYTES))
        return Source(self.fd, self.base + offset, length, head)
