"""
A part of what Immich shows somebody, picked out by an album or a person; pure.

Immich alone knows what is in it: also photos of others in a shared album, and archived ones, of
which our index has no card.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import orjson

from gateway.asset_rows import duration_ms


class PickKind(StrEnum):
    """
    What picks photos out, by the name that Immich's timeline has for it.
    """

    ALBUM = "albumId"
    PERSON = "personId"


@dataclass(frozen=True, slots=True)
class Pick:
    """
    An album or a person, by its id.
    """

    kind: PickKind
    pick_id: str

    @property
    def query(self) -> dict[str, str]:
        """
        Give what asks Immich's timeline for it: of an album all, as Immich shows it.
        """
        asked = {self.kind.value: self.pick_id}
        return asked if self.kind is PickKind.ALBUM else asked | {"visibility": "timeline"}


@dataclass(frozen=True, slots=True)
class PickedAsset:
    """
    An asset as a month of Immich's timeline tells it: without its name.

    :ivar ratio: width divided by height.
    """

    asset_id: str
    owner_id: str
    local_at: str
    ratio: float
    is_image: bool
    is_favorite: bool
    duration_ms: int | None
    thumbhash: str | None
    live_photo_video_id: str | None


@dataclass(frozen=True, slots=True)
class Picked:
    """
    What is in a pick, by month (`2026-05-01`), the newest first.

    :ivar stamp: another one for other contents.
    """

    months: Mapping[str, tuple[PickedAsset, ...]]
    ids: frozenset[str] = field(init=False)
    stamp: str = field(init=False)

    def __post_init__(self) -> None:
        """
        Take the ids together.
        """
        found = [asset.asset_id for assets in self.months.values() for asset in assets]
        told = orjson.dumps([list(self.months), found])
        object.__setattr__(self, "ids", frozenset(found))
        object.__setattr__(self, "stamp", hashlib.blake2b(told, digest_size=12).hexdigest())


def month_name(bucket: str) -> str:
    """
    Give the name of a month as we spell it, of however Immich does.
    """
    return f"{bucket[:7]}-01"


def read_month(told: bytes) -> tuple[PickedAsset, ...]:
    """
    Read the columns of a month.

    :raises KeyError: when one is missing; `ValueError`, `TypeError`: when they are none.
    """
    columns: dict[str, Any] = orjson.loads(told)
    names = (
        *("id", "ownerId", "fileCreatedAt", "localOffsetHours", "ratio", "isImage"),
        *("isFavorite", "duration", "thumbhash", "livePhotoVideoId"),
    )
    rows = zip(*(columns[name] for name in names), strict=True)
    return tuple(
        PickedAsset(
            asset_id=row[0],
            owner_id=row[1],
            local_at=_local(row[2], row[3]),
            ratio=row[4] or 1.0,
            is_image=row[5],
            is_favorite=row[6],
            duration_ms=duration_ms(row[7]),
            thumbhash=row[8],
            live_photo_video_id=row[9],
        )
        for row in rows
    )


def _local(moment: str, offset_hours: float) -> str:
    taken = datetime.fromisoformat(moment).replace(tzinfo=None)
    return (taken + timedelta(hours=offset_hours)).isoformat()
