"""
Grain and things in drawn landscapes.
"""

import numpy as np
from PIL import Image

from localstack.details import grain, put_things


def rng() -> np.random.Generator:
    """
    Always the same numbers.
    """
    return np.random.default_rng(5)


def test_grain_is_fine_and_around_zero() -> None:
    """
    It changes from pixel to pixel and makes nothing brighter.
    """
    found = grain((90, 60), 0.0, rng())

    assert found.shape == (60, 90)
    assert abs(float(found.mean())) < 5
    assert float(found.std()) > 3


def test_grain_moves_with_the_view() -> None:
    """
    A tenth of the width further, the same grain stands a tenth to the left.
    """
    still, moved = grain((900, 600), 0.0, rng()), grain((900, 600), 0.1, rng())

    assert float(np.abs(still[:, 90:] - moved[:, :-90]).mean()) < 1


def test_things_give_edges_to_hold_on_to() -> None:
    """
    An even picture has many strong edges afterwards.
    """
    picture = Image.new("RGB", (300, 200), (90, 120, 150))

    put_things(picture, 0.0, rng(), rng())

    grey = np.asarray(picture.convert("L")).astype(int)
    assert (np.abs(np.diff(grey, axis=1)) > 40).sum() > 300
