"""
Which file of a group stands for it.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from grouping.folding import fold
from grouping.records import FileRecord, Role
from grouping.rules import Rules
from mediacore.formats import Kind, extension_of

_BEHIND = frozenset({Role.PROXY, Role.LIVE_CLIP, Role.MOTION_CLIP, Role.BACK})
_BEST = frozenset({Role.EDIT, Role.COVER})
_LESSER = frozenset({Role.COPY, Role.RENDER})
_UNLISTED = (Kind.HEIF, Kind.WEBP, Kind.AVIF, Kind.JXL, Kind.JPEG, Kind.PNG, Kind.GIF, Kind.BMP)
_UNLISTED += (Kind.TIFF,)
_CLIPS = ("mp4", "m4v", "mov", "mkv", "webm")
_MASTERS = frozenset({Kind.RAW, Kind.TIFF, Kind.BMP, Kind.VIDEO})
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
    wanted = [entrant for entrant in members if entrant.record.content in chosen]
    field = wanted or list(members)
    shown = [
        _rank(entrant.record, rules)
        for entrant in field
        if entrant.record.kind not in _MASTERS and entrant.role not in _LESSER
    ]
    return min(field, key=lambda entrant: _order(entrant, rules, shown)).record.file_id


def _order(entrant: Entrant, rules: Rules, shown: Sequence[float]) -> tuple[object, ...]:
    record, role = entrant
    rank = _rank(record, rules)
    if record.kind not in _MASTERS and role in _BEST:
        rank = min(shown) - 0.5
    elif record.kind not in _MASTERS and role in _LESSER:
        rank = max((rank, *shown))
    pixels = (record.width or 0) * (record.height or 0)
    return (
        role in _BEHIND,
        rank,
        role in _LESSER,
        role != Role.EDIT,
        -pixels,
        fold(record.path),
        record.path,
        record.file_id,
    )


def _rank(record: FileRecord, rules: Rules) -> float:
    """
    Give a kind's place in the preference order, lower is better.

    Kinds that nobody listed stand before the RAW if it is listed last, and else at the end.
    """
    preference = [word.lower() for word in rules.auto_primary_preference]
    if record.kind is Kind.VIDEO:
        extension = extension_of(record.path)
        return float(_CLIPS.index(extension) if extension in _CLIPS else len(_CLIPS))
    for word in _names(record):
        if word in preference:
            return float(preference.index(word))
    later = float(len(preference))
    if preference[-1:] == ["raw"]:
        later -= 1.9
    if record.kind not in _UNLISTED:
        return later + 1.0
    return later + _UNLISTED.index(record.kind) / (10 * len(_UNLISTED))


def _names(record: FileRecord) -> tuple[str, ...]:
    extension = extension_of(record.path)
    return extension, _SAME_EXTENSION.get(extension, extension), record.kind.value
