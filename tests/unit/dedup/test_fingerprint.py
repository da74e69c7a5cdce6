"""
The perceptual hash of a picture.
"""

import imagehash
import pytest
from PIL import Image

from dedup.fingerprint import hash_text, perceptual_hash, to_signed


@pytest.mark.parametrize("turned", [False, True])
def test_hash_is_that_of_imagehash(turned: bool) -> None:
    """
    Bit for bit what `imagehash.phash` says of the same pixels, whatever the highest bit is.
    """
    picture = Image.linear_gradient("L")
    picture = picture.rotate(90) if turned else picture

    assert hash_text(perceptual_hash(picture)) == str(imagehash.phash(picture))


@pytest.mark.parametrize("value", [0, 1, (1 << 63) - 1, 1 << 63, (1 << 64) - 1])
def test_no_bit_is_lost_in_a_signed_number(value: int) -> None:
    """
    What Postgres keeps is shown with the same 64 bits.
    """
    signed = to_signed(value)

    assert -(1 << 63) <= signed < 1 << 63
    assert hash_text(signed) == f"{value:016x}"


def test_no_hash_is_shown_as_none() -> None:
    """
    A picture that was never decoded has no hash.
    """
    assert hash_text(None) is None
