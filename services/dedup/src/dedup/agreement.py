"""
How far two pictures agree where one lies on the other, block by block, whatever their tones.

Each block is compared by the correlation of its pixels, so brightness, contrast and vignettes do
not matter. A few blocks may differ (a watermark, a date in the corner, a caption): what is written
on a picture makes blocks of that one livelier. Where the livelier blocks are now on the one, now
on the other picture, something has left one place for another, and it is another shot.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dedup.alignment import Matrix, Placement
from dedup.features import Bytes, Features

SMOOTH = 1.1  # pixels of blur that take a copy's noise and blocks away
BLOCKS = 20  # along the longer edge
LEAST_PIXELS, LEAST_BLOCKS, LEAST_ACROSS = 400, 8, 3
TEXTURE = 1.5  # grey levels a block must vary by to say anything
FULL_WEIGHT = 10.0
FORGIVEN = 0.13  # of the weight: a caption across the picture takes that much
FILLED = 0.95
UNLIKE = 0.5  # correlation of a block that shows something else
LIVELIER, LIVELY = 0.5, 6.0  # logarithm of the ratio of variations; grey levels of the larger one

Plane = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    What the blocks say.

    :ivar level: mean correlation of the blocks without the worst of them, -1 to 1.
    :ivar worst: mean correlation of those that were left out.
    :ivar moved: the share of what there is to see that has left one place for another.
    :ivar blocks: how many had something to say.
    :ivar left_covered: the share of the left picture, without borders, that is compared.
    """

    level: float
    worst: float
    moved: float
    blocks: int
    left_covered: float
    right_covered: float


def agreement(left: Features, right: Features, placement: Placement) -> Agreement | None:
    """
    Compare where the pictures overlap, in the pixels of the coarser one; `None` without overlap.
    """
    scale = placement.scale
    if scale > 1:
        inverse = _inverted(placement.matrix)
        one, other, mask = _laid(right.grey, left.grey, inverse, 1 / scale)
        covered = (_covered(mask, left, scale), _covered(mask, right, 1.0))
    else:
        one, other, mask = _laid(left.grey, right.grey, placement.matrix, scale)
        covered = (_covered(mask, left, 1.0), _covered(mask, right, 1 / scale))
    blocks = _blocks(one, other, mask)
    if blocks is None:
        return None
    level, worst = _levels(blocks)
    return Agreement(level, worst, _moved(blocks), len(blocks.correlation), *covered)


def _laid(
    ground: Bytes, upper: Bytes, matrix: Matrix, scale: float
) -> tuple[Plane, Plane, npt.NDArray[np.bool_]]:
    """
    Lay the finer picture on the coarser one; give both smoothed alike, and where they overlap.
    """
    import cv2  # noqa: PLC0415 - a large library, loaded where pictures are looked at

    height, width = ground.shape
    fine = upper.astype(np.float32)
    blur = float(np.sqrt(max(0.0, (1 / scale) ** 2 - 1))) * 0.5
    if blur > 0.3:  # noqa: PLR2004 - less is nothing
        fine = cv2.GaussianBlur(fine, (0, 0), blur).astype(np.float32)
    laid = cv2.warpAffine(fine, matrix, (width, height), flags=cv2.INTER_LINEAR)
    inside = cv2.warpAffine(np.ones_like(upper), matrix, (width, height), flags=cv2.INTER_NEAREST)
    inside = cv2.erode(inside, np.ones((3, 3), np.uint8), borderValue=0)
    one = cv2.GaussianBlur(ground.astype(np.float32), (0, 0), SMOOTH)
    other = cv2.GaussianBlur(laid, (0, 0), SMOOTH)
    return one.astype(np.float32), other.astype(np.float32), inside > 0


@dataclass(frozen=True, slots=True, eq=False)
class _Blocks:
    """
    The blocks that have something to say: how they agree, and how much each picture varies there.
    """

    correlation: Plane
    one: Plane
    other: Plane


def _blocks(one: Plane, other: Plane, mask: npt.NDArray[np.bool_]) -> _Blocks | None:
    if mask.sum() < LEAST_PIXELS:
        return None
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    window = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    side = max(6, round(max(rows[-1] + 1 - rows[0], columns[-1] + 1 - columns[0]) / BLOCKS))
    filled = _cut(mask[window], side).mean(axis=1) >= FILLED
    first, second = _cut(one[window], side)[filled], _cut(other[window], side)[filled]
    first -= first.mean(axis=1, keepdims=True)
    second -= second.mean(axis=1, keepdims=True)
    spreads = first.std(axis=1), second.std(axis=1)
    lively = np.maximum(*spreads) >= TEXTURE
    if lively.sum() < LEAST_BLOCKS:
        return None
    correlation = (first * second).mean(axis=1) / (spreads[0] * spreads[1] + 0.3)
    return _Blocks(correlation[lively], spreads[0][lively], spreads[1][lively])


def _cut(plane: npt.NDArray[Any], side: int) -> npt.NDArray[Any]:
    """
    Cut into blocks, a row each; what is left over at the right and at the bottom is not used.
    """
    down, across = plane.shape[0] // side, plane.shape[1] // side
    if min(down, across) < LEAST_ACROSS:
        return np.zeros((0, side * side), plane.dtype)
    return (
        plane[: down * side, : across * side]
        .reshape(down, side, across, side)
        .swapaxes(1, 2)
        .reshape(down * across, side * side)
    )


def _levels(blocks: _Blocks) -> tuple[float, float]:
    """
    Give the mean correlation without the worst blocks, and that of those.
    """
    weight = np.minimum(np.sqrt(blocks.one * blocks.other), FULL_WEIGHT) + 0.5
    order = np.argsort(blocks.correlation)
    bad = np.cumsum(weight[order]) <= FORGIVEN * weight.sum()
    low, high = order[bad], order[~bad]
    level = float(np.average(blocks.correlation[high], weights=weight[high]))
    if not low.size:
        return level, level
    return level, float(np.average(blocks.correlation[low], weights=weight[low]))


def _moved(blocks: _Blocks) -> float:
    """
    Give the lesser of two shares: what only the one picture shows, and what only the other does.
    """
    livelier = np.log((blocks.one + 1) / (blocks.other + 1))
    unlike = blocks.correlation < UNLIKE
    if not unlike.any() or unlike.all():
        return float(unlike.all())
    livelier -= np.median(livelier[~unlike])  # one may have more contrast everywhere
    liveliest = np.maximum(blocks.one, blocks.other)
    weight = np.minimum(liveliest, FULL_WEIGHT)
    unlike &= liveliest >= LIVELY
    shares = (weight[unlike & (side * livelier > LIVELIER)].sum() for side in (1, -1))
    return float(min(shares) / weight.sum())


def _covered(mask: npt.NDArray[np.bool_], features: Features, scale: float) -> float:
    """
    Give the share that is compared of a picture without its borders.

    :param scale: how many of its pixels one of the mask is long. The mask has lost one at each
        edge, so nothing is missing where just that is.
    """
    left, top, right, bottom = features.whole
    across, down = (max(scale, edge - 2 * scale) for edge in (right - left, bottom - top))
    return min(1.0, float(mask.sum()) * scale**2 / (across * down))


def _inverted(matrix: Matrix) -> Matrix:
    inverse = np.linalg.inv(matrix[:, :2])
    return np.concatenate([inverse, -(inverse @ matrix[:, 2:])], axis=1)
