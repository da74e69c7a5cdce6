"""
Whether two pictures are one and the same shot, and how sure that is.

The score is the least of what six questions give, each answered on one scale: 0.95 and more is
"the same picture", 0.80 to 0.95 "the same picture after a strong edit", less is not shown to be it.

1. Do the blocks agree, where one picture lies on the other? (`agreement.py`)
2. Do nearly all of them? A caption is forgiven at the loose levels.
3. Has nothing moved? Someone who stands elsewhere makes another shot, even on a tripod.
4. Does one flat map explain where things are? Another shot has another perspective, so keypoints
   disagree, or agree by a pixel and not by a tenth of one.
5. Is one picture contained in the other? Two shots overlap and each shows something of its own.
6. Is it the same picture still? Mirrored, mostly cut away or without its colours it is an edit.

Every answer moves one way only with its measure, so the score is monotonic in each. Beside
them stands a cap: where only a few keypoints agree, it is an edit at most. The numbers below were
chosen on a labelled set; `bench/accuracy.py` tries them on any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dedup.agreement import Agreement, agreement
from dedup.alignment import Placement, by_keypoints, edge_on_edge, supported
from dedup.borders import Box
from dedup.features import Features
from dedup.records import Level, Likeness, Reason, Relation

Curve = tuple[tuple[float, float], ...]

AGREES: Curve = ((0.0, 0.0), (0.60, 0.40), (0.80, 0.70), (0.88, 0.82), (0.96, 0.95), (1.0, 1.0))
EVERYWHERE: Curve = ((-0.3, 0.84), (0.3, 0.90), (0.6, 0.95), (0.9, 1.0))
STILL: Curve = ((0.0, 1.0), (0.010, 0.95), (0.02, 0.79), (0.06, 0.50))
CONSISTENT: Curve = ((0.3, 0.3), (0.65, 0.70), (0.75, 0.81), (0.86, 0.95), (1.0, 1.0))
PRECISE: Curve = ((0.0, 1.0), (0.33, 0.95), (0.45, 0.81), (0.60, 0.60), (1.5, 0.20))
CONTAINED: Curve = ((0.5, 0.3), (0.81, 0.70), (0.89, 0.80), (0.95, 0.95), (0.99, 1.0))
UNCUT: Curve = ((0.05, 0.75), (0.15, 0.82), (0.61, 0.90), (0.94, 0.95), (0.99, 1.0))
MIRRORED, DRAINED = 0.94, 0.94
FEW_KEYPOINTS = 0.94  # at most, where fewer than these agree and the edges do not
ENOUGH_KEYPOINTS = 12
CLEAR = 0.985  # agreement that needs no second look
COLOURED, GREY = 4.0, 0.8  # spread of colours
PERCENT = 100
INSIDE, CROPPED = 0.5, 0.97  # shares of one picture that the other shows
FRAMED = 0.95  # share of a picture that is not border
ALONE, SLACK = 0.85, 0.05  # the most that a photo on a screen takes, and how well it is known


@dataclass(frozen=True, slots=True)
class _Finding:
    """
    One way to lay a picture on the other, and what it scores.
    """

    placement: Placement
    agreement: Agreement
    score: float


def compare(left: Features, right: Features) -> Likeness:
    """
    Compare two pictures. The order does not matter; the same pictures always score the same.
    """
    first, second = sorted((left, right), key=_order)
    if _equal(first, second):
        reason = Reason("same_pixels", "the same pixels")
        return Likeness(1.0, Relation.SAME, (reason,))
    if not (first.informative and second.informative):
        return _different("there is too little to see in them to tell them apart")
    best: _Finding | None = None
    for finding in _findings(first, second):
        if best is None or finding.score > best.score:
            best = finding
    if best is None:
        return _different("nothing in them can be laid on each other")
    if best.score < Level.L80.least:
        return _different(_why_not(best), best.score)
    return Likeness(
        round(best.score, 4), _relation(best, first, second), tuple(_reasons(best, first, second))
    )


def _order(features: Features) -> tuple[int, bytes]:
    return features.grey.size, features.grey.tobytes()


def _findings(left: Features, right: Features) -> Iterator[_Finding]:
    """
    Give the ways to lay the right picture on the left; the costly ones only when needed.
    """
    clear = False
    for placement in edge_on_edge(left, right):
        found = agreement(left, right, placement)
        if found is None:
            continue
        placement = _asked(left, right, placement, found)  # noqa: PLW2901 - the same place, known better
        finding = _Finding(placement, found, _score(placement, found, left, right))
        clear = clear or (found.level >= CLEAR and finding.score >= Level.L95.least)
        yield finding
    if clear:
        return
    for placement in by_keypoints(left, right):
        found = agreement(left, right, placement)
        if found is not None:
            yield _Finding(placement, found, _score(placement, found, left, right))


def _asked(left: Features, right: Features, placement: Placement, found: Agreement) -> Placement:
    """
    Ask the keypoints about a placement by the edges.

    Where the blocks agree almost perfectly only their precision counts: patterns that repeat make
    them disagree about places, but two shots of one flat thing are never laid so exactly.
    """
    asked = supported(left, right, placement)
    if found.level < CLEAR:
        return asked
    residual = asked.residual if asked.inliers >= ENOUGH_KEYPOINTS else 0.0
    return Placement(placement.matrix, residual=residual)


def _score(placement: Placement, found: Agreement, left: Features, right: Features) -> float:
    residual = placement.residual / max(1.0, placement.scale)
    answers = [
        _at(AGREES, found.level),
        _at(EVERYWHERE, found.worst),
        _at(STILL, found.moved),
        _at(CONSISTENT, placement.agreeing),
        _at(PRECISE, residual),
        _at(CONTAINED, max(found.left_covered, found.right_covered)),
        _at(UNCUT, min(found.left_covered, found.right_covered)),
    ]
    if placement.mirrored:
        answers.append(MIRRORED)
    if _drained(left.colour, right.colour):
        answers.append(DRAINED)
    if 0 < placement.inliers < ENOUGH_KEYPOINTS:
        answers.append(FEW_KEYPOINTS)
    return min(answers)


def _at(curve: Curve, value: float) -> float:
    return float(np.interp(value, [point[0] for point in curve], [point[1] for point in curve]))


def _drained(left: float, right: float) -> bool:
    """
    Tell whether one picture has colours and the other none.
    """
    even, varied = sorted((left, right))
    return varied >= COLOURED and even <= GREY


def _equal(left: Features, right: Features) -> bool:
    """
    Tell whether they are equal to the pixel: the only way for smooth surfaces to be the same.
    """
    return left.pixels == right.pixels and np.array_equal(left.grey, right.grey)


def _different(text: str, score: float = 0.0) -> Likeness:
    return Likeness(round(score, 4), Relation.DIFFERENT, (Reason("different", text),))


def _why_not(finding: _Finding) -> str:
    found, placement = finding.agreement, finding.placement
    if _at(CONTAINED, max(found.left_covered, found.right_covered)) <= finding.score:
        return "they overlap, but each shows something that the other does not"
    if _at(STILL, found.moved) <= finding.score:
        return "something in them has moved: another shot of the same thing"
    if _at(CONSISTENT, placement.agreeing) <= finding.score:
        return "what they have in common lies in different places: another shot of the same thing"
    if _at(PRECISE, placement.residual / max(1.0, placement.scale)) <= finding.score:
        return "seen from slightly different places: another shot of the same thing"
    return f"where they overlap they agree by {found.level * PERCENT:.0f} % only"


def _relation(finding: _Finding, left: Features, right: Features) -> Relation:
    found = finding.agreement
    least, larger = min((found.left_covered, 0, left), (found.right_covered, 1, right))[::2]
    if finding.placement.mirrored:
        return Relation.MIRRORED
    if finding.placement.quarter_turns:
        return Relation.TURNED
    if least < INSIDE or (least < ALONE and _stands_alone(larger, least)):
        return Relation.INSIDE
    if least < CROPPED:
        return Relation.CROPPED
    if _framed(left) != _framed(right):
        return Relation.FRAMED
    return Relation.SAME


def _stands_alone(features: Features, share: float) -> bool:
    """
    Tell whether that share of a picture is a photo on a screen or a page, not just a part of it.
    """
    alone = features.alone
    return alone is not None and abs(_area(alone) / _area(features.whole) - share) < SLACK


def _area(box: Box) -> int:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def _reasons(finding: _Finding, left: Features, right: Features) -> Iterator[Reason]:
    found, placement = finding.agreement, finding.placement
    agrees = f"{found.level * PERCENT:.1f} % agreement in {found.blocks} places"
    yield Reason("same_picture", f"the same picture: {agrees}")
    if placement.mirrored:
        yield Reason("mirrored", "mirrored")
    if placement.quarter_turns:
        yield Reason("turned", f"turned by {placement.quarter_turns * 90}°")
    least = min(found.left_covered, found.right_covered)
    if least < CROPPED:
        yield Reason("cropped", f"one shows {least * PERCENT:.0f} % of the other")
    if _framed(left) != _framed(right):
        yield Reason("framed", "one has borders")
    if _drained(left.colour, right.colour):
        yield Reason("colours", "one has lost its colours")
    if found.worst < Level.L80.least:
        yield Reason("partly_covered", "something covers a small part of one")


def _framed(features: Features) -> bool:
    return _area(features.whole) < FRAMED * features.grey.size
