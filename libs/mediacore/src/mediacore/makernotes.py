"""
The two embedded ids that Apple's maker note holds: of a burst, and of a Live Photo's two halves.
"""

from mediacore.exif import open_tiff
from mediacore.source import Source

BURST_UUID = 0x000B
CONTENT_IDENTIFIER = 0x0011

_SIGNATURE = b"Apple iOS\0"
_DIRECTORY = 14


def apple_ids(maker_note: bytes) -> tuple[str | None, str | None]:
    """
    Give the burst UUID and the content identifier of an Apple maker note, `None` where missing.

    The note is a directory without a TIFF header, its offsets count from its own start; so a
    header is put in place of the signature's first bytes.
    """
    if not maker_note.startswith(_SIGNATURE):
        return None, None
    order = maker_note[12:14]
    header = b"II*\0\x0e\0\0\0" if order == b"II" else b"MM\0*\0\0\0\x0e"
    tiff = open_tiff(Source.of_bytes(header + maker_note[len(header) :]))
    directory = tiff.images[0] if tiff and tiff.images else {}
    if tiff is None or not directory:
        return None, None
    burst, content = (
        tiff.text(directory.get(tag)) or None for tag in (BURST_UUID, CONTENT_IDENTIFIER)
    )
    return burst, content
