"""
What a user prefers to see; pure.
"""

from dataclasses import dataclass

DEFAULT_FORMAT = "default"
FORMATS = (DEFAULT_FORMAT, "jpeg", "raw", "heif", "png", "tiff", "webp", "avif", "jxl")
LEVELS = ("exact", "0.98", "0.95", "0.90", "0.85", "0.80")
DEFAULT_LEVEL = "0.95"


@dataclass(frozen=True, slots=True)
class Preferences:
    """
    One user's taste.

    :ivar primary_format: the kind of file that stands for a group; `default` leaves it to grouping.
    :ivar level: how alike duplicates must be.
    :ivar auto_group: off, this user sees every file by itself.
    """

    primary_format: str = DEFAULT_FORMAT
    level: str = DEFAULT_LEVEL
    auto_group: bool = True
