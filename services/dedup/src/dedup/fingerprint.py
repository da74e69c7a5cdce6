"""
The 64-bit perceptual hash of a picture: bit for bit what `imagehash.phash` gives.

Postgres knows no unsigned number, so the hash is kept as a signed one; people see 16 hex digits.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

BITS = 64


def perceptual_hash(picture: "Image") -> int:
    """
    Give the hash of an upright picture, as a signed 64-bit number.
    """
    import imagehash  # noqa: PLC0415 - only workers look at pictures; its parts are large

    return to_signed(int(str(imagehash.phash(picture)), 16))


def to_signed(value: int) -> int:
    """
    Give an unsigned 64-bit number as the signed one with the same bits.
    """
    return value - (1 << BITS) if value >> (BITS - 1) else value


def hash_text(value: int | None) -> str | None:
    """
    Give a stored hash as people know it: 16 hex digits.
    """
    return None if value is None else f"{value % (1 << BITS):016x}"
