"""
PDQ, the 256-bit picture hash of Meta's ThreatExchange, to compare with.

Written after its description ("The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing
Algorithm", 2019), since no wheel of it is at hand: luminance, two passes of a box filter, 64 by 64
samples, 16 by 16 frequencies of a cosine transform, and whether each is above their median. Edges
are mirrored where the original shrinks its window, so a few bits may differ from it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 64
KEPT = 16
PASSES = 2

_NUMBERS = np.arange(SIDE)
_TRANSFORM = np.sqrt(2 / SIDE) * np.cos(
    np.pi / (2 * SIDE) * np.arange(1, KEPT + 1)[:, None] * (2 * _NUMBERS + 1)[None, :]
)


def pdq(picture: Image.Image) -> str:
    """
    Give a picture's hash, in hexadecimal.
    """
    samples = _sampled(np.asarray(picture.convert("L"), dtype=np.float32))
    frequencies = _TRANSFORM @ samples @ _TRANSFORM.T
    bits = (frequencies > np.median(frequencies)).ravel()
    return np.packbits(bits).tobytes().hex()


def _sampled(luminance: NDArray[np.float32]) -> NDArray[np.float32]:
    height, width = luminance.shape
    window = tuple(-(-side // (2 * SIDE)) for side in (width, height))
    for _ in range(PASSES):
        luminance = cv2.blur(luminance, window).astype(np.float32)
    rows, columns = (((_NUMBERS + 0.5) * side / SIDE).astype(int) for side in (height, width))
    return luminance[np.ix_(rows, columns)]
