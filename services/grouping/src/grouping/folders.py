"""
Where a file belongs: sibling folders such as `RAW/` and `JPG/` count as the folder around them.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from grouping.folding import fold
from grouping.rules import Rules

ROOT = "."  # the folder above which there is nothing


class Place(NamedTuple):
    """
    A file's folder: as it is, as the rules see it, and the one around that.

    :ivar folder: folded real folder, "" for the library's root.
    :ivar logical: the same without the parts that only sort formats.
    :ivar around: the logical folder's parent.
    :ivar edited: whether the folder's name says that it holds edits.
    """

    folder: str
    logical: str
    around: str
    edited: bool


class Folders:
    """
    Maps folders to places, remembering each.
    """

    def __init__(self, rules: Rules) -> None:
        self._whole = {fold(name) for name in rules.sibling_folders}
        self._edits = {fold(name) for name in rules.edit_folders}
        words = "|".join(sorted(map(re.escape, {fold(name) for name in rules.format_folders})))
        self._last = re.compile(rf"^(.+?)[ _.\-]*[ _.\-(\[](?:{words})[)\]]?$")
        self._first = re.compile(rf"^(?:{words})[ _.\-]+(.+)$")
        self.place = lru_cache(maxsize=200_000)(self._place)

    def _place(self, folder: str) -> Place:
        folded = fold(folder)
        parts = [part for part in folded.split("/") if part]
        kept = [self._reduced(part) for part in parts if part not in self._whole]
        around = "/".join(kept[:-1]) if kept else ROOT
        edited = bool(parts) and parts[-1] in self._edits
        return Place("/".join(parts), "/".join(kept), around, edited)

    def _reduced(self, part: str) -> str:
        """
        Take the format out of names such as `Trip RAW` and `JPG Trip`.
        """
        found = self._last.match(part) or self._first.match(part)
        return found[1] if found else part
