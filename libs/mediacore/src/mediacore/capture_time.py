"""
When a picture was taken: which of the times a file gives counts, and how far it can be trusted.

Times are wall clock: microseconds since 1970 as the camera's clock showed them. RAW and JPEG of
one shot carry the same clock, so no zone is needed to compare them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1826, 2098
MAX_OFFSET_MINUTES = 15 * 60

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a camera's clock has no zone
_CLOCK_STARTS = frozenset(
    date(*day) for day in ((1903, 12, 31), (1904, 1, 1), (1969, 12, 31), (1970, 1, 1), (1980, 1, 1))
)
_DEFAULT_NOON = (1, 1, 12, 0, 0)
_TIME = re.compile(
    r"\s*(\d{4})[:/.-](\d\d)[:/.-](\d\d)"
    r"(?:[ T]+(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_OFFSET = re.compile(r"\s*([+-])(\d\d):?(\d\d)")


class TimeSource(StrEnum):
    """
    Where a capture time came from, best first.
    """

    EXIF = "exif"
    XMP = "xmp"
    CONTAINER = "container"
    NAME = "name"
    MTIME = "mtime"


@dataclass(frozen=True, slots=True)
class CaptureTime:
    """
    One time a file gives: wall clock in microseconds, where from, and what it is worth.

    `exact` says that sub-seconds are known, `trusted` that it can prove something.
    """

    us: int
    source: TimeSource
    exact: bool
    trusted: bool
    offset_minutes: int | None = None


def parse_time(
    text: str, source: TimeSource, subsec: str = "", offset: str = "", *, proof: bool = True
) -> CaptureTime | None:
    """
    Read a time as EXIF, XMP and containers write it; `None` when it is no time at all.

    A bare date, a clock that was never set, and anything with `proof=False` is not trusted.
    """
    match = _TIME.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups(default="")
    parts = (int(part or 0) for part in (year, month, day, hour, minute, second))
    digits = fraction or re.sub(r"\D", "", subsec)
    micro = int(digits[:6].ljust(6, "0"))
    try:
        moment = datetime(*parts, micro)  # type: ignore[arg-type,call-arg] # noqa: DTZ001 - six parts of a clock without zone
    except ValueError:
        return None
    return CaptureTime(
        us=microseconds(moment),
        source=source,
        exact=bool(digits),
        trusted=proof and bool(second) and plausible(moment),
        offset_minutes=offset_minutes(zone or offset),
    )


def microseconds(moment: datetime) -> int:
    """
    Give the microseconds since 1970 of a wall-clock time.
    """
    return (moment - _EPOCH) // timedelta(microseconds=1)


def plausible(moment: datetime) -> bool:
    """
    Say whether a clock that shows this time was likely set.
    """
    if not FIRST_YEAR <= moment.year <= LAST_YEAR or moment.date() in _CLOCK_STARTS:
        return False
    clock = (moment.hour, moment.minute, moment.second, moment.microsecond)
    return any(clock) and (moment.month, moment.day, *clock[:3]) != _DEFAULT_NOON


def offset_minutes(text: str) -> int | None:
    """
    Give the minutes east of Greenwich of "+02:00", "-0730" or "Z", `None` for anything else.
    """
    if text.strip() == "Z":
        return 0
    match = _OFFSET.match(text)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    if minutes > MAX_OFFSET_MINUTES:
        return None
    return -minutes if match[1] == "-" else minutes


def file_time(mtime_ns: int) -> CaptureTime:
    """
    Give a file's modification time (UTC) as the last resort; it may order, never prove.
    """
    return CaptureTime(mtime_ns // 1000, TimeSource.MTIME, exact=False, trusted=False)


def choose(candidates: Iterable[CaptureTime | None], last: CaptureTime) -> CaptureTime:
    """
    Give the first trusted time, else the first there is, else the last resort.
    """
    known = [candidate for candidate in candidates if candidate is not None]
    return next((time for time in known if time.trusted), (*known, last)[0])
