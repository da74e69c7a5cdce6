"""
The SHA-256 of a whole file, and proof that it stayed the same meanwhile.
"""

import hashlib
import os
import stat
from collections.abc import Callable

from mediacore.bounded_read import open_for_reading
from mediacore.errors import TwinlensError
from mediacore.quick_id import UnreadableFileError

CHUNK = 256 * 1024  # it stays in the processor's cache


class FileChangedError(TwinlensError):
    """
    Raised when a file is not, or no longer, the one that was to be read.
    """


def sha256_of(
    path: bytes, size: int, mtime_ns: int, beat: Callable[[], None]
) -> tuple[bytes, os.stat_result]:
    """
    Give the SHA-256 of a file and its stat.

    :param beat: called after each piece: whoever waits sees that the work goes on.
    :raises FileChangedError: when size or mtime are others than given, before or afterwards.
    :raises UnreadableFileError: when the system will not give its bytes.
    """
    try:
        fd = open_for_reading(path)
    except FileNotFoundError as error:
        raise FileChangedError("the file is gone", path=path) from error
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error
    try:
        _expect(fd, path, size, mtime_ns)
        # The disk works ahead: half as fast again as reading piece by piece.
        os.posix_fadvise(fd, 0, size, os.POSIX_FADV_WILLNEED)
        digest = hashlib.sha256()
        while chunk := os.read(fd, CHUNK):
            digest.update(chunk)
            beat()
        return digest.digest(), _expect(fd, path, size, mtime_ns)
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error
    finally:
        os.close(fd)


def _expect(fd: int, path: bytes, size: int, mtime_ns: int) -> os.stat_result:
    found = os.fstat(fd)
    same = (found.st_size, found.st_mtime_ns) == (size, mtime_ns)
    if not same or not stat.S_ISREG(found.st_mode):
        raise FileChangedError("the file has changed", path=path)
    return found
