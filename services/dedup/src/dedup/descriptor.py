"""
What a picture looks like in 128 numbers: for finding it cropped, framed, re-toned and turned.

Orientations of gradients are counted in 4 by 4 cells (Dalal and Triggs, Histograms of Oriented
Gradients for Human Detection, CVPR 2005; laid out and clipped as by Lowe's SIFT), each gradient
relative to the strength of those around it, so that brightness, contrast and vignettes matter
little. The square root (Arandjelovic and Zisserman, Three things everyone should know, CVPR
2012) is then whitened by the statistics of photos in `descriptor_basis.npz` (made by
`bench/descriptor_basis.py`): what all photos have in common no longer counts.

The statistics are the same for all turns and mirrors, so the vector of a turned picture is a
permutation of its own, and nothing is rendered twice.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from dedup.borders import Box, Grey, cut

Vector = npt.NDArray[np.float32]

SIDE = 64
CELLS = 4
BINS = 8
VALUES = CELLS * CELLS * BINS
TURNS = 8
CLIP = 0.2
AROUND = 16  # pixels to each side whose gradients a gradient is measured by
SOFTENING = 0.25


@cache
def _spread() -> Vector:
    """
    Give how much of each line goes to each row of cells: linear between their centres.
    """
    centres = (np.arange(SIDE) + 0.5) / SIDE * CELLS - 0.5
    distance = np.abs(centres[None, :] - np.arange(CELLS)[:, None])
    shares: Vector = np.maximum(0, 1 - distance).astype(np.float32)
    return shares


@cache
def _permutations() -> npt.NDArray[np.intp]:
    """
    Give where each value of the turned picture's vector stands in the picture's own.

    The first four are turns by 90 degrees counter-clockwise, the others the same of the mirrored
    picture.
    """
    upright = np.arange(VALUES).reshape(CELLS, CELLS, BINS)
    mirrored = upright[:, ::-1][:, :, (BINS // 2 - np.arange(BINS)) % BINS]
    found = []
    for start in (upright, mirrored):
        cells = start
        for _ in range(TURNS // 2):
            found.append(cells.ravel())
            cells = np.roll(np.rot90(cells), -BINS // TURNS * 2, axis=2)
    return np.array(found)


@cache
def _basis() -> tuple[Vector, Vector]:
    """
    Give the mean of photos, and the matrix that whitens what differs from it.
    """
    with files("dedup").joinpath("descriptor_basis.npz").open("rb") as file, np.load(file) as basis:
        return basis["mean"].astype(np.float32), basis["whiten"].astype(np.float32)


def turned(vector: Vector) -> Vector:
    """
    Give the vectors of a picture's eight turns and mirrors, the first its own: 8 by 128.
    """
    turns: Vector = vector[_permutations()]
    return turns


def square(picture: Grey, box: Box) -> Grey:
    """
    Give a part of a picture squeezed into the square that is described.
    """
    import cv2  # noqa: PLC0415 - a large library, loaded where pictures are looked at

    part = np.ascontiguousarray(cut(picture, box))
    shrinks = min(part.shape) >= SIDE
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return cv2.resize(part, (SIDE, SIDE), interpolation=how).astype(np.float32, copy=False)


def histogram(picture: Grey) -> Vector:
    """
    Give the 128 rooted counts of a square, of length 1; zeros when it is flat.
    """
    import cv2  # noqa: PLC0415 - a large library, loaded where pictures are looked at

    down, right = np.zeros_like(picture), np.zeros_like(picture)
    down[1:-1] = picture[2:] - picture[:-2]
    right[:, 1:-1] = picture[:, 2:] - picture[:, :-2]
    strength = np.hypot(down, right)
    window = 2 * AROUND + 1
    around = cv2.blur(strength, (window, window), borderType=cv2.BORDER_REFLECT)
    strength = strength / (around + SOFTENING * strength.mean() + 1e-3)
    angle = np.arctan2(down, right) / (2 * np.pi) * BINS
    lower = np.floor(angle)
    upper_share = (angle - lower).astype(np.float32)
    lower = lower.astype(np.intp) % BINS
    planes = np.zeros((BINS, SIDE, SIDE), dtype=np.float32)
    rows, columns = np.indices(picture.shape)
    planes[lower, rows, columns] = strength * (1 - upper_share)
    planes[(lower + 1) % BINS, rows, columns] = strength * upper_share
    counts = _spread() @ planes @ _spread().T
    values = np.moveaxis(counts, 0, 2).ravel()
    values = np.minimum(_unit(values), CLIP)
    return _unit(np.sqrt(values))


def describe(picture: Grey, box: Box) -> Vector:
    """
    Give the whitened vector of a part of a picture, of length 1.
    """
    mean, whiten = _basis()
    return _unit((histogram(square(picture, box)) - mean) @ whiten)


def _unit(values: npt.NDArray[np.floating[Any]]) -> Vector:
    length = float(np.linalg.norm(values))
    return (values / length if length > 0 else values).astype(np.float32)
