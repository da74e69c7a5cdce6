"""
Where PNG, WebP, GIF and BMP keep their size and metadata.
"""

import zlib
from collections.abc import Iterator

from mediacore.blobs import Blobs
from mediacore.source import Source
from mediacore.xmp import MAX_PACKET

MAX_CHUNKS = 64
TAIL_BYTES = 64 * 1024

_EXIF_PREFIX = b"Exif\0\0"
_PNG_XMP = b"XML:com.adobe.xmp\0"


def read_png(source: Source) -> Blobs:
    """
    Read the chunks of a PNG, of which the first 64 count.
    """
    blobs = Blobs()
    for name, start, length in _png_chunks(source):
        if name == b"IHDR":
            blobs.width = source.uint(start, 4, "big")
            blobs.height = source.uint(start + 4, 4, "big")
        elif name == b"eXIf":
            blobs.tiffs.append(source.section(start, length))
        elif name == b"iTXt" and source.read(start, len(_PNG_XMP)) == _PNG_XMP:
            blobs.xmp = _png_text(source.read(start, min(length, MAX_PACKET)))
    if not blobs.width or not blobs.height:
        blobs.problem = "The PNG declares no size."
    elif b"IEND" not in source.read(max(source.size - TAIL_BYTES, 0), TAIL_BYTES):
        blobs.problem = "The PNG ends in the middle of its picture."
    return blobs


def read_webp(source: Source) -> Blobs:
    """
    Read the RIFF chunks of a WebP picture.
    """
    blobs = Blobs()
    for name, start, length in _riff_chunks(source):
        if name == b"VP8X":
            blobs.width = source.uint(start + 4, 3, "little") + 1
            blobs.height = source.uint(start + 7, 3, "little") + 1
        elif name == b"VP8 " and blobs.width is None:
            blobs.width = source.uint(start + 6, 2, "little") & 0x3FFF
            blobs.height = source.uint(start + 8, 2, "little") & 0x3FFF
        elif name == b"VP8L" and blobs.width is None:
            bits = source.uint(start + 1, 4, "little")
            blobs.width, blobs.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        elif name == b"EXIF":
            skip = len(_EXIF_PREFIX) * (source.read(start, 6) == _EXIF_PREFIX)
            blobs.tiffs.append(source.section(start + skip, length - skip))
        elif name == b"XMP ":
            blobs.xmp = source.read(start, min(length, MAX_PACKET))
    if blobs.width is None:
        blobs.problem = "The WebP holds no picture."
    elif source.uint(4, 4, "little") + 8 > source.size:
        blobs.problem = "The WebP ends in the middle of its picture."
    return blobs


def read_gif(source: Source) -> Blobs:
    """
    Read the size of a GIF, and whether it has its end.
    """
    blobs = Blobs(width=source.uint(6, 2, "little"), height=source.uint(8, 2, "little"))
    tail = source.read(max(source.size - TAIL_BYTES, 0), TAIL_BYTES)
    if not tail.rstrip(b"\0").endswith(b";"):
        blobs.problem = "The GIF ends in the middle of its picture."
    return blobs


def read_bmp(source: Source) -> Blobs:
    """
    Read the size of a bitmap; a negative height means that it is stored from the top.
    """
    height = source.uint(22, 4, "little")
    return Blobs(width=source.uint(18, 4, "little"), height=min(height, 2**32 - height))


def _png_chunks(source: Source) -> Iterator[tuple[bytes, int, int]]:
    at = 8
    for _ in range(MAX_CHUNKS):
        head = source.read(at, 8)
        if len(head) < 8:  # noqa: PLR2004 - a chunk's length and name
            return
        length = int.from_bytes(head[:4], "big")
        yield head[4:], at + 8, length
        at += 12 + length


def _riff_chunks(source: Source) -> Iterator[tuple[bytes, int, int]]:
    at = 12
    for _ in range(MAX_CHUNKS):
        head = source.read(at, 8)
        if len(head) < 8:  # noqa: PLR2004 - a chunk's name and length
            return
        length = int.from_bytes(head[4:], "little")
        yield head[:4], at + 8, length
        at += 8 + length + (length & 1)


def _png_text(data: bytes) -> bytes:
    flag = len(_PNG_XMP)
    compressed = data[flag : flag + 1]
    text = data[flag + 2 :].split(b"\0", 2)[-1]
    if compressed != b"\1":
        return text
    try:
        return zlib.decompressobj().decompress(text, MAX_PACKET)
    except zlib.error:
        return b""
