"""
The capture time that a file's name tells.
"""

import re
from datetime import UTC, datetime

from mediacore.capture_time import CaptureTime, TimeSource, microseconds, parse_time

FIRST_YEAR, LAST_YEAR = 1980, 2098

_COMPACT = re.compile(
    r"(?<!\d)(\d{4})(\d\d)(\d\d)[ _T-]?(\d\d)[_.-]?(\d\d)[_.-]?(\d\d)(\d{3})?(?!\d)"
)
_SPELLED = re.compile(
    r"(?<!\d)(\d{4})[-_.](\d\d)[-_.](\d\d)(?:[ _T@-]+|\s+at\s+)"
    r"(\d{1,2})[.:_h-]?(\d\d)[.:_m-]?(\d\d)(?:[-_.](\d{3}))?(?!\d)(?:\s*([AP]M))?"
)
_DATE = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_UNIX_MS = re.compile(r"(?<!\d)(1\d{12})(?!\d)")
_UTC_PREFIX = "PXL_"
_NOON = 12


def name_time(name: str) -> CaptureTime | None:
    """
    Give the time in a file name, `None` when there is none; a bare date is not trusted.

    A number of milliseconds since 1970 is in UTC, and mostly when a file was received: it is not
    trusted either. Google's `PXL_` names are in UTC.
    """
    for pattern in (_COMPACT, _SPELLED):
        for match in pattern.finditer(name):
            found = _full(match, "Z" if name.startswith(_UTC_PREFIX) else "")
            if found is not None:
                return found
    return _unix(name) or _date(name)


def _full(match: re.Match[str], offset: str) -> CaptureTime | None:
    year, month, day, hour, minute, second, fraction, *half = match.groups(default="")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    if any(half):
        hour = f"{int(hour) % _NOON + (_NOON if half == ['PM'] else 0)}"
    text = f"{year}:{month}:{day} {int(hour):02d}:{minute}:{second}"
    return parse_time(text, TimeSource.NAME, fraction, offset)


def _date(name: str) -> CaptureTime | None:
    for match in _DATE.finditer(name):
        year, _, month, day = match.groups()
        found = parse_time(f"{year}:{month}:{day}", TimeSource.NAME)
        if found is not None and FIRST_YEAR <= int(year) <= LAST_YEAR:
            return found
    return None


def _unix(name: str) -> CaptureTime | None:
    match = _UNIX_MS.search(name)
    if match is None:
        return None
    milliseconds = int(match[1])
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC).replace(tzinfo=None)
    return CaptureTime(
        us=microseconds(moment) + milliseconds % 1000 * 1000,
        source=TimeSource.NAME,
        exact=True,
        trusted=False,
        offset_minutes=0,
    )
