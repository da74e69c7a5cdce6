"""
Where the RAW formats that are no TIFF keep their metadata: RAF, MRW, X3F, CRW, Kyocera's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from mediacore.blobs import Blobs
from mediacore.header_jpeg import read_jpeg
from mediacore.source import Order, Source

MAX_BLOCKS = 64
MAX_DEPTH = 4

_X3F_PROPERTIES, _X3F_IMAGES = b"PROP", (b"IMAG", b"IMA2")
_X3F_JPEG = 18
_X3F_MAX_TEXT = 64 * 1024
_CRW_CAMERA, _CRW_TIME, _CRW_IMAGE = 0x080A, 0x180E, 0x1810
_CRW_FOLDERS, _CRW_INLINE = (0x2800, 0x3000), 0x4000
_RAF_CROPPED = 0x0111


def read_raf(source: Source) -> Blobs:
    """
    Read the JPEG inside Fujifilm's RAF, and the size of its RAW picture.
    """
    start, length = source.uint(84, 4, "big"), source.uint(88, 4, "big")
    blobs = read_jpeg(source.section(start, length))
    blobs.payload = blobs.problem = None
    if start + length > source.size or not start:
        blobs.problem = "The file ends in the middle of its picture."
    at = source.uint(92, 4, "big")
    count, at = min(source.uint(at, 4, "big"), MAX_BLOCKS), at + 4
    for _ in range(count):
        tag, size = source.uint(at, 2, "big"), source.uint(at + 2, 2, "big")
        if tag == _RAF_CROPPED:
            blobs.height, blobs.width = source.uint(at + 4, 2, "big"), source.uint(at + 6, 2, "big")
        at += 4 + size
    return blobs


def read_mrw(source: Source) -> Blobs:
    """
    Read the TIFF structure in the TTW block of Minolta's MRW.
    """
    blobs = Blobs()
    at = 8
    for _ in range(MAX_BLOCKS):
        size = source.uint(at + 4, 4, "big")
        if source.read(at, 4) == b"\0TTW":
            blobs.tiffs.append(source.section(at + 8, size))
            break
        at += 8 + size
    return blobs


def read_x3f(source: Source) -> Blobs:
    """
    Read the properties of Sigma's X3F, and the EXIF of the JPEG inside.
    """
    blobs = Blobs()
    directory = source.uint(source.size - 4, 4, "little")
    for n in range(min(source.uint(directory + 8, 4, "little"), MAX_BLOCKS)):
        entry = directory + 12 + n * 12
        section = source.section(
            source.uint(entry, 4, "little"), source.uint(entry + 4, 4, "little")
        )
        name = source.read(entry + 8, 4)
        if name == _X3F_PROPERTIES:
            _take_x3f_properties(section, blobs)
        elif name in _X3F_IMAGES and section.uint(12, 4, "little") == _X3F_JPEG:
            blobs.tiffs += read_jpeg(section.section(28, section.size)).tiffs
    width, height = source.uint(28, 4, "little"), source.uint(32, 4, "little")
    if 0 < max(width, height) < 2**16:
        blobs.width, blobs.height = width, height
    return blobs


def read_crw(source: Source) -> Blobs:
    """
    Read camera, time and size from the heap of Canon's CRW.
    """
    blobs = Blobs()
    order: Order = "little" if source.head[:2] == b"II" else "big"
    start = source.uint(2, 4, order)
    for tag, value in _crw_entries(source.section(start, source.size), order, MAX_DEPTH):
        if tag == _CRW_CAMERA:
            make, _, model = value.read(0, 128).decode("latin-1").partition("\0")
            blobs.make, blobs.model = make, model.split("\0")[0]
        elif tag == _CRW_TIME:
            blobs.taken = _clock(value.uint(0, 4, order))
        elif tag == _CRW_IMAGE:
            blobs.width, blobs.height = value.uint(0, 4, order), value.uint(4, 4, order)
    return blobs


def read_kyocera(source: Source) -> Blobs:
    """
    Read the head of Kyocera's RAW, whose texts stand back to front.
    """
    texts = (source.read(at, length) for at, length in ((0x19, 7), (0x0C, 12), (0x21, 20)))
    make, model, taken = (text[::-1].strip(b"\0 ").decode("latin-1") for text in texts)
    return Blobs(make=make, model=model, taken=taken)


def _take_x3f_properties(section: Source, blobs: Blobs) -> None:
    count = min(section.uint(8, 4, "little"), 256)
    names = section.section(24 + 8 * count, _X3F_MAX_TEXT)

    def text(at: int) -> str:
        raw = names.read(2 * section.uint(at, 4, "little"), 256)
        return raw.decode("utf-16-le", "replace").split("\0")[0]

    found = {text(24 + 8 * n): text(28 + 8 * n) for n in range(count)}
    blobs.make, blobs.model = found.get("CAMMANUF", ""), found.get("CAMMODEL", "")
    if found.get("TIME", "").isdecimal():
        blobs.taken = _clock(int(found["TIME"]))


def _crw_entries(heap: Source, order: Order, depth: int) -> Iterator[tuple[int, Source]]:
    table = heap.uint(heap.size - 4, 4, order)
    for n in range(min(heap.uint(table, 2, order), MAX_BLOCKS)):
        at = table + 2 + n * 10
        tag, size = heap.uint(at, 2, order), heap.uint(at + 2, 4, order)
        if tag & _CRW_INLINE:
            yield tag & 0x3FFF, heap.section(at + 2, 8)
            continue
        value = heap.section(heap.uint(at + 6, 4, order), size)
        if tag & 0x3800 in _CRW_FOLDERS and depth:
            yield from _crw_entries(value, order, depth - 1)
        else:
            yield tag & 0x3FFF, value


def _clock(seconds: int) -> str:
    if not 0 < seconds < 2**32:
        return ""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y:%m:%d %H:%M:%S}"
