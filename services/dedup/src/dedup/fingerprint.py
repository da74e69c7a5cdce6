"""
The fingerprint of a picture: a 64-bit perceptual hash, and vectors that survive stronger edits.

It is made of the cheapest faithful picture of a file, so it may propose a pair and never decides.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dedup.borders import Box, Grey, panel, trim
from dedup.descriptor import Vector, describe
from dedup.hash_text import to_signed
from dedup.records import PictureSource
from dedup.smoothness import is_informative
from mediacore.cheap_pictures import cheapest_picture
from mediacore.formats import Kind

if TYPE_CHECKING:
    from PIL.Image import Image

EDGE = 256  # pixels of the longer edge that vectors are made from
NEARLY_ALL = 0.97


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """
    What is stored of a picture.

    :ivar phash: bit for bit `imagehash.phash`, as a signed 64-bit number.
    :ivar informative: whether there is more to see than a smooth surface. Black frames, clear
        skies and gradients all look alike, so they are matched by their bytes only.
    :ivar vectors: of the picture without its borders, and of a part that may stand alone.
    """

    phash: int
    source: PictureSource
    informative: bool
    vectors: tuple[Vector, ...]


def perceptual_hash(picture: "Image") -> int:
    """
    Give the hash of an upright picture, as a signed 64-bit number.
    """
    import imagehash  # noqa: PLC0415 - only workers look at pictures; its parts are large

    return to_signed(int(str(imagehash.phash(picture)), 16))


def read_fingerprint(path: bytes, kind: Kind) -> Fingerprint:
    """
    Look at a file.

    :raises mediacore.previews.PreviewError: when it gives no picture.
    """
    picture, source = cheapest_picture(path, kind, EDGE)
    return fingerprint_of(picture, PictureSource(source))


def fingerprint_of(picture: "Image", source: PictureSource) -> Fingerprint:
    """
    Give the fingerprint of an upright picture in grey or RGB.
    """
    grey = grey_of(picture)
    informative = is_informative(grey)
    vectors = tuple(describe(grey, box) for box in parts(grey)) if informative else ()
    return Fingerprint(perceptual_hash(picture), source, informative, vectors)


def grey_of(picture: "Image") -> Grey:
    """
    Give a small grey copy as an array.
    """
    small = picture.convert("L")
    small.thumbnail((EDGE, EDGE))
    return np.asarray(small, dtype=np.float32)


def parts(grey: Grey) -> list[Box]:
    """
    Give the parts that are described: all without its borders, and what stands alone in it.
    """
    trimmed = trim(grey)
    alone = panel(grey)
    if alone is None or _area(alone) >= NEARLY_ALL * _area(trimmed):
        return [trimmed]
    return [trimmed, alone]


def _area(box: Box) -> int:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)
