"""
The 64-bit perceptual hash of a picture: bit for bit what `imagehash.phash` gives.
"""

from typing import TYPE_CHECKING

from dedup.hash_text import to_signed

if TYPE_CHECKING:
    from PIL.Image import Image


def perceptual_hash(picture: "Image") -> int:
    """
    Give the hash of an upright picture, as a signed 64-bit number.
    """
    import imagehash  # noqa: PLC0415 - only workers look at pictures; its parts are large

    return to_signed(int(str(imagehash.phash(picture)), 16))
