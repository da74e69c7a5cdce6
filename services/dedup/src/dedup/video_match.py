"""
Whether two clips are the same clip: by their length first, then by frames over the whole of it.

Frames are taken at the same times of both, so they are compared without any search. Three things
count:

- how many of the frames show the same picture (a shared intro or title is a few of many),
- how alike those are,
- whether the same things move. Two clips of one fixed camera show the same picture all the time;
  what differs from the mean picture tells them apart. Where nothing moves, nothing tells a copy
  from another clip of the same scene, and the score stays under 0.95.
"""

import numpy as np
import numpy.typing as npt

from dedup.records import Likeness, Reason, Relation
from dedup.video_print import Frame, VideoPrint

LEAST_TOLERANCE_S = 0.5
TOLERANCE_SHARE = 0.02

MIN_COMMON = 3
ALIKE = 0.8  # correlation of two looks that show one picture
AGREEING_SHARE = 0.8
MARKED_SHARE = 0.125  # of the picture may be covered by a logo
STILL = 0.6  # grey levels: less movement than this is noise of the encoder
SAME_MOVEMENT = 0.9  # correlation of the movements of two encodings
OTHER_MOVEMENT = 0.5

SURE, STILL_SCORE, LEAST_MATCH, BELOW_MATCH = 1.0, 0.9, 0.8, 0.79
_SAME_SCORE = 0.95
_SAME_LOOK = 0.93  # the mean correlation from which re-encoded frames begin
_EXACT_LENGTH_S = 0.05
_LEAST_DEVIATION = 0.1

Array = npt.NDArray[np.float64]


def length_tolerance(duration_s: float) -> float:
    """
    Give by how many seconds a copy of a clip may be shorter.
    """
    return max(LEAST_TOLERANCE_S, TOLERANCE_SHARE * duration_s)


def may_match(left: VideoPrint, right: VideoPrint) -> bool:
    """
    Tell by the lengths alone whether two clips may be the same.
    """
    longer = max(left.duration_s, right.duration_s)
    return abs(left.duration_s - right.duration_s) <= length_tolerance(longer)


def compare_videos(left: VideoPrint, right: VideoPrint) -> Likeness:
    """
    Say how alike two clips are, 0 to 1, and why.
    """
    if not may_match(left, right):
        text = f"other length: {left.duration_s:.1f} s and {right.duration_s:.1f} s"
        return Likeness(0.0, Relation.DIFFERENT, (Reason("length", text),))
    pairs = _common_frames(left, right)
    if len(pairs) < MIN_COMMON:
        reason = Reason("frames", "too few frames show anything to compare")
        return Likeness(0.0, Relation.DIFFERENT, (reason,))
    ours, theirs = (
        np.array([np.frombuffer(frame.look, np.uint8) for frame in side], np.float64)
        for side in zip(*pairs, strict=True)
    )
    likeness, whole = _correlations(ours, theirs)
    agreeing = int(np.count_nonzero(likeness >= ALIKE))
    frames = Reason("frames", f"{agreeing} of {len(pairs)} frames agree")
    if agreeing < AGREEING_SHARE * len(pairs):
        score = BELOW_MATCH * agreeing / len(pairs)
        return Likeness(round(score, 4), Relation.DIFFERENT, (frames, *_container(left, right)))
    mean = float(np.mean((likeness + whole)[likeness >= ALIKE])) / 2
    score = _look_score(max(mean, ALIKE), agreeing / len(pairs))
    limit, movement = _movement(ours, theirs)
    score = round(min(score, limit), 4)
    relation = Relation.SAME if score >= LEAST_MATCH else Relation.DIFFERENT
    return Likeness(score, relation, (frames, *movement, *_container(left, right)))


def _common_frames(left: VideoPrint, right: VideoPrint) -> list[tuple[Frame, Frame]]:
    """
    Pair the frames of the same time, without those that show nothing in both.
    """
    known = {frame.at_s: frame for frame in right.frames}
    return [
        (frame, known[frame.at_s])
        for frame in left.frames
        if frame.at_s in known and (frame.informative or known[frame.at_s].informative)
    ]


def _correlations(ours: Array, theirs: Array) -> tuple[Array, Array]:
    """
    Correlate looks row by row, where they are not covered and as a whole.

    Brightness and contrast do not count. What differs most in the same place all the time, as a
    logo does, is what is covered.
    """
    mine, other = _standard(ours), _standard(theirs)
    apart = np.abs(mine - other).mean(axis=0)
    kept = np.argsort(apart, kind="stable")[: round(apart.size * (1 - MARKED_SHARE))]
    uncovered = _standard(ours[:, kept]) * _standard(theirs[:, kept])
    return uncovered.mean(axis=1), (mine * other).mean(axis=1)


def _standard(looks: Array) -> Array:
    """
    Give each look with a mean of 0 and a deviation of 1, or 0 where it has none.
    """
    flat = looks - looks.mean(axis=1, keepdims=True)
    standard: Array = flat / np.maximum(flat.std(axis=1, keepdims=True), _LEAST_DEVIATION)
    return standard


def _look_score(mean: float, share: float) -> float:
    """
    Score frames that agree: 0.95 where re-encoding begins, 0.80 at what is barely alike.
    """
    low, high, least, most = (
        (ALIKE, _SAME_LOOK, LEAST_MATCH, _SAME_SCORE)
        if mean < _SAME_LOOK
        else (_SAME_LOOK, 1.0, _SAME_SCORE, SURE)
    )
    score = least + (most - least) * (mean - low) / (high - low)
    return score - (1 - share) * (_SAME_SCORE - LEAST_MATCH)


def _movement(ours: Array, theirs: Array) -> tuple[float, tuple[Reason, ...]]:
    """
    Give the highest score that the movement allows, and what there is to say of it.
    """
    mine, other = _residuals(ours), _residuals(theirs)
    energy = min(float(np.sqrt(np.mean(part**2))) for part in (mine, other))
    if energy < STILL:
        return STILL_SCORE, (Reason("still", "nothing moves that would tell a copy"),)
    same = float(np.sum(mine * other) / (np.linalg.norm(mine) * np.linalg.norm(other)))
    if same >= SAME_MOVEMENT:
        return SURE, ()
    if same < OTHER_MOVEMENT:
        limit = BELOW_MATCH * max(same, 0.0) / OTHER_MOVEMENT
        return limit, (Reason("movement", "the same scene, and other things move"),)
    share = (same - OTHER_MOVEMENT) / (SAME_MOVEMENT - OTHER_MOVEMENT)
    return LEAST_MATCH + share * (SURE - LEAST_MATCH), ()


def _residuals(looks: Array) -> Array:
    """
    Give what of each frame is neither its brightness nor the clip's mean picture.
    """
    flat = looks - looks.mean(axis=1, keepdims=True)
    mean = flat.mean(axis=0)
    unit = mean / max(float(np.linalg.norm(mean)), 1.0)
    rest = flat - np.outer(flat @ unit, unit)
    moving: Array = rest - rest.mean(axis=0)
    return moving


def _container(left: VideoPrint, right: VideoPrint) -> tuple[Reason, ...]:
    """
    Say what the containers have in common, and what not.
    """
    if abs(left.duration_s - right.duration_s) <= _EXACT_LENGTH_S:
        length = f"same length, {left.duration_s:.1f} s"
    else:
        length = f"nearly the same length: {left.duration_s:.1f} s and {right.duration_s:.1f} s"
    reasons = [Reason("length", length)]
    if (left.width, left.height) != (right.width, right.height):
        sizes = f"{left.width}×{left.height} and {right.width}×{right.height}"
        reasons.append(Reason("resolution", f"other resolution: {sizes}"))
    return tuple(reasons)
