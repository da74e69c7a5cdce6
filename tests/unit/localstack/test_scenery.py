"""
Landscapes drawn by numbers.
"""

import numpy as np
import pytest

from localstack.scenery import Style, landscape

SIZE = (60, 40)


def pixels(look: int, style: Style = Style.NATURAL, drift: float = 0.0) -> np.ndarray:
    """
    A small landscape as numbers.
    """
    return np.asarray(landscape(look, SIZE, style, drift)).astype(int)


def test_a_look_is_always_the_same_picture() -> None:
    """
    Nothing but the arguments decides.
    """
    assert (pixels(3) == pixels(3)).all()


@pytest.mark.parametrize("other", [10, 4])
def test_other_looks_are_other_pictures(other: int) -> None:
    """
    Looks of one palette differ as well as looks of two.
    """
    assert np.abs(pixels(3) - pixels(other)).mean() > 3


def test_drift_moves_the_view_a_little() -> None:
    """
    Frames of a burst are alike, but not the same.
    """
    change = np.abs(pixels(3) - pixels(3, drift=0.01)).mean()

    assert 0 < change < 10


def test_at_another_moment_things_are_elsewhere() -> None:
    """
    The landscape stays, what is in it moves.
    """
    later = np.asarray(landscape(3, SIZE, moment=1)).astype(int)

    assert np.abs(pixels(3) - later).mean() > 3


def test_a_mono_picture_has_no_colour() -> None:
    """
    All channels are equal.
    """
    assert np.ptp(pixels(3, Style.MONO), axis=2).max() == 0


def test_a_warm_picture_is_redder_than_blue() -> None:
    """
    Warmth raises red and lowers blue.
    """
    natural, warm = pixels(1).mean(axis=(0, 1)), pixels(1, Style.WARM).mean(axis=(0, 1))

    assert warm[0] > natural[0]
    assert warm[2] < natural[2]
