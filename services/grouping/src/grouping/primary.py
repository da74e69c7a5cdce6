"""
Which file of a group stands for it.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from grouping.folding import fold
from grouping.records import FileRecord, Role
from grouping.rules import Rules
from mediacore.formats import Kind, extension_of

# Members of enums are looked up here, once: that takes longer than comparing them.
_BEHIND = (Role.PROXY, Role.LIVE_CLIP, Role.MOTION_CLIP, Role.BACK)
_BEST = (Role.EDIT, Role.COVER)
_LESSER = (Role.COPY, Role.RENDER)
_UNLISTED = (
    *(Kind.HEIF, Kind.WEBP, Kind.AVIF, Kind.JXL, Kind.JPEG, Kind.PNG),
    *(Kind.GIF, Kind.BMP, Kind.TIFF, Kind.RAW),
)
_EDIT, _VIDEO = Role.EDIT, Kind.VIDEO
_BEFORE_LAST = 1.9
_CLIPS = ("mp4", "m4v", "mov", "mkv", "webm")
_MASTERS = (Kind.RAW, Kind.TIFF, Kind.BMP, Kind.VIDEO)
_SAME_EXTENSION = {"jpe": "jpg", "jfif": "jpg", "tiff": "tif", "heif": "heic", "hif": "heic"}


class Entrant(NamedTuple):
    """
    A file of a group, and what it is to it.
    """

    record: FileRecord
    role: str


def choose_primary(members: Sequence[Entrant], rules: Rules, chosen: Collection[bytes] = ()) -> int:
    """
    Give the file id of the primary: the owner's choice, then preference, resolution and name.

    An edit that browsers can show goes before the picture it was made of, a copy behind it.
    """
    field = members
    if chosen:
        field = [entrant for entrant in members if entrant.record.content in chosen] or members
    preference = rules.auto_primary_preference
    ranks = [rank_of(extension_of(record.path), record.kind, preference) for record, _ in field]
    shown = [
        rank
        for (record, role), rank in zip(field, ranks, strict=True)
        if record.kind not in _MASTERS and role not in _LESSER
    ]
    orders = [_order(entrant, rank, shown) for entrant, rank in zip(field, ranks, strict=True)]
    best = min(orders)
    if orders.count(best) == 1:
        return field[orders.index(best)].record.file_id
    equal = [entrant.record for entrant, order in zip(field, orders, strict=True) if order == best]
    return min(equal, key=lambda one: (fold(one.known_path), one.path, one.file_id)).file_id


def _order(entrant: Entrant, rank: float, shown: Sequence[float]) -> tuple[object, ...]:
    record, role = entrant
    lesser, edit = role in _LESSER, role == _EDIT
    if record.kind not in _MASTERS:
        if lesser:
            rank = max((rank, *shown))
        elif role in _BEST:
            rank = min(shown) - 0.5
    pixels = (record.width or 0) * (record.height or 0)
    return role in _BEHIND, rank, lesser, not edit, -pixels


@lru_cache(maxsize=4096)
def rank_of(extension: str, kind: Kind, preference: tuple[str, ...]) -> float:
    """
    Give a file's place in the preference order, lower is better.

    Kinds that nobody listed stand before the RAW if it is listed last, and else at the end.
    """
    if kind is _VIDEO:
        return float(_CLIPS.index(extension) if extension in _CLIPS else len(_CLIPS))
    words = [word.lower() for word in preference]
    for name in (extension, _SAME_EXTENSION.get(extension, extension), kind.value):
        if name in words:
            return float(words.index(name))
    later = len(words) - _BEFORE_LAST if words[-1:] == [Kind.RAW.value] else float(len(words))
    return later + _UNLISTED.index(kind) / (10 * len(_UNLISTED))
