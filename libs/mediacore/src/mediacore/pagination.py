"""
Keyset pagination: a cursor is the sort key of the last row, so page 1,000 costs what page 1 costs.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mediacore.errors import InvalidRequestError

PAGE_SIZE = 100

T = TypeVar("T")


def encode_cursor(*values: Any) -> str:
    """
    Make an opaque cursor of the values that a page was sorted by.
    """
    text = json.dumps(values, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, kinds: Sequence[type]) -> list[Any]:
    """
    Give the values of a cursor, which must be of the given kinds.

    :raises InvalidRequestError: when it is not a cursor of this list.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError) as error:
        raise InvalidRequestError("That cursor is not one of ours") from error
    if not isinstance(values, list) or [type(value) for value in values] != list(kinds):
        raise InvalidRequestError("That cursor belongs to another list")
    return values


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """
    One page of a list, and the cursor of the next when there is more.
    """

    items: tuple[T, ...]
    next_cursor: str | None


def page_of(rows: Sequence[T], limit: int, key: Callable[[T], tuple[Any, ...]]) -> Page[T]:
    """
    Cut a page from `limit + 1` fetched rows; `limit` is at least 1.
    """
    items = tuple(rows[:limit])
    more = len(rows) > limit
    return Page(items, encode_cursor(*key(items[-1])) if more else None)
