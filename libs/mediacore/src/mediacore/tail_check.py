"""
Whether a file looks finished, from its first and last bytes: a copy in progress lacks its end.

The content decides, not the name. What cannot be told counts as finished, and whatever is read
stays within 128 KiB.
"""

import re
import struct
from collections.abc import Callable

from mediacore.bounded_read import WINDOW, BoundedReader, ReadLimitError
from mediacore.formats import NOT_MEDIA, Kind
from mediacore.tail_boxes import boxes_complete, is_boxes, is_matroska, matroska_complete
from mediacore.tail_tiff import is_tiff, tiff_complete

_HEAD = 64
_SOI, _EOI, _SOS = b"\xff\xd8", b"\xff\xd9", 0xDA
_RESERVED = re.compile(rb"\xff[\x01-\xbf]")
_MAX_SEGMENTS = 256
_LEAST = 8
_LEAST_TRAILER = 4096
_SAMSUNG_END = b"SEFT"
_MOTION_LENGTH = re.compile(
    rb'MicroVideoOffset="(\d{1,12})"|Mime="video/(?:mp4|quicktime)"[^>]{0,200}?Length="(\d{1,12})"'
)


def looks_complete(fd: int, kind: Kind, size: int) -> bool:
    """
    Say whether the end of a file is there; an empty file never looks complete.

    :param fd: an open file; its position is not used.
    :param kind: what its name claims, for files whose first bytes are still missing.
    :param size: its length in bytes.
    :raises OSError: when it cannot be read.
    """
    if size <= 0:
        return False
    reader = BoundedReader(fd, size)
    try:
        head = reader.read(0, _HEAD)
        if size < _LEAST or not head.strip(b"\0"):
            return kind in NOT_MEDIA
        for matches, complete in _CHECKS:
            if matches(head):
                return complete(reader)
    except ReadLimitError:
        return True
    return True


def _starts(magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _jpeg(reader: BoundedReader) -> bool:
    scan = _start_of_scan(reader)
    if scan is None:
        return False
    start = max(scan, reader.size - WINDOW)
    tail = reader.read(start, reader.size - start)
    if tail.rstrip(b"\0").endswith((_EOI, _SAMSUNG_END)):
        return True
    motion = _motion_length(reader, scan)
    if motion is not None:
        at = reader.size - motion
        return is_boxes(reader.read(at, 8)) and boxes_complete(reader, at)
    return _EOI in tail or _is_trailer(tail.rstrip(b"\0"))


def _is_trailer(tail: bytes) -> bool:
    """
    Say whether these bytes cannot be picture data, so that the picture ended before them.

    In picture data every 0xFF is followed by 0x00 or by a marker of 0xC0 and above, and there are
    many.
    """
    return len(tail) > _LEAST_TRAILER and (b"\xff" not in tail or bool(_RESERVED.search(tail)))


def _start_of_scan(reader: BoundedReader) -> int | None:
    """
    Give the offset of the picture data, so that a thumbnail's end is not taken for the picture's.
    """
    at = len(_SOI)
    for _ in range(_MAX_SEGMENTS):
        head = reader.read(at, 4)
        if len(head) < 4 or head[0] != 0xFF:  # noqa: PLR2004 - marker and length, four bytes
            return None
        if head[1] == _SOS:
            return at
        if head[1] == 0xFF:  # noqa: PLR2004 - a fill byte before a marker
            at += 1
        else:
            at += 2 + struct.unpack_from(">H", head, 2)[0]
    return None


def _motion_length(reader: BoundedReader, scan: int) -> int | None:
    """
    Give the length of the clip behind a motion photo, as its XMP tells.
    """
    found = _MOTION_LENGTH.search(reader.read(0, min(scan, WINDOW // 2)))
    return int(found.group(1) or found.group(2)) if found else None


def _png(reader: BoundedReader) -> bool:
    return b"IEND\xaeB`\x82" in reader.tail()


def _gif(reader: BoundedReader) -> bool:
    return b"\0;" in reader.tail(1024)


def _riff(reader: BoundedReader) -> bool:
    declared = struct.unpack("<I", reader.read(4, 4).ljust(4, b"\0"))[0]
    return bool(0 < declared <= reader.size - 8)


def _bmp(reader: BoundedReader) -> bool:
    declared = struct.unpack("<I", reader.read(2, 4).ljust(4, b"\0"))[0]
    return bool(declared <= reader.size)


def _raf(reader: BoundedReader) -> bool:
    table = reader.read(84, 24)
    return len(table) == 24 and all(  # noqa: PLR2004 - three pairs of offset and length
        offset + length <= reader.size for offset, length in struct.iter_unpack(">II", table)
    )


def _crw(reader: BoundedReader) -> bool:
    header, root = reader.read(2, 4), reader.tail(4)
    at = int.from_bytes(header, "little") + int.from_bytes(root, "little")
    count = int.from_bytes(reader.read(at, 2), "little")
    return count > 0 and at + 2 + 10 * count <= reader.size


def _x3f(reader: BoundedReader) -> bool:
    at = int.from_bytes(reader.tail(4), "little")
    return reader.read(at, 4) == b"SECd"


_CHECKS: tuple[tuple[Callable[[bytes], bool], Callable[[BoundedReader], bool]], ...] = (
    (_starts(_SOI + b"\xff"), _jpeg),
    (_starts(b"\x89PNG\r\n\x1a\n"), _png),
    (_starts(b"GIF8"), _gif),
    (_starts(b"RIFF"), _riff),
    (is_boxes, boxes_complete),
    (is_tiff, tiff_complete),
    (is_matroska, matroska_complete),
    (_starts(b"FUJIFILMCCD-RAW"), _raf),
    (lambda head: head[6:14] == b"HEAPCCDR", _crw),
    (_starts(b"FOVb"), _x3f),
    (_starts(b"BM"), _bmp),
)
