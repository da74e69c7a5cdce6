"""
How far two pictures agree where one lies on the other, block by block, whatever their tones.

Each block is compared by the correlation of its pixels, so brightness, contrast and vignettes do
not matter. A few blocks may differ (a watermark, a date in the corner); if many do, something has
moved, and it is another shot.
"""

from dataclasses import dataclass

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

Plane = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    What the blocks say.

    :ivar level: mean correlation of the blocks without the worst of them, -1 to 1.
    :ivar worst: mean correlation of those that were left out.
    :ivar textured: the share of the overlap that has something to say.
    :ivar left_covered: the share of the left picture, without borders, that is compared.
    """

    level: float
    worst: float
    blocks: int
    textured: float
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
    found = _blocks(one, other, mask)
    if found is None:
        return None
    level, worst, count, textured = found
    return Agreement(level, worst, count, textured, min(1.0, covered[0]), min(1.0, covered[1]))


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


def _blocks(
    one: Plane, other: Plane, mask: npt.NDArray[np.bool_]
) -> tuple[float, float, int, float] | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if mask.sum() < LEAST_PIXELS:
        return None
    window = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    one, other, mask = one[window], other[window], mask[window]
    side = max(6, round(max(one.shape) / BLOCKS))
    down, across = one.shape[0] // side, one.shape[1] // side
    if min(down, across) < LEAST_ACROSS:
        return None
    first, second, filled = (
        plane[: down * side, : across * side]
        .reshape(down, side, across, side)
        .swapaxes(1, 2)
        .reshape(down * across, side * side)
        for plane in (one, other, mask)
    )
    whole = filled.mean(axis=1) >= FILLED
    first, second = first[whole], second[whole]
    first = first - first.mean(axis=1, keepdims=True)
    second = second - second.mean(axis=1, keepdims=True)
    spreads = first.std(axis=1), second.std(axis=1)
    lively = np.maximum(*spreads) >= TEXTURE
    if lively.sum() < LEAST_BLOCKS:
        return None
    product = (first * second).mean(axis=1)
    correlation = product / (spreads[0] * spreads[1] + 0.3)
    correlation = correlation[lively]
    weight = np.minimum(np.sqrt(spreads[0] * spreads[1])[lively], FULL_WEIGHT) + 0.5
    order = np.argsort(correlation)
    bad = np.cumsum(weight[order]) <= FORGIVEN * weight.sum()
    low, high = order[bad], order[~bad]
    level = float(np.average(correlation[high], weights=weight[high]))
    worst = float(np.average(correlation[low], weights=weight[low])) if low.size else level
    return level, worst, int(lively.sum()), float(lively.mean())


def _covered(mask: npt.NDArray[np.bool_], features: Features, scale: float) -> float:
    left, top, right, bottom = features.whole
    return float(mask.sum()) * scale**2 / ((right - left) * (bottom - top))


def _inverted(matrix: Matrix) -> Matrix:
    inverse = np.linalg.inv(matrix[:, :2])
    return np.concatenate([inverse, -(inverse @ matrix[:, 2:])], axis=1)
