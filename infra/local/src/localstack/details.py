"""
What makes a drawn landscape look like a photo: grain on every scale, houses, rocks, a sign.

All places are shares of the picture's size, so that a small copy shows the same.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

GRAINS: Final = ((9, 12.0), (36, 14.0), (150, 16.0))  # cells over the height, strength
SPREAD: Final = 1.25  # more than the picture's width, for views that drift
THINGS: Final = 16
PANES: Final = (3, 4)
HOUSES: Final = 0.5
LIT: Final = 0.4

Pixels = npt.NDArray[np.float32]


def grain(size: tuple[int, int], drift: float, rng: np.random.Generator) -> Pixels:
    """
    Noise in octaves, around zero; it moves with the view.
    """
    width, height = size
    total = np.zeros((height, width), dtype=np.float32)
    for cells, strength in GRAINS:
        across = cells * 3 // 2
        noise = rng.random((cells, round(across * SPREAD)), dtype=np.float32) - np.float32(0.5)
        left = drift * across
        box = (left, 0, left + across, cells)
        image = Image.fromarray(noise).resize(size, Image.Resampling.BILINEAR, box=box)
        total += np.asarray(image) * np.float32(2 * strength)
    return total


def put_things(
    picture: Image.Image, drift: float, rng: np.random.Generator, moves: np.random.Generator
) -> None:
    """
    Put houses and rocks onto a picture, and a sign with words.

    :param rng: decides what there is.
    :param moves: decides where it is.
    """
    draw = ImageDraw.Draw(picture)
    places = moves.uniform((-0.05, 0.5), (1.05, 0.95), (THINGS, 2))
    for at_x, at_y in places[np.argsort(places[:, 1])]:
        extent = float(rng.uniform(0.03, 0.09) * (0.5 + at_y))
        colour = tuple(int(part) for part in rng.integers(30, 240, 3))
        spot = ((at_x - drift) * picture.width, at_y * picture.height)
        if rng.random() < HOUSES:
            _house(draw, spot, extent * picture.height, colour, rng)
        else:
            _rock(draw, spot, extent * picture.height, colour, rng)
    words = f"{chr(65 + int(rng.integers(26)))}{rng.integers(100, 1000)} harbour"
    font = ImageFont.load_default(max(6.0, picture.height / 18))
    at = ((float(rng.uniform(0.1, 0.6)) - drift) * picture.width, 0.42 * picture.height)
    box = draw.textbbox(at, words, font=font)
    draw.rectangle(box, fill=(244, 240, 228), outline=(40, 40, 40))
    draw.text(at, words, font=font, fill=(30, 40, 90))


def _house(
    draw: ImageDraw.ImageDraw,
    spot: tuple[float, float],
    extent: float,
    colour: tuple[int, ...],
    rng: np.random.Generator,
) -> None:
    """
    A wall, a roof and windows, some of them lit.
    """
    x, y = spot
    draw.rectangle((x - extent, y - extent, x + extent, y + extent), fill=colour)
    roof = tuple(part * 2 // 3 for part in reversed(colour))
    draw.polygon(
        ((x - 1.2 * extent, y - extent), (x + 1.2 * extent, y - extent), (x, y - 1.9 * extent)),
        fill=roof,
    )
    rows, columns = PANES
    for row in range(rows):
        for column in range(columns):
            left = x - extent + 2 * extent * (column + 0.25) / columns
            top = y - extent + 2 * extent * (row + 0.25) / rows
            lit = (250, 230, 150) if rng.random() < LIT else (40, 48, 60)
            draw.rectangle((left, top, left + extent / columns, top + extent / rows), fill=lit)


def _rock(
    draw: ImageDraw.ImageDraw,
    spot: tuple[float, float],
    extent: float,
    colour: tuple[int, ...],
    rng: np.random.Generator,
) -> None:
    """
    A few flat faces around a point, each in a shade of its own.
    """
    x, y = spot
    corners = int(rng.integers(5, 9))
    turns = np.sort(rng.uniform(0, 2 * np.pi, corners))
    reach = rng.uniform(0.6, 1.3, corners) * extent
    points = [
        (x + float(np.cos(turn) * far), y + float(np.sin(turn) * far * 0.8))
        for turn, far in zip(turns, reach, strict=True)
    ]
    for index, point in enumerate(points):
        shade = float(rng.uniform(0.5, 1.1))
        face = tuple(min(255, int(part * shade)) for part in colour)
        draw.polygon((spot, point, points[(index + 1) % corners]), fill=face)
