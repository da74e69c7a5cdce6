"""
Names of burst frames: stamps, frame numbers and covers, as phones and cameras write them.
"""

import re
from typing import NamedTuple

STAMP_DIGITS = 13  # a BURST number this long is a moment, shorter ones count frames

_NAMED = re.compile(r"^(?P<head>.*?)[_ \-]?burst(?P<number>\d+)(?P<cover>_cover)?$")
_COUNTED = re.compile(r"^(?P<head>(?:img|vid|pano|dsc)?_?(?:19|20)\d{6}_?\d{6})_(?P<number>\d{3})$")
_SECOND = re.compile(r"(?:19|20)\d{6}_?\d{6}$")


class Frame(NamedTuple):
    """
    What a burst frame's name says.

    :ivar base: equal for all frames of the burst.
    :ivar cover: whether the phone chose this frame to stand for the burst.
    :ivar explicit: whether the name says "burst", rather than only counting.
    """

    base: str
    cover: bool
    explicit: bool


def frame_of(stem: str) -> Frame | None:
    """
    Read a folded stem as that of a burst frame, or give None.
    """
    found = _NAMED.match(stem) if "burst" in stem else None
    if found:
        number, cover = found["number"], found["cover"] is not None
        if len(number) >= STAMP_DIGITS:
            return Frame(f"burst{number}", cover, explicit=True)
        return Frame(found["head"], cover, explicit=True) if found["head"] else None
    found = _COUNTED.match(stem)
    return Frame(found["head"], cover=False, explicit=False) if found else None


def ends_with_second(stem: str) -> bool:
    """
    Whether a name ends with a moment to the second: `_1` after it is another shot, not a copy.
    """
    return _SECOND.search(stem) is not None
