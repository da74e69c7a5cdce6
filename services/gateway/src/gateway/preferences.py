"""
What a user prefers to see; pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

DEFAULT_FORMAT = "default"
FORMATS = ("jpeg", "raw", "heif", "png", "tiff", "webp", "avif", "jxl")
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

    :ivar format_order: the kinds of files that are to stand for a group, the most preferred first;
        where a group has none of them it is left to grouping.
    :ivar level: how alike duplicates must be.
    :ivar auto_group: off, this user sees every file by itself.
    """

    format_order: tuple[str, ...] = ()
    level: str = DEFAULT_LEVEL
    auto_group: bool = True

    @property
    def primary_format(self) -> str:
        """
        The most preferred kind; `default` where there is none.
        """
        return next(iter(self.format_order), DEFAULT_FORMAT)


def order_of(primary_format: str | None, format_order: Sequence[str] | None) -> list[str] | None:
    """
    Give the order of formats that somebody asks for, or nothing when they ask for none.

    :param primary_format: alone, it is all that is preferred; beside an order, its first.
    :raises ValueError: when the two say different things, or a format is named twice.
    """
    first = None if primary_format is None else ALSO_CALLED.get(primary_format, primary_format)
    if format_order is None:
        return None if first is None else [one for one in (first,) if one != DEFAULT_FORMAT]
    order = [ALSO_CALLED.get(one, one) for one in format_order]
    twice = sorted({one for one in order if order.count(one) > 1})
    if twice:
        raise ValueError(f"formatOrder names {', '.join(twice)} more than once")
    if first not in {None, next(iter(order), DEFAULT_FORMAT)}:
        begins = f"begins with {order[0]}" if order else "is empty"
        raise ValueError(f"primaryFormat is {first}, but formatOrder {begins}: name one of them")
    return order


def changed(
    before: Preferences,
    *,
    format_order: Sequence[str] | None = None,
    level: str | None = None,
    auto_group: bool | None = None,
) -> Preferences:
    """
    Give preferences with what is named changed.
    """
    named: dict[str, Any] = {
        "format_order": None if format_order is None else tuple(format_order),
        "level": level,
        "auto_group": auto_group,
    }
    return replace(before, **{name: value for name, value in named.items() if value is not None})
