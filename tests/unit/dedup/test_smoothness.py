"""
Whether there is anything to see.
"""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from dedup.fingerprint import grey_of
from dedup.smoothness import is_informative
from tests.samples.scenes import scene, sky


def noise(level: float, deviation: float) -> Image.Image:
    """
    Give a frame of one level with a sensor's noise.
    """
    pixels = np.random.default_rng(2).normal(level, deviation, (360, 480, 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def bowl() -> Image.Image:
    """
    Give a soft light in the middle, as of a lamp on a wall.
    """
    y, x = np.mgrid[-1:1:360j, -1:1:480j]
    return Image.fromarray((220 - 70 * x**2 - 50 * y**2 + 20 * x * y).astype(np.uint8))


SMOOTH = {
    "black": Image.new("L", (480, 360), 0),
    "black with noise": noise(4, 2),
    "white with noise": noise(250, 2),
    "gradient": Image.linear_gradient("L"),
    "gradient aslant": Image.linear_gradient("L").rotate(30).crop((64, 64, 192, 192)),
    "lamp on a wall": bowl(),
    "clear sky": sky(1),
}


@pytest.mark.parametrize("name", SMOOTH)
def test_smooth_surface_is_not_informative(name: str) -> None:
    """
    What bends in two directions at most tells no picture from another.
    """
    assert not is_informative(grey_of(SMOOTH[name]))


@pytest.mark.parametrize("number", range(6))
def test_scene_is_informative(number: int) -> None:
    """
    Clouds and shapes are something to see.
    """
    assert is_informative(grey_of(scene(number)))


def test_shape_before_a_gradient_is_informative() -> None:
    """
    A surface with one thing on it is a picture.
    """
    picture = Image.linear_gradient("L")
    ImageDraw.Draw(picture).ellipse((60, 60, 120, 140), fill=255)

    assert is_informative(grey_of(picture))


def test_dark_scene_is_informative() -> None:
    """
    A quarter of the light leaves enough to see.
    """
    assert is_informative(grey_of(scene(1)) * np.float32(0.25))


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (5, 7)])
def test_tiny_pictures_can_be_asked(size: tuple[int, int]) -> None:
    """
    A single pixel is a smooth surface, whatever its shape.
    """
    assert not is_informative(grey_of(Image.new("RGB", size, "grey")))
