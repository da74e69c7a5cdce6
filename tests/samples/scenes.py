"""
Pictures with as much to see in them as a photo has, drawn from a number.
"""

import numpy as np
from PIL import Image, ImageDraw

OCTAVES = 5


def scene(number: int, width: int = 480, height: int = 360) -> Image.Image:
    """
    Draw clouds of several sizes with shapes in front; another number is another scene.
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
    for _ in range(14):
        left, top = int(random.integers(0, width)), int(random.integers(0, height))
        across, down = (int(size) for size in random.integers(width // 20, width // 5, 2))
        colour = tuple(int(value) for value in random.integers(0, 255, 3))
        shape = draw.ellipse if random.random() < 0.5 else draw.rectangle
        shape((left, top, left + across, top + down), fill=colour)
    return picture
