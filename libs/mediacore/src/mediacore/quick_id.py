"""
The quick id: a file's identity from three short reads, in well under a millisecond.
"""

import hashlib
import os

from mediacore.errors import TwinlensError

ID_BYTES = 16
SPAN = 64 * 1024


class UnreadableFileError(TwinlensError):
    """
    Raised when the operating system will not give a file's bytes; carries `path` and `reason`.
    """

    def __init__(self, path: bytes | str, reason: str) -> None:
        super().__init__(f"cannot read the file: {reason}", path=path, reason=reason)
        self.path = path
        self.reason = reason


def quick_id(fd: int, size: int) -> bytes:
    """
    Give BLAKE2b-128 over the size and the first, middle and last 64 KiB of an open file.

    A file of up to 192 KiB is hashed whole. Raises `OSError` as reading does.
    """
    return span_id(fd, 0, size, SPAN)


def span_id(fd: int, start: int, size: int, span: int) -> bytes:
    """
    Give the same kind of id for `size` bytes from `start`, from three reads of `span` bytes.
    """
    digest = hashlib.blake2b(size.to_bytes(8, "little"), digest_size=ID_BYTES)
    if size <= 3 * span:
        digest.update(os.pread(fd, size, start))
        return digest.digest()
    for offset in (0, (size - span) // 2, size - span):
        digest.update(os.pread(fd, span, start + offset))
    return digest.digest()
