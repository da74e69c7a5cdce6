"""
Pictures with as much to see in them as a photo has, drawn from a number.
"""

import numpy as np
from PIL import Image, ImageDraw

OCTAVES = 5
SHAPES = 14
LETTERS = list("abcdefghijklmnopqrstuvwxyz")


def scene(
    number: int, width: int = 480, height: int = 360, *, aside: float = 0.0, moved: int = 0
) -> Image.Image:
    """
    Draw clouds of several sizes with shapes in front; another number is another scene.

    :param aside: how far all shapes stand aside before the same clouds, in widths: parallax.
    :param moved: how many of the shapes have gone elsewhere, each somewhere of its own.
    """
    random = np.random.default_rng(number)
    layers = []
    for channel in range(3):
        layer = np.zeros((height, width), dtype=np.float32)
        for octave in range(OCTAVES):
            cells = 3 * 2**octave
            noise = random.normal(0, 1, (cells, cells)).astype(np.float32)
            cloud = Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC)
            layer += np.asarray(cloud) / 1.6**octave
        layers.append(110 + 20 * channel + 30 * layer)
    picture = Image.fromarray(np.stack(layers, axis=2).clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for place in range(SHAPES):
        left, top = int(random.integers(0, width)), int(random.integers(0, height))
        across, down = (int(size) for size in random.integers(width // 20, width // 5, 2))
        colour = tuple(int(value) for value in random.integers(0, 255, 3))
        shape = draw.ellipse if random.random() < 0.5 else draw.rectangle
        left += round(aside * width)
        if SHAPES - place <= moved:
            left = (left + width // 3 + 7 * place) % width
        shape((left, top, left + across, top + down), fill=colour)
    return picture


def sky(number: int, width: int = 480, height: int = 360) -> Image.Image:
    """
    Paint a clear sky, with a sensor's noise; another number is another blue.
    """
    random = np.random.default_rng(number)
    above, below = random.integers((60, 120, 200), (130, 180, 255)), np.array([190, 210, 255])
    depth = np.linspace(0, 1, height)[:, None, None]
    pixels = above * (1 - depth) + below * depth + random.normal(0, 1.5, (height, width, 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def document(number: int, width: int = 620, height: int = 877) -> Image.Image:
    """
    Print a page of nonsense; another number is another text in the same places.
    """
    random = np.random.default_rng(number)
    page = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(page)
    draw.text((60, 30), f"Invoice {random.integers(1000, 9999)}", fill="black")
    for line in range(60, height - 77, 18):
        lengths = random.integers(2, 9, 9)
        words = ["".join(random.choice(LETTERS, length)) for length in lengths]
        draw.text((60, line), " ".join(words)[:85], fill="black")
    return page


def chat(number: int, width: int = 540, height: int = 1170) -> Image.Image:
    """
    Show a talk on a telephone: bubbles left and right, of random lengths.
    """
    random = np.random.default_rng(number)
    screen = Image.new("RGB", (width, height), (250, 250, 250))
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, width, 90), fill=(0, 110, 200))
    top = 120
    while top < height - 120:
        length, mine = int(random.integers(120, 380)), random.random() < 0.5
        left = width - length - 20 if mine else 20
        colour = (200, 235, 200) if mine else (225, 225, 225)
        draw.rounded_rectangle((left, top, left + length, top + 50), 14, fill=colour)
        top += int(random.choice([65, 70, 90]))
    return screen
