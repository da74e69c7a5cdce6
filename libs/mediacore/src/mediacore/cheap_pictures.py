"""
The cheapest faithful picture of a file, for telling what it looks like: not for showing it.

A camera's JPEG carries a thumbnail in its first 64 KiB; nothing else of the file is read then. A
phone's HEIC carries a small picture, which is decoded in a hundredth of the large one's time. They
may have black bars, which are cut off, or another shape than the picture, and then they are not
used. Whether they show what the picture shows by now, nobody can tell from them.
"""

import io
import os
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import numpy as np

from mediacore.exif import THUMBNAIL_OFFSET, THUMBNAIL_SIZE, open_tiff, read_exif
from mediacore.formats import Kind
from mediacore.header_jpeg import read_jpeg
from mediacore.previews import PreviewError, check_size, plain, preview, turn
from mediacore.source import HEAD_BYTES, Source

if TYPE_CHECKING:
    from PIL.Image import Image

PictureSource = Literal["thumbnail", "preview", "scaled", "full"]

LEAST_EDGE = 90  # pixels of a thumbnail's shorter edge, its bars cut off
HEIF_EDGES = range(160, 2049)  # of the longer edge of a HEIC's small picture
SAME_SHAPE = 0.02
BAR_LEVEL = 24  # bars are dark, as far as a JPEG's noise lets them
BAR_SHARE = 0.9
_OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK

_SOURCES: dict[Kind, PictureSource] = {Kind.JPEG: "scaled", Kind.RAW: "preview"}


def cheapest_picture(path: bytes, kind: Kind, edge: int) -> tuple["Image", PictureSource]:
    """
    Give an upright picture in grey or RGB of at most `edge` pixels, and what it was made from.

    Raises `PreviewError` when there is none, `OSError` when the file cannot be read.
    """
    small = None
    if kind is Kind.JPEG:
        fd = os.open(path, _OPEN_FLAGS)
        try:
            head = os.pread(fd, HEAD_BYTES, 0)
        finally:
            os.close(fd)
        small = thumbnail_of(head)
    elif kind is Kind.HEIF:
        with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
            small = small_heif(file)
    if small is not None:
        small.thumbnail((edge, edge))
        return small, "thumbnail"
    return preview(path, kind, edge), _SOURCES.get(kind, "full")


def thumbnail_of(head: bytes) -> "Image | None":
    """
    Give the thumbnail in the first bytes of a JPEG, upright and without bars.

    `None` when there is none, or none that has the shape of the picture.
    """
    blobs = read_jpeg(Source.of_bytes(head))
    if not blobs.tiffs:
        return None
    tiff = open_tiff(blobs.tiffs[0])
    if tiff is None:
        return None
    facts = read_exif([tiff])
    width, height = (blobs.width, blobs.height) if blobs.width else facts.exif_size
    data = b""
    for image in tiff.images:
        start, length = tiff.number(image.get(THUMBNAIL_OFFSET)), image.get(THUMBNAIL_SIZE)
        if start:
            data = tiff.source.read(start, tiff.number(length))
            break
    small = _decoded(data)
    if small is None or not width or not height:
        return None
    shaped = _without_bars(small, width, height)
    return None if shaped is None else turn(shaped, blobs.rotation or facts.orientation)


def small_heif(file: BinaryIO) -> "Image | None":
    """
    Give the smallest useful picture inside a HEIC, upright; `None` when there is none.
    """
    import pillow_heif  # noqa: PLC0415 - a decoder, loaded where pictures are made

    try:
        pictures: Any = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
        whole = pictures[pictures.primary_index]
        edges = [(size, place) for place, size in enumerate(whole.info["thumbnails"])]
        useful = [place for size, place in sorted(edges) if size in HEIF_EDGES]
        if not useful:
            return None
        small = plain(whole.get_thumbnail(useful[0]).to_pillow())
    except Exception:  # noqa: BLE001 - decoders raise whatever they like; the whole picture may do
        return None
    return _without_bars(small, *whole.size)


def _decoded(data: bytes) -> "Image | None":
    from PIL import Image  # noqa: PLC0415 - a decoder, loaded where pictures are made

    try:
        with Image.open(io.BytesIO(data)) as small:
            check_size(small.width, small.height, HEAD_BYTES * 64)
            return plain(small)
    except (OSError, PreviewError, SyntaxError, ValueError):
        return None


def _without_bars(small: "Image", width: int, height: int) -> "Image | None":
    """
    Cut a thumbnail to the shape of its picture, when what goes is nothing but bars.
    """
    shape = width / height
    kept_width = min(small.width, round(small.height * shape))
    kept_height = min(small.height, round(small.width / shape))
    if min(kept_width, kept_height) < LEAST_EDGE:
        return None
    if abs(small.width / small.height / shape - 1) <= SAME_SHAPE:
        return small
    left, top = (small.width - kept_width) // 2, (small.height - kept_height) // 2
    grey = np.asarray(small.convert("L"))
    bars = (
        (grey[:top], grey[top + kept_height :])
        if top
        else (grey[:, :left], grey[:, left + kept_width :])
    )
    if not all(_is_bar(bar) for bar in bars):
        return None
    return small.crop((left, top, left + kept_width, top + kept_height))


def _is_bar(lines: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> bool:
    """
    Tell whether lines are dark and even; the one beside the picture may have caught some of it.
    """
    return lines.size == 0 or float(np.mean(lines <= BAR_LEVEL)) >= BAR_SHARE
