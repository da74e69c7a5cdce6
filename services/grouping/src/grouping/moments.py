"""
Comparing capture times: proven, merely apart, or unknown.
"""

from dataclasses import dataclass
from enum import Enum

from grouping.records import Evidence, FileRecord, TimeSource

SECOND = 1_000_000
DAY = 86_400 * SECOND
_ZONE_STEP = 900 * SECOND  # time zones differ by quarters of an hour
_ZONE_MAX = 14 * 3600 * SECOND
_SHOWN_TENTHS = 0.1
_EXACT = SECOND // 1000  # what cameras and containers round


class Agreement(Enum):
    """
    What two capture times say about one shot.
    """

    PROVEN = "proven"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moments:
    """
    The outcome of comparing two capture times.

    :ivar apart_us: the difference in microseconds, where both are known.
    """

    agreement: Agreement
    apart_us: int | None
    evidence: Evidence


_PROVEN, _APART = Agreement.PROVEN, Agreement.APART
SAME_MOMENT = Moments(_PROVEN, 0, Evidence("capture_time", "taken at the same moment"))


def compare_moments(one: FileRecord, two: FileRecord, tolerance_s: float) -> Moments:
    """
    Compare two capture times by a tolerance in seconds.
    """
    mine, theirs = one.proven_us, two.proven_us
    if mine is None or theirs is None:
        return _unproven(one, two)
    apart = abs(mine - theirs)
    if not apart:
        return SAME_MOMENT
    agreement = _PROVEN if apart <= tolerance_s * SECOND else _APART
    return Moments(agreement, apart, Evidence("capture_time", f"taken {spoken(apart)}"))


def same_instant(one: FileRecord, two: FileRecord) -> bool:
    """
    Whether two proven times are the same, as finely as both are known.
    """
    mine, theirs = one.proven_us, two.proven_us
    if mine is None or theirs is None:
        return False
    if one.taken_exact and two.taken_exact:
        return abs(mine - theirs) <= _EXACT
    return mine // SECOND == theirs // SECOND


def zone_apart(one: FileRecord, two: FileRecord, tolerance_s: float) -> bool:
    """
    Whether a clip's container, which counts in UTC, differs from a picture by a time zone only.
    """
    containers = [record.taken_source is TimeSource.CONTAINER for record in (one, two)]
    mine, theirs = one.proven_us, two.proven_us
    if mine is None or theirs is None or containers[0] == containers[1]:
        return False
    apart = abs(mine - theirs)
    rest = apart % _ZONE_STEP
    return apart <= _ZONE_MAX and min(rest, _ZONE_STEP - rest) <= tolerance_s * SECOND


def spoken(apart_us: int) -> str:
    """
    Say a time difference in words.
    """
    seconds = apart_us / SECOND
    for unit, length in (("days", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit} apart"
    return f"{seconds:.1f} s apart" if seconds >= _SHOWN_TENTHS else f"{seconds:.3f} s apart"


def _unproven(one: FileRecord, two: FileRecord) -> Moments:
    """
    A file last changed well before a shot was taken cannot be a version of it.
    """
    for known, other in ((one, two), (two, one)):
        shot, changed = known.proven_us, other.taken_us
        if (
            shot is not None
            and changed is not None
            and other.taken_source is TimeSource.MTIME
            and changed < shot - DAY
        ):
            apart = shot - changed
            text = f"one file was last changed before the other was taken, {spoken(apart)}"
            return Moments(Agreement.APART, apart, Evidence("older_file", text))
    text = "the capture time of one is unknown"
    if one.proven_us is None and two.proven_us is None:
        text = "no capture time is known"
    return Moments(Agreement.UNKNOWN, None, Evidence("time_unknown", text))
