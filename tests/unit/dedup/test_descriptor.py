"""
What a picture looks like in numbers.
"""

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from dedup.borders import Grey, whole
from dedup.descriptor import SIDE, TURNS, VALUES, Vector, describe, histogram, square, turned
from dedup.fingerprint import grey_of
from tests.samples.scenes import scene


def grey(picture: Image.Image) -> Grey:
    """
    Give a picture as the fingerprint sees it.
    """
    return grey_of(picture)


def vector(picture: Image.Image) -> Vector:
    """
    Describe a whole picture.
    """
    values = grey(picture)
    return describe(values, whole(values))


def apart(one: Image.Image, other: Image.Image) -> float:
    """
    Give the distance of two pictures.
    """
    return float(np.linalg.norm(vector(one) - vector(other)))


def test_vector_has_128_values_and_length_one() -> None:
    """
    Distances of vectors are then at most 2.
    """
    found = vector(scene(1))

    assert found.shape == (VALUES,)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("number", range(TURNS))
def test_turned_vector_is_that_of_the_turned_picture(number: int) -> None:
    """
    Turns and mirrors are permutations: nothing is rendered again.
    """
    small = square(grey(scene(2)), (0, 0, 200, 180))
    picture = small[:, ::-1] if number >= TURNS // 2 else small
    picture = np.ascontiguousarray(np.rot90(picture, number % (TURNS // 2)))

    expected = describe(picture, whole(picture))

    assert turned(describe(small, whole(small)))[number] == pytest.approx(expected, abs=2e-3)


def test_brightness_contrast_and_size_matter_little() -> None:
    """
    An edited copy is nearer than half of the way to a stranger.
    """
    picture = scene(3)
    edited = ImageEnhance.Contrast(ImageEnhance.Brightness(picture).enhance(1.2)).enhance(0.7)

    assert apart(picture, edited.resize((200, 150))) < 0.4


def test_other_scenes_are_far() -> None:
    """
    Strangers are about as far as random directions are.
    """
    distances = [apart(scene(one), scene(one + 50)) for one in range(8)]

    assert min(distances) > 1.0


def test_small_part_is_enlarged() -> None:
    """
    A part of fewer pixels than the square is stretched over it.
    """
    values = grey(scene(4))

    assert square(values, (0, 0, 20, 16)).shape == (SIDE, SIDE)


def test_flat_square_has_no_gradients() -> None:
    """
    Its histogram is all zeros, not a division by zero.
    """
    assert not histogram(np.full((SIDE, SIDE), 7, dtype=np.float32)).any()
