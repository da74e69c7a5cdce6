"""
Bodies in the shape of Immich 2.7.5.
"""

import mimetypes
import uuid
from datetime import datetime
from typing import Any

from mediacore.formats import Kind, extension_of
from tests.fakes.immich.accounts import NAMESPACE, User
from tests.fakes.immich.library import StoredAsset

LIBRARY_ID = str(uuid.uuid5(NAMESPACE, "library"))
BEGINNING = "2026-01-01T00:00:00.000Z"
STILL = "0:00:00.00000"
MIME_BY_EXTENSION = {"jpg": "image/jpeg", "mov": "video/quicktime", "mp4": "video/mp4"}


def moment(at: datetime) -> str:
    """
    Give a moment as Immich writes it.
    """
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def mime_type(asset: StoredAsset) -> str:
    """
    Give the media type that Immich derives from the extension.
    """
    extension = extension_of(asset.name)
    guessed = MIME_BY_EXTENSION.get(extension) or mimetypes.guess_type(asset.name)[0]
    family = "video" if asset.kind is Kind.VIDEO else "image"
    if asset.kind is Kind.RAW or guessed is None:
        return f"{family}/{extension}"
    return guessed


def duration(seconds: float) -> str:
    """
    Give a clip's length, in the spelling of version 2.
    """
    if not seconds:
        return STILL
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{rest:06.3f}"


def asset_body(asset: StoredAsset, owner: User) -> dict[str, Any]:
    """
    Give an asset as a search lists it.
    """
    modified = moment(asset.modified)
    taken = moment(asset.taken)
    return {
        "id": asset.asset_id,
        "createdAt": modified,
        "deviceAssetId": asset.name,
        "ownerId": owner.user_id,
        "deviceId": "Library Import",
        "libraryId": LIBRARY_ID,
        "type": "VIDEO" if asset.kind is Kind.VIDEO else "IMAGE",
        "originalPath": asset.original_path,
        "originalFileName": asset.name,
        "originalMimeType": mime_type(asset),
        "thumbhash": None,
        "fileCreatedAt": taken,
        "fileModifiedAt": modified,
        "localDateTime": taken,
        "updatedAt": modified,
        "isFavorite": False,
        "isArchived": False,
        "isTrashed": False,
        "visibility": "timeline",
        "duration": duration(asset.seconds),
        "livePhotoVideoId": None,
        "people": [],
        "checksum": asset.checksum,
        "isOffline": False,
        "hasMetadata": True,
        "duplicateId": None,
        "resized": True,
        "width": asset.width,
        "height": asset.height,
        "isEdited": False,
    }


def exif_body(asset: StoredAsset) -> dict[str, Any]:
    """
    Give `exifInfo`, as far as the stand-in reads it.
    """
    unknown = (
        *("make", "model", "timeZone", "lensModel", "fNumber", "focalLength", "iso"),
        *("exposureTime", "latitude", "longitude", "city", "state", "country"),
        *("projectionType", "rating"),
    )
    return dict.fromkeys(unknown) | {
        "exifImageWidth": asset.width,
        "exifImageHeight": asset.height,
        "fileSizeInByte": asset.size,
        "orientation": "1",
        "dateTimeOriginal": moment(asset.taken).replace("Z", "+00:00"),
        "modifyDate": moment(asset.modified).replace("Z", "+00:00"),
        "description": "",
    }


def full_asset_body(asset: StoredAsset, owner: User) -> dict[str, Any]:
    """
    Give an asset as `GET /assets/{id}` shows it.
    """
    shown = {
        "id": owner.user_id,
        "email": owner.email,
        "name": owner.name,
        "profileImagePath": "",
        "avatarColor": "gray",
        "profileChangedAt": BEGINNING,
    }
    return asset_body(asset, owner) | {
        "owner": shown,
        "exifInfo": exif_body(asset),
        "tags": [],
        "unassignedFaces": [],
        "stack": None,
    }


def user_body(user: User) -> dict[str, Any]:
    """
    Give a user as `GET /users/me` shows it.
    """
    return {
        "id": user.user_id,
        "email": user.email,
        "name": user.name,
        "profileImagePath": "",
        "avatarColor": "gray",
        "profileChangedAt": BEGINNING,
        "storageLabel": None,
        "shouldChangePassword": False,
        "isAdmin": user.is_admin,
        "createdAt": BEGINNING,
        "deletedAt": None,
        "updatedAt": BEGINNING,
        "oauthId": "",
        "quotaSizeInBytes": None,
        "quotaUsageInBytes": 0,
        "status": "active",
        "license": None,
    }


def login_body(user: User, token: str) -> dict[str, Any]:
    """
    Give the answer to a sign-in.
    """
    return {
        "accessToken": token,
        "userId": user.user_id,
        "userEmail": user.email,
        "name": user.name,
        "isAdmin": user.is_admin,
        "profileImagePath": "",
        "shouldChangePassword": False,
        "isOnboarded": True,
    }


def page_body(items: list[dict[str, Any]], next_page: int | None) -> dict[str, Any]:
    """
    Give a page of a search; `total` counts only the page, as in Immich.
    """
    nothing = {"total": 0, "count": 0, "items": [], "facets": []}
    assets = {"total": len(items), "count": len(items), "items": items, "facets": []}
    following = None if next_page is None else str(next_page)
    return {"albums": nothing, "assets": {**assets, "nextPage": following}}
