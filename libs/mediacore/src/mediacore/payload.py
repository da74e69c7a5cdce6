"""
The content id: a quick id of the picture alone, so that rewriting metadata keeps it.

Only for JPEG (from the start of its scan on) and DNG (the strips or tiles of its largest image):
people write ratings and dates into these. Spans are shorter than the quick id's: coded picture
data differs everywhere between two shots.
"""

import hashlib
import os

from mediacore.exif import Tiff, stretches
from mediacore.quick_id import ID_BYTES, span_id
from mediacore.source import Source

SPAN = 16 * 1024


def stretch_id(source: Source, start: int, size: int) -> bytes:
    """
    Give the id of one stretch of a file; raises `OSError` as reading does.
    """
    return span_id(source.fd, start, size, SPAN)


def image_id(source: Source, tiff: Tiff) -> bytes | None:
    """
    Give the id of a TIFF structure's largest image, `None` where there is none in the file.

    Hashed are the total size and the first, middle and last strip or tile, 16 KiB of each.
    """
    best = max(
        (stretches(tiff, image) for image in tiff.images),
        key=lambda pieces: sum(length for _, length in pieces),
        default=[],
    )
    whole = [piece for piece in best if piece[1] and sum(piece) <= source.size]
    if not whole or len(whole) < len(best):
        return None
    total = sum(length for _, length in whole)
    digest = hashlib.blake2b(total.to_bytes(8, "little"), digest_size=ID_BYTES)
    for index in (0, len(whole) // 2, -1):
        offset, length = whole[index]
        digest.update(os.pread(source.fd, min(length, SPAN), offset))
    return digest.digest()
