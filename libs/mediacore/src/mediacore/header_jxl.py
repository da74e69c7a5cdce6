"""
Where JPEG XL keeps its metadata, and the size at the start of its code stream.
"""

from mediacore.blobs import Blobs
from mediacore.boxes import boxes
from mediacore.source import Source
from mediacore.xmp import MAX_PACKET

HEADER_BYTES = 16

_SIGNATURE = b"\xff\x0a"
_WIDTHS = (9, 13, 18, 30)
_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))


class _Bits:
    """
    Bits of a code stream, least significant first.
    """

    def __init__(self, data: bytes) -> None:
        self._left = int.from_bytes(data, "little")

    def take(self, count: int) -> int:
        """
        Give the next bits as a number; behind the end there are noughts.
        """
        value = self._left & ((1 << count) - 1)
        self._left >>= count
        return value


def read_jxl(source: Source) -> Blobs:
    """
    Read the metadata boxes and the size; a bare code stream has a size only.
    """
    blobs = Blobs()
    if source.head.startswith(_SIGNATURE):
        _take_size(source, blobs)
        return blobs
    for name, box in boxes(source):
        if name == b"Exif":
            blobs.tiffs.append(box.section(4 + box.uint(0, 4, "big"), box.size))
        elif name == b"xml ":
            blobs.xmp = box.read(0, MAX_PACKET)
        elif name in (b"jxlc", b"jxlp") and blobs.width is None:
            _take_size(box.section(4 if name == b"jxlp" else 0, HEADER_BYTES), blobs)
    return blobs


def _take_size(stream: Source, blobs: Blobs) -> None:
    if stream.read(0, 2) != _SIGNATURE:
        return
    bits = _Bits(stream.read(2, HEADER_BYTES))
    small = bits.take(1) == 1
    height = _length(bits, small=small)
    ratio = bits.take(3)
    if ratio:
        over, under = _RATIOS[ratio - 1]
        width = height * over // under
    else:
        width = _length(bits, small=small)
    blobs.width, blobs.height = width, height
    all_default = bits.take(1)
    extra = 0 if all_default else bits.take(1)
    blobs.rotation = bits.take(3) + 1 if extra else 1


def _length(bits: _Bits, *, small: bool) -> int:
    if small:
        return (bits.take(5) + 1) * 8
    return bits.take(_WIDTHS[bits.take(2)]) + 1
