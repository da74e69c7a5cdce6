"""
What verifying compares: a picture's grey pixels, its keypoints, and a little of its colour.

Keypoints are SIFT's (Lowe, Distinctive Image Features from Scale-Invariant Keypoints, IJCV 2004),
their descriptors rooted (Arandjelovic and Zisserman, CVPR 2012) and kept as bytes.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dedup.borders import Box, panel, trim
from dedup.smoothness import is_informative
from mediacore.formats import Kind
from mediacore.previews import preview

if TYPE_CHECKING:
    from PIL.Image import Image

EDGE = 384  # pixels of the longer edge that is compared
KEYPOINTS = 350
CONTRAST, EDGES = 0.015, 12  # what SIFT takes for a keypoint; more of the faint ones than usual
BYTE_SCALE = 255.0
COLOUR_SIDE = 24

Bytes = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """
    One picture, ready to be compared. About 200 KiB.

    :ivar grey: upright pixels, height by width.
    :ivar whole: the picture without borders.
    :ivar alone: the largest part that stands alone, as a photo on a screen does.
    :ivar points: x and y of each keypoint.
    :ivar descriptors: 128 bytes of each.
    :ivar colour: the spread of its colours, 0 for grey, tinted or not, to about 100.
    :ivar informative: whether there is more to see than a smooth surface.
    :ivar pixels: equal for equal pixels in colour, and only for those.
    """

    grey: Bytes
    whole: Box
    alone: Box | None
    points: Points
    descriptors: Bytes
    colour: float
    informative: bool
    pixels: bytes = b""


@cache
def _detector() -> Any:
    import cv2  # noqa: PLC0415 - a large library, loaded where pictures are looked at

    cv2.setNumThreads(1)
    sift: Any = cv2  # whose own stubs leave SIFT out
    return sift.SIFT_create(nfeatures=KEYPOINTS, contrastThreshold=CONTRAST, edgeThreshold=EDGES)


def read_features(path: bytes, kind: Kind) -> Features:
    """
    Look at a file's fuller picture.

    :raises mediacore.previews.PreviewError: when it gives none.
    """
    return extract(preview(path, kind, EDGE))


def extract(picture: "Image") -> Features:
    """
    Give the features of an upright picture in grey or RGB.
    """
    small = picture.copy()
    small.thumbnail((EDGE, EDGE))
    grey = np.asarray(small.convert("L"))
    keypoints, descriptors = _detector().detectAndCompute(grey, None)
    if descriptors is None:
        descriptors = np.zeros((0, 128), dtype=np.float32)
    lively = grey.astype(np.float32)
    return Features(
        grey=grey,
        whole=trim(lively),
        alone=panel(lively),
        points=np.array([point.pt for point in keypoints], dtype=np.float32).reshape(-1, 2),
        descriptors=_rooted(descriptors),
        colour=_colour(small),
        informative=is_informative(lively),
        pixels=hashlib.blake2b(small.convert("RGB").tobytes(), digest_size=16).digest(),
    )


def _rooted(descriptors: npt.NDArray[np.float32]) -> Bytes:
    shares = descriptors / (descriptors.sum(axis=1, keepdims=True) + 1e-7)
    rooted: Bytes = (np.sqrt(shares) * BYTE_SCALE).round().astype(np.uint8)
    return rooted


def _colour(picture: "Image") -> float:
    """
    Give how far colours lie from those of a tinted grey picture, on average.
    """
    tiny = picture.convert("YCbCr").resize((COLOUR_SIDE, COLOUR_SIDE))
    pixels = np.asarray(tiny, dtype=np.float32).reshape(-1, 3)
    pixels = pixels - pixels.mean(axis=0)
    light, chroma = pixels[:, :1], pixels[:, 1:]
    tint = (light * chroma).sum(axis=0) / ((light * light).sum() + 1)
    return float(np.linalg.norm(chroma - light * tint, axis=1).mean())
