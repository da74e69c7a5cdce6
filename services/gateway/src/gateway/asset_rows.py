"""
From Immich's assets to the rows of our index; pure.

A *view* is one of the four lists in which Immich's timeline counts assets by month. What is in
none of them (locked, or hidden and trashed) has no row.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

SECONDS = 1000
DURATION_PARTS = 3
YEARS = range(2, 9999)  # with a month before and after in every calendar

ToLibrary = Callable[[str], str | None]


class View(StrEnum):
    """
    A list of Immich's timeline.
    """

    TIMELINE = "timeline"
    ARCHIVE = "archive"
    HIDDEN = "hidden"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class AssetRow:
    """
    A row of `assets` by the names of its columns, with the library path instead of its number.
    """

    asset_id: str
    path: str | None
    original_path: str
    original_file_name: str
    library_id: str | None
    kind: str
    visibility: str
    view: str
    is_trashed: bool
    is_offline: bool
    is_favorite: bool
    shown: bool
    local_at: str
    month: str
    updated_at: str
    checksum: str | None
    thumbhash: str | None
    width: int | None
    height: int | None
    size: int | None
    duration_ms: int | None
    live_photo_video_id: str | None
    camera: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """
    What Immich told of one owner's assets: the rows, and the ids of what is to have none.
    """

    rows: tuple[AssetRow, ...]
    unlisted: tuple[str, ...]


def view_of(visibility: str, *, trashed: bool) -> View | None:
    """
    Tell in which list an asset is counted, if in any.
    """
    if trashed:
        return View.TRASH if visibility in (View.TIMELINE, View.ARCHIVE) else None
    return {str(view): view for view in View if view is not View.TRASH}.get(visibility)


def told(items: Iterable[Mapping[str, Any]], owner_id: str, to_library: ToLibrary) -> Told:
    """
    Read the assets of one owner out of an answer; partners' are passed over.
    """
    rows, unlisted = [], []
    for item in items:
        if item.get("ownerId") != owner_id:
            continue
        row = _row(item, to_library)
        if row is None:
            unlisted.append(str(item["id"]))
        else:
            rows.append(row)
    return Told(tuple(rows), tuple(unlisted))


def _row(item: Mapping[str, Any], to_library: ToLibrary) -> AssetRow | None:
    visibility, trashed = str(item["visibility"]), bool(item["isTrashed"])
    view, local = view_of(visibility, trashed=trashed), _wall_time(item["localDateTime"])
    if view is None or local is None:
        return None
    offline, path = bool(item["isOffline"]), str(item["originalPath"])
    exif = item.get("exifInfo") or {}
    return AssetRow(
        asset_id=str(item["id"]),
        path=to_library(path),
        original_path=path,
        original_file_name=str(item["originalFileName"]),
        library_id=item.get("libraryId"),
        kind=str(item["type"]),
        visibility=visibility,
        view=view,
        is_trashed=trashed,
        is_offline=offline,
        is_favorite=bool(item["isFavorite"]),
        shown=view is View.TIMELINE and not offline,
        local_at=local,
        month=f"{local[:7]}-01",
        updated_at=str(item["updatedAt"]),
        checksum=item.get("checksum"),
        thumbhash=item.get("thumbhash"),
        width=_whole(item.get("width")),
        height=_whole(item.get("height")),
        size=_whole(exif.get("fileSizeInByte")),
        duration_ms=duration_ms(item.get("duration")),
        live_photo_video_id=item.get("livePhotoVideoId"),
        camera=_camera(exif),
    )


def _wall_time(text: object) -> str | None:
    """
    Give a local time without its zone, or nothing where the year is none of a calendar.
    """
    try:
        at = datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        return None
    return at.isoformat() if at.year in YEARS else None


def _camera(exif: Mapping[str, Any]) -> str | None:
    words = (exif.get("make"), exif.get("model"))
    return " ".join(str(word).strip() for word in words if word) or None


def _whole(number: object) -> int | None:
    return round(number) if isinstance(number, int | float) else None


def duration_ms(told: object) -> int | None:
    """
    Read a length: milliseconds in version 3, `0:01:02.500` in version 2; nothing for a picture.
    """
    if isinstance(told, int):
        return told or None
    parts = str(told).split(":")
    if len(parts) != DURATION_PARTS:
        return None
    try:
        hours, minutes, seconds = int(parts[0]), int(parts[1]), float(parts[2])
    except ValueError:
        return None
    return round(((hours * 60 + minutes) * 60 + seconds) * SECONDS) or None
