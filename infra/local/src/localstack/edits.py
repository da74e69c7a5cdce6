"""
What people do to their pictures and clips: copies that are smaller, cropped, framed, sent around.
"""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from localstack.writers import CLIP_RATE, date_file, frame_of

MESSENGER_EDGE: Final = 640
Edit = Callable[[Image.Image], Image.Image]


def as_it_is(picture: Image.Image) -> Image.Image:
    """
    Change nothing: the copy only differs by its compression.
    """
    return picture


def halved(picture: Image.Image) -> Image.Image:
    """
    Half the width and height.
    """
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)


def for_a_messenger(picture: Image.Image) -> Image.Image:
    """
    Small enough for a chat.
    """
    return ImageOps.contain(picture, (MESSENGER_EDGE, MESSENGER_EDGE))


def cropped(picture: Image.Image) -> Image.Image:
    """
    Without 4 % at each side.
    """
    return ImageOps.crop(picture, round(picture.width * 0.04))


def framed(picture: Image.Image) -> Image.Image:
    """
    In a white frame.
    """
    return ImageOps.expand(picture, round(picture.width * 0.06), "white")


def mirrored(picture: Image.Image) -> Image.Image:
    """
    Left is right.
    """
    return ImageOps.mirror(picture)


def copy_picture(source: Path, target: Path, edit: Edit, quality: int, when: datetime) -> Path:
    """
    Write an edited copy without metadata, as most programs that people send pictures with.
    """
    with Image.open(source) as picture:
        edit(picture).save(target, "JPEG", quality=quality)
    return date_file(target, when)


def copy_clip(source: Path, target: Path, size: tuple[int, int], when: datetime) -> Path:
    """
    Encode a clip anew, smaller and coarser.
    """
    with av.open(str(source)) as clip, av.open(str(target), "w") as container:
        options = {"crf": "30", "preset": "ultrafast"}
        stream = container.add_stream("libx264", rate=CLIP_RATE, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, CLIP_RATE)
        stream.thread_count = 1
        for frame in clip.decode(video=0):
            container.mux(
                stream.encode(
                    frame_of(_smaller(np.asarray(frame.to_ndarray(), dtype=np.uint8), size))
                )
            )
        container.mux(stream.encode())
    return date_file(target, when)


def _smaller(values: npt.NDArray[np.uint8], size: tuple[int, int]) -> list[Image.Image]:
    """
    Give the three planes of a frame in another size.
    """
    width, height = values.shape[1], values.shape[0] * 2 // 3
    luma, chroma = values[:height], values[height:].reshape(2, height // 2, width // 2)
    half = (size[0] // 2, size[1] // 2)
    return [
        Image.fromarray(luma).resize(size),
        *(Image.fromarray(plane).resize(half) for plane in chroma),
    ]
