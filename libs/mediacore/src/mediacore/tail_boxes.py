"""
Whether the boxes of an MP4-like file, or the segment of a Matroska file, end where the file does.
"""

import struct

from mediacore.bounded_read import BoundedReader

_FIRST = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"JXL "})
_INDEX = frozenset({b"moov", b"moof", b"meta", b"mini", b"jxlc", b"jxlp"})
_SMALL, _LARGE = 8, 16
_MAX_BOXES = 4096
_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"


def is_boxes(head: bytes) -> bool:
    """
    Say whether a file begins with a box of MP4, MOV, HEIC, AVIF, CR3 or JPEG XL.
    """
    return head[4:8] in _FIRST


def boxes_complete(reader: BoundedReader, start: int = 0) -> bool:
    """
    Say whether the boxes from `start` cover the file exactly, an index among them.
    """
    offset, indexed = start, False
    for _ in range(_MAX_BOXES):
        if offset == reader.size:
            return indexed
        header = reader.read(offset, _LARGE)
        if len(header) < _SMALL or not header[4:8].strip(b"\0"):
            return indexed and not header.strip(b"\0")
        length, kind = struct.unpack_from(">I4s", header)
        indexed = indexed or kind in _INDEX
        least = _SMALL
        if length == 0:
            return indexed
        if length == 1:
            if len(header) < _LARGE:
                return False
            least, length = _LARGE, struct.unpack_from(">Q", header, _SMALL)[0]
        if length < least or offset + length > reader.size:
            return False
        offset += length
    return True


def is_matroska(head: bytes) -> bool:
    """
    Say whether a file begins as MKV and WebM do.
    """
    return head.startswith(_EBML)


def matroska_complete(reader: BoundedReader) -> bool:
    """
    Say whether the segment ends inside the file; one of unknown length does.
    """
    head = reader.read(0, 4096)
    length, used = _vint(head, len(_EBML))
    at = len(_EBML) + used + (length or 0)
    if not used or head[at : at + 4] != _SEGMENT:
        return False
    length, used = _vint(head, at + 4)
    return bool(used) and (length is None or at + 4 + used + length <= reader.size)


def _vint(data: bytes, at: int) -> tuple[int | None, int]:
    first = data[at] if at < len(data) else 0
    width = 9 - first.bit_length()
    if not first or at + width > len(data):
        return 0, 0
    value = int.from_bytes(data[at : at + width], "big") & ((1 << (7 * width)) - 1)
    return (None if value == (1 << (7 * width)) - 1 else value), width
