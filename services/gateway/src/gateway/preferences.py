"""
What a user prefers to see; pure.
"""

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_FORMAT = "default"
FORMATS = (DEFAULT_FORMAT, "jpeg", "raw", "heif", "png", "tiff", "webp", "avif", "jxl")
DEFAULT_LEVEL = "0.95"
ALSO_CALLED = {"heic": "heif"}


class Level(StrEnum):
    """
    How alike duplicates must be.
    """

    EXACT = "exact"
    L98 = "0.98"
    L95 = "0.95"
    L90 = "0.90"
    L85 = "0.85"
    L80 = "0.80"


LEVELS = tuple(level.value for level in Level)


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


def changed(
    before: Preferences,
    *,
    primary_format: str | None = None,
    level: str | None = None,
    auto_group: bool | None = None,
) -> Preferences:
    """
    Give preferences with what is named changed.
    """
    chosen = before.primary_format if primary_format is None else primary_format
    return Preferences(
        primary_format=ALSO_CALLED.get(chosen, chosen),
        level=before.level if level is None else level,
        auto_group=before.auto_group if auto_group is None else auto_group,
    )
