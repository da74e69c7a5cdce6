"""
An asset as Immich shows it to somebody who may act on it; pure.
"""

from dataclasses import dataclass
from typing import Any

NO_PHONE = frozenset({"", "CLI", "WEB", "Library Import"})


@dataclass(frozen=True, slots=True)
class StackPlace:
    """
    The stack that an asset is in, and what is on top of it.
    """

    stack_id: str
    primary_id: str


@dataclass(frozen=True, slots=True)
class Tag:
    """
    A tag of an asset.
    """

    tag_id: str
    value: str


@dataclass(frozen=True, slots=True)
class Album:
    """
    An album that an asset is in.
    """

    album_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ImmichAsset:
    """
    What matters of an asset before it goes, and what another could take over from it.

    :ivar library_id: of its external library; none of an upload.
    :ivar device_id: what uploaded it, where Immich still tells (version 2).
    """

    asset_id: str
    owner_id: str
    library_id: str | None
    original_path: str
    file_name: str
    visibility: str
    is_trashed: bool
    is_offline: bool
    is_favorite: bool
    rating: int | None = None
    description: str = ""
    latitude: float | None = None
    longitude: float | None = None
    tags: tuple[Tag, ...] = ()
    stack: StackPlace | None = None
    device_id: str | None = None

    @property
    def may_return_by_phone(self) -> bool:
        """
        Whether an app may have uploaded it that would do so again.
        """
        return self.library_id is None and self.device_id not in NO_PHONE


def read_asset(body: dict[str, Any]) -> ImmichAsset:
    """
    Read the answer to `GET /assets/{id}`, of either version.
    """
    exif = body.get("exifInfo") or {}
    stack = body.get("stack")
    return ImmichAsset(
        asset_id=body["id"],
        owner_id=body["ownerId"],
        library_id=body.get("libraryId"),
        original_path=body["originalPath"],
        file_name=body["originalFileName"],
        visibility=body["visibility"],
        is_trashed=body["isTrashed"],
        is_offline=body["isOffline"],
        is_favorite=body["isFavorite"],
        rating=exif.get("rating"),
        description=exif.get("description") or "",
        latitude=exif.get("latitude"),
        longitude=exif.get("longitude"),
        tags=tuple(Tag(tag["id"], tag["value"]) for tag in body.get("tags") or ()),
        stack=None if stack is None else StackPlace(stack["id"], stack["primaryAssetId"]),
        device_id=body.get("deviceId"),
    )
