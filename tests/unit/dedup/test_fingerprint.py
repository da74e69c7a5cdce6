"""
The perceptual hash of a picture.
"""

import imagehash
import pytest
from PIL import Image

from dedup.fingerprint import perceptual_hash
from dedup.hash_text import hash_text


@pytest.mark.parametrize("turned", [False, True])
def test_hash_is_that_of_imagehash(turned: bool) -> None:
    """
    Bit for bit what `imagehash.phash` says of the same pixels, whatever the highest bit is.
    """
    picture = Image.linear_gradient("L")
    picture = picture.rotate(90) if turned else picture

    assert hash_text(perceptual_hash(picture)) == str(imagehash.phash(picture))
