"""
Writers of clips in which things move, at any size, length, frame rate and distance of key frames.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from PIL import Image

Picture = npt.NDArray[np.uint8]
Scene = Callable[[float], Picture]

WIDTH, HEIGHT = 320, 240
PAN = 40.0  # pixels a second
SPOT = 40


def _canvas(seed: int, width: int, height: int) -> Picture:
    rough = np.random.default_rng(seed).integers(0, 256, (height // 40, width // 40, 3), np.uint8)
    smooth = Image.fromarray(rough).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(smooth)


def panning(seed: int) -> Scene:
    """
    Give a scene over which the camera moves.
    """
    canvas = _canvas(seed, 3 * WIDTH, 2 * HEIGHT)

    def at(seconds: float) -> Picture:
        left = round(PAN * seconds) % (2 * WIDTH)
        top = round(PAN * seconds / 2) % HEIGHT
        return canvas[top : top + HEIGHT, left : left + WIDTH]

    return at


def fixed(seed: int, visitor: int | None) -> Scene:
    """
    Give what a fixed camera sees: always the same place, and a spot that goes its own way.
    """
    canvas = _canvas(seed, WIDTH, HEIGHT)
    ways = np.random.default_rng(visitor or 0).uniform(0.5, 2.0, 4)

    def at(seconds: float) -> Picture:
        seen = canvas.copy()
        if visitor is not None:
            left = int((np.sin(ways[0] * seconds + 7 * ways[1]) + 1) / 2 * (WIDTH - SPOT))
            top = int((np.sin(ways[2] * seconds + 7 * ways[3]) + 1) / 2 * (HEIGHT - SPOT))
            seen[top : top + 2 * SPOT, left : left + SPOT] = 255
        return seen

    return at


def after(intro: Picture, seconds: float, scene: Scene) -> Scene:
    """
    Give a scene behind a still picture of so many seconds.
    """
    return lambda at: intro if at < seconds else scene(at - seconds)


def black() -> Picture:
    """
    Give a black picture.
    """
    return np.zeros((HEIGHT, WIDTH, 3), np.uint8)


@dataclass(frozen=True)
class Encoding:
    """
    How a clip is written; a turn is degrees of the display matrix, bars a share of the height.
    """

    codec: str = "libx264"
    size: tuple[int, int] = (WIDTH, HEIGHT)
    rate: int = 15
    seconds: float = 3.0
    gop: int = 12
    bit_rate: int = 400_000
    bars: float = 0.0
    turn: int = 0


def write_clip(
    path: Path, scene: Scene, how: Encoding, *, edit: Callable[[Picture], Picture] | None = None
) -> Path:
    """
    Write a clip; its name's ending says the container.
    """
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(how.codec, rate=how.rate)
        stream.width, stream.height, stream.pix_fmt = *how.size, "yuv420p"
        stream.bit_rate, stream.codec_context.gop_size = how.bit_rate, how.gop
        stream.thread_count = 1
        if how.turn:
            stream.set_display_rotation(how.turn)
        for number in range(round(how.seconds * how.rate)):
            shown = scene(number / how.rate)
            shown = edit(shown) if edit else shown
            frame = av.VideoFrame.from_ndarray(_placed(shown, how), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def _placed(shown: Picture, how: Encoding) -> Picture:
    width, height = how.size
    bar = round(how.bars * height)
    small = Image.fromarray(shown).resize((width, height - 2 * bar), Image.Resampling.BILINEAR)
    whole = Image.new("RGB", how.size)
    whole.paste(small, (0, bar))
    return np.asarray(whole)
