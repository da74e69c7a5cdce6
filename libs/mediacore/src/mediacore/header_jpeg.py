"""
Where a JPEG keeps its EXIF, its XMP and its picture.
"""

import re

from mediacore.blobs import Blobs
from mediacore.source import Source
from mediacore.xmp import MAX_PACKET, PACKET_IDENTIFIER

MAX_SEGMENTS = 512
TAIL_BYTES = 16 * 1024

_EXIF = b"Exif\0"
_EXIF_HEADER = 6
_SOS, _APP1 = 0xDA, 0xE1
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_STUFFED = b"\xff\x00"
_SAMSUNG_END, _SAMSUNG_MOTION = b"SEFT", b"\x30\x0a"


def read_jpeg(source: Source) -> Blobs:
    """
    Walk the segments up to the start of the picture.
    """
    blobs = Blobs()
    at = 2
    for _ in range(MAX_SEGMENTS):
        mark = source.read(at, 4)
        code, length = mark[1:2], int.from_bytes(mark[2:], "big")
        if mark[:1] != b"\xff" or not code:
            break
        marker = code[0]
        if marker == _SOS:
            blobs.payload = (at, source.size - at)
            break
        if marker == 0xFF:  # noqa: PLR2004 - fill byte
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            _take_segment(source, blobs, marker, at + 4, length - 2)
            at += 2 + length
    _judge(source, blobs)
    return blobs


def _take_segment(source: Source, blobs: Blobs, marker: int, start: int, length: int) -> None:
    if marker in _FRAMES:
        frame = source.read(start, 5)
        blobs.height = int.from_bytes(frame[1:3], "big")
        blobs.width = int.from_bytes(frame[3:5], "big")
    elif marker == _APP1:
        opening = source.read(start, len(PACKET_IDENTIFIER))
        if opening.startswith(_EXIF):
            blobs.tiffs.append(source.section(start + _EXIF_HEADER, length - _EXIF_HEADER))
        elif opening == PACKET_IDENTIFIER and not blobs.xmp:
            blobs.xmp = source.read(start, min(length, MAX_PACKET))


def _judge(source: Source, blobs: Blobs) -> None:
    """
    Look whether the picture has an end.

    Coded data without any marker up to the file's end was cut off; so was a tail of zeros, as
    a download leaves it. Anything else behind a picture (a text, an archive) is no problem.
    """
    if blobs.payload is None:
        blobs.problem = "The JPEG ends before its picture begins."
        return
    if not blobs.width or not blobs.height:
        blobs.problem = "The JPEG declares no size."
    start = max(source.size - TAIL_BYTES, blobs.payload[0] + 2)
    tail = source.read(start, TAIL_BYTES)
    blobs.motion = tail.endswith(_SAMSUNG_END) and _SAMSUNG_MOTION in tail[tail.rfind(b"SEFH") :]
    whole_scan = start == blobs.payload[0] + 2
    coded = whole_scan or _STUFFED in tail or not tail.strip(b"\0")
    if coded and _MARKER.search(tail) is None:
        blobs.problem = "The JPEG ends in the middle of its picture."
