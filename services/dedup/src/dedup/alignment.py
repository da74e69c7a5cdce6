"""
How one picture lies on another: hypotheses, each an affine map from the right one to the left.

Most copies lie edge on edge, perhaps turned or mirrored: that is tried first. The others are found
by keypoints that agree on one map (RANSAC; Fischler and Bolles, CACM 1981), once for the picture
and once for its mirror image: a mirrored SIFT descriptor is a permutation of the original's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dedup.borders import Box
from dedup.features import BYTE_SCALE, Bytes, Features, Points

Matrix = npt.NDArray[np.float64]

SMALL = 32  # the square that tells whether two pictures lie edge on edge
ALIKE = 0.80  # correlation of the squares from which that is worth a look
RATIO = 0.85  # of distances to the best and the second best match
REACH = 3.0  # pixels that a keypoint may lie off
ROUNDS = 800
MIN_INLIERS = 6
MAX_STRETCH = 1.8  # of one direction against the other
SCALES = (0.08, 12.0)
SEED = 7
NEIGHBOURS = 10  # matches that are taken together
NONE_MATCHED = np.zeros((0, 2), dtype=np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """
    Where the right picture lies on the left one.

    :ivar matrix: 2 by 3, from the right picture's pixels to the left one's.
    :ivar agreeing: the share of matched keypoints that agree with it; 1 where none were asked.
    :ivar residual: pixels of the left picture that the middle one of them lies off.
    """

    matrix: Matrix
    agreeing: float = 1.0
    residual: float = 0.0
    inliers: int = 0

    @property
    def mirrored(self) -> bool:
        """
        Whether left and right are exchanged.
        """
        return bool(np.linalg.det(self.matrix[:, :2]) < 0)

    @property
    def scale(self) -> float:
        """
        How many pixels of the left picture one of the right is long.
        """
        return float(np.sqrt(abs(np.linalg.det(self.matrix[:, :2]))))

    @property
    def quarter_turns(self) -> int:
        """
        By how many right angles the right picture is turned on the left one, after mirroring.
        """
        across = self.matrix[:, 0] * (-1 if self.mirrored else 1)
        return round(float(np.degrees(np.arctan2(across[1], across[0]))) / 90) % 4


def edge_on_edge(left: Features, right: Features) -> Iterator[Placement]:
    """
    Give the best placement by the pictures' own edges for each pair of their parts.
    """
    for one in _boxes(left):
        target = _square(left, one)
        for other in _boxes(right):
            source = _square(right, other)
            best, turn = max(
                (float((target * _turned(source, number)).mean()), number) for number in range(8)
            )
            if best >= ALIKE:
                yield Placement(_box_on_box(one, other, turn))


def by_keypoints(left: Features, right: Features) -> Iterator[Placement]:
    """
    Give the placements that matching keypoints agree on, as it is and mirrored.
    """
    for mirrored in (False, True):
        descriptors = right.descriptors[:, _mirror()] if mirrored else right.descriptors
        placement = _agreement(left, right, _matches(left.descriptors, descriptors))
        if placement is not None and placement.mirrored == mirrored:
            yield placement


def supported(left: Features, right: Features, placement: Placement) -> Placement:
    """
    Ask the keypoints about a placement that was found without them; unchanged where they are few.
    """
    right_descriptors = right.descriptors[:, _mirror()] if placement.mirrored else right.descriptors
    matches = _matches(left.descriptors, right_descriptors)
    if len(matches) < MIN_INLIERS:
        return placement
    target = left.points[matches[:, 0]]
    off = _off(target, right.points[matches[:, 1]], placement.matrix)
    near = np.linalg.norm(off, axis=1) <= REACH * max(1.0, placement.scale)
    middle = _shift(target[near], off[near]) if near.any() else REACH
    return Placement(placement.matrix, float(near.mean()), middle, int(near.sum()))


def _shift(places: Points, off: npt.NDArray[np.float64]) -> float:
    """
    Give how far off the middle place is, each taken together with its neighbours.

    What compression does to keypoints goes in all directions and cancels out; another perspective
    shifts a whole neighbourhood.
    """
    count = min(NEIGHBOURS, len(places))
    distance = np.linalg.norm(places[:, None] - places[None], axis=2)
    around = np.argpartition(distance, count - 1, axis=1)[:, :count]
    return float(np.median(np.linalg.norm(off[around].mean(axis=1), axis=1)))


def _boxes(features: Features) -> list[Box]:
    alone = features.alone
    return [features.whole] if alone in (None, features.whole) else [features.whole, alone]


def _square(features: Features, box: Box) -> npt.NDArray[np.float32]:
    import cv2  # noqa: PLC0415 - a large library, loaded where pictures are looked at

    left, top, right, bottom = box
    part = features.grey[top:bottom, left:right]
    small = cv2.resize(part, (SMALL, SMALL), interpolation=cv2.INTER_AREA).astype(np.float32)
    small -= small.mean()
    spread = float(small.std())
    result: npt.NDArray[np.float32] = small / spread if spread > 0 else small
    return result


def _turned(square: npt.NDArray[np.float32], number: int) -> npt.NDArray[np.float32]:
    """
    Give one of the eight turns and mirrors: mirrored from 4 on, then turned counter-clockwise.
    """
    return np.rot90(square[:, ::-1] if number >= 4 else square, number % 4)  # noqa: PLR2004 - 4 right angles


def _box_on_box(one: Box, other: Box, number: int) -> Matrix:
    """
    Map the other box onto the one, after the turn that `_turned` makes.
    """
    unit = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    start = unit.copy()
    # Where points of the turned square come from: undo the turns, then the mirror.
    for _ in range(number % 4):
        start = np.stack([1 - start[:, 1], start[:, 0]], axis=1)
    if number >= 4:  # noqa: PLR2004 - the second four are mirrored
        start[:, 0] = 1 - start[:, 0]
    source = start * (other[2] - other[0], other[3] - other[1]) + other[:2]
    target = unit * (one[2] - one[0], one[3] - one[1]) + one[:2]
    # Pixels have their centres in their middles.
    known = np.concatenate([source - 0.5, np.ones((3, 1))], axis=1)
    return np.linalg.solve(known, target - 0.5).T


def _mirror() -> npt.NDArray[np.intp]:
    """
    Give where each value of a mirrored descriptor stands in the original.
    """
    cells = np.arange(128).reshape(4, 4, 8)
    flipped: npt.NDArray[np.intp] = cells[::-1][:, :, -np.arange(8) % 8].ravel()
    return flipped


def _matches(left: Bytes, right: Bytes) -> npt.NDArray[np.intp]:
    """
    Give pairs of keypoints that are each other's best, and much better than the second best.
    """
    if min(len(left), len(right)) < MIN_INLIERS:
        return NONE_MATCHED
    likeness = _products(left, right)
    rows = np.arange(len(left))
    best = likeness.argmax(axis=1)
    first = likeness[rows, best]
    mutual = likeness.argmax(axis=0)[best] == rows
    likeness[rows, best] = -1
    second = likeness.max(axis=1)
    clear = np.maximum(0, 1 - first) < RATIO**2 * np.maximum(0, 1 - second)
    kept = mutual & clear
    return np.stack([rows[kept], best[kept]], axis=1)


def _products(left: Bytes, right: Bytes) -> Points:
    """
    Give every left descriptor's likeness to every right one, 0 to 1.

    By OpenCV, since NumPy's own product spreads over all cores: with a worker on each, they wait
    for each other, and a pair takes five times as long.
    """
    import cv2  # noqa: PLC0415 - a large library, loaded where pictures are looked at

    cv2.setNumThreads(1)
    nothing = np.zeros((0, 0), np.float32)
    ours, theirs = left.astype(np.float32), right.astype(np.float32)
    found = cv2.gemm(ours, theirs, 1 / BYTE_SCALE**2, nothing, 0, flags=cv2.GEMM_2_T)
    return found.astype(np.float32, copy=False)


def _agreement(left: Features, right: Features, matches: npt.NDArray[np.intp]) -> Placement | None:
    import cv2  # noqa: PLC0415 - a large library, loaded where pictures are looked at

    if len(matches) < MIN_INLIERS:
        return None
    target, source = left.points[matches[:, 0]], right.points[matches[:, 1]]
    cv2.setRNGSeed(SEED)
    estimated: tuple[Matrix | None, Bytes] = cv2.estimateAffine2D(
        source, target, ransacReprojThreshold=REACH, maxIters=ROUNDS, confidence=0.995
    )  # type: ignore[assignment]  # the stubs know neither None nor the type of numbers
    matrix, agree = estimated
    if matrix is None:
        return None
    inliers = agree.ravel() > 0
    if inliers.sum() < MIN_INLIERS or not _is_plausible(matrix):
        return None
    off = np.linalg.norm(_off(target, source, matrix), axis=1)[inliers]
    return Placement(matrix, float(inliers.mean()), float(np.median(off)), int(inliers.sum()))


def _off(target: Points, source: Points, matrix: Matrix) -> npt.NDArray[np.float64]:
    """
    Give how many pixels of the left picture each match lies off, across and down.
    """
    off: npt.NDArray[np.float64] = source @ matrix[:, :2].T + matrix[:, 2] - target
    return off


def _is_plausible(matrix: Matrix) -> bool:
    long, short = np.linalg.svd(matrix[:, :2], compute_uv=False)
    return bool(short > SCALES[0] and long < SCALES[1] and long < MAX_STRETCH * short)
