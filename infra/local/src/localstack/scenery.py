"""
Landscapes drawn by numbers: the same look gives the same picture, other looks give other ones.
"""

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from localstack.details import grain, put_things

PALETTES: Final = (
    ((24, 60, 120), (250, 190, 120), (30, 42, 64)),
    ((70, 150, 220), (220, 240, 250), (36, 84, 60)),
    ((40, 20, 70), (240, 110, 90), (24, 16, 40)),
    ((120, 190, 230), (250, 246, 220), (110, 90, 50)),
    ((20, 30, 60), (90, 140, 180), (10, 20, 30)),
    ((190, 210, 220), (245, 240, 230), (70, 90, 110)),
    ((230, 150, 90), (255, 226, 150), (90, 40, 40)),
)

Pixels = npt.NDArray[np.float32]


class Style(StrEnum):
    """
    How a picture was developed.
    """

    NATURAL = "natural"
    WARM = "warm"
    MONO = "mono"


def landscape(
    look: int,
    size: tuple[int, int],
    style: Style = Style.NATURAL,
    drift: float = 0.0,
    moment: int = 0,
) -> Image.Image:
    """
    A picture of `size` pixels; `drift` moves the view a little, as between frames of a burst.

    At another `moment` things are elsewhere in the same landscape, and the light is another.
    """
    rng = np.random.default_rng(look)
    width, height = size
    sky, horizon, ground = np.asarray(PALETTES[look % len(PALETTES)], dtype=np.float32)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :] + np.float32(drift)
    pixels = _blend(sky, horizon, np.broadcast_to(y * 1.4, (height, width)))
    _shine(pixels, x, y, rng)
    layers = int(rng.integers(3, 6))
    for layer in range(layers):
        depth = (layer + 1) / layers
        ridge = _ridge(x, rng, base=0.45 + 0.42 * depth, height=0.16 - 0.08 * depth)
        haze = _blend(horizon, ground, np.full((1, 1), depth, dtype=np.float32))
        top = max(0, int(ridge.min() * (height - 1)))  # above it nothing is to be painted
        under = y[top:] - ridge
        shade = 1 - 0.25 * np.clip(under * 3, 0, 1)
        pixels[top:] = np.where((under > 0)[..., None], haze * shade[..., None], pixels[top:])
    moves = np.random.default_rng((look, moment)) if moment else rng
    pixels += grain(size, drift, moves)[..., None]
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    put_things(picture, drift, rng, moves)
    return Image.fromarray(_develop(np.asarray(picture, dtype=np.float32), style))


def _blend(first: Pixels, second: Pixels, share: Pixels) -> Pixels:
    """
    Colours between two, by a share from 0 to 1.
    """
    part = np.clip(share, 0, 1)[..., None]
    return np.asarray(first * (1 - part) + second * part, dtype=np.float32)


def _shine(pixels: Pixels, x: Pixels, y: Pixels, rng: np.random.Generator) -> None:
    """
    Put a sun and its glow into the sky.
    """
    at_x, at_y, radius = rng.uniform(0.15, 0.85), rng.uniform(0.12, 0.4), rng.uniform(0.03, 0.07)
    distance = np.sqrt((x - at_x) ** 2 * 2.2 + (y - at_y) ** 2)
    glow = np.exp(-distance / (radius * 3)) * 0.7 + (distance < radius) * 0.5
    pixels += np.clip(glow, 0, 1)[..., None] * (np.float32(255) - pixels)


def _ridge(x: Pixels, rng: np.random.Generator, base: float, height: float) -> Pixels:
    """
    The skyline of one range of hills, as a share of the picture's height for each column.
    """
    line = np.full_like(x, base)
    for octave in range(1, 6):
        frequency, phase = rng.uniform(1.5, 3.0) * 2**octave, rng.uniform(0, 6.3)
        line -= np.sin(x * frequency + phase).astype(np.float32) * np.float32(height / 2**octave)
    return line


def _develop(pixels: Pixels, style: Style) -> npt.NDArray[np.uint8]:
    """
    Finish the picture in a style.
    """
    if style is Style.MONO:
        grey = pixels @ np.asarray((0.3, 0.59, 0.11), dtype=np.float32)
        pixels = np.repeat(((grey - 128) * 1.2 + 128)[..., None], 3, axis=2)
    elif style is Style.WARM:
        pixels = pixels * np.asarray((1.1, 1.0, 0.86), dtype=np.float32) + 6
    return np.clip(pixels, 0, 255).astype(np.uint8)
