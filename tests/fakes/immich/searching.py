"""
Which assets a metadata search finds; pure.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakes.immich.errors import bad_request
from tests.fakes.immich.library import StoredAsset

DEFAULT_SIZE = 250
MAX_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What a search asks for.
    """

    page: int
    size: int
    ascending: bool
    original_path: str | None
    file_name: str | None
    checksum: str | None
    with_exif: bool


def read_wish(body: Mapping[str, Any]) -> Wish:
    """
    Read a search's body as Immich does: unknown fields are ignored, wrong values are 400.
    """
    size, page = body.get("size", DEFAULT_SIZE), body.get("page", 1)
    wrong = [
        *_number("size", size, MAX_SIZE),
        *_number("page", page, None),
    ]
    if wrong:
        raise bad_request(wrong)
    return Wish(
        page=page,
        size=size,
        ascending=body.get("order") == "asc",
        original_path=body.get("originalPath"),
        file_name=body.get("originalFileName"),
        checksum=body.get("checksum"),
        with_exif=bool(body.get("withExif")),
    )


def _number(name: str, value: object, most: int | None) -> list[str]:
    if not isinstance(value, int) or isinstance(value, bool):
        return [f"{name} must be an integer number"]
    if value < 1:
        return [f"{name} must not be less than 1"]
    if most is not None and value > most:
        return [f"{name} must not be greater than {most}"]
    return []


def _plain(text: str) -> str:
    bare = (
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return "".join(bare).casefold()


def _pattern(wanted: str) -> re.Pattern[str]:
    """
    Give what Immich's filter means: a loose substring in which `%` and `_` are wildcards.
    """
    wild = {"%": ".*", "_": "."}
    parts = (wild.get(letter) or re.escape(letter) for letter in _plain(wanted))
    return re.compile("".join(parts), re.DOTALL)


def search(assets: Sequence[StoredAsset], wish: Wish) -> tuple[list[StoredAsset], int | None]:
    """
    Give a page of what is found, and the number of the next page if there is one.
    """
    found = list(assets)
    if wish.original_path is not None:
        path = _pattern(wish.original_path)
        found = [asset for asset in found if path.search(_plain(asset.original_path))]
    if wish.file_name is not None:
        name = _pattern(wish.file_name)
        found = [asset for asset in found if name.search(_plain(asset.name))]
    if wish.checksum is not None:
        found = [asset for asset in found if asset.checksum == wish.checksum]
    if wish.ascending:
        found.reverse()
    start = (wish.page - 1) * wish.size
    page = found[start : start + wish.size]
    more = len(found) > start + wish.size
    return page, wish.page + 1 if more else None
