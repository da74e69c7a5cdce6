"""
Whether there is anything to see: black frames, clear skies and gradients all look alike.
"""

from functools import cache

import numpy as np

from dedup.borders import Grey, whole
from dedup.descriptor import SIDE, square

INFORMATIVE = 2.5  # grey levels that a picture differs from a smooth surface (standard deviation)
SURFACE = 2  # the degree of that surface


def is_informative(grey: Grey) -> bool:
    """
    Tell whether a picture differs enough from a smooth surface.
    """
    small = square(grey, whole(grey)).ravel()
    surfaces = _surfaces()
    rest = small - surfaces @ (small @ surfaces)
    return float(rest.std()) > INFORMATIVE


@cache
def _surfaces() -> Grey:
    """
    Give an orthonormal basis of the smooth surfaces over a square, a column each.
    """
    y, x = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    terms = [x**i * y**j for i in range(SURFACE + 1) for j in range(SURFACE + 1 - i)]
    basis = np.linalg.qr(np.stack([term.ravel() for term in terms], axis=1))[0]
    return basis.astype(np.float32)
