"""
The rows of a sync stream.
"""

from typing import Any

from tests.fakes.immich.records import Album, Asset, Memory, Person, Stack, User
from tests.fakes.immich.shapes import THUMBHASH, exif_fields, spoken_duration
from tests.fakes.immich.stamps import moment

Json = dict[str, Any]


def user_row(user: User) -> Json:
    """
    Give a user.
    """
    return {
        "id": user.user_id,
        "name": user.name,
        "email": user.email,
        "avatarColor": None,
        "deletedAt": None,
        "profileChangedAt": moment(user.created_at),
        "hasProfileImage": False,
    }


def auth_user_row(user: User) -> Json:
    """
    Give a user to themselves.
    """
    return user_row(user) | {
        "isAdmin": user.is_admin,
        "pinCode": user.pin,
        "oauthId": "",
        "storageLabel": user.storage_label,
        "quotaSizeInBytes": None,
        "quotaUsageInBytes": 0,
    }


def asset_row(asset: Asset, *, v3: bool) -> Json:
    """
    Give an asset: without its path, as in Immich.
    """
    spoken = spoken_duration(asset.duration_ms) if asset.duration_ms else None
    created = {"createdAt": moment(asset.created_at)} if v3 else {}
    return {
        "id": asset.asset_id,
        "ownerId": asset.owner_id,
        "originalFileName": asset.name,
        "fileCreatedAt": moment(asset.taken),
        "fileModifiedAt": moment(asset.modified),
        **created,
        "localDateTime": moment(asset.local),
        "type": "VIDEO" if asset.is_video else "IMAGE",
        "deletedAt": None if asset.deleted_at is None else moment(asset.deleted_at),
        "isFavorite": asset.is_favorite,
        "visibility": asset.visibility,
        "duration": (asset.duration_ms or None) if v3 else spoken,
        "livePhotoVideoId": asset.live_video_id,
        "stackId": asset.stack_id,
        "libraryId": asset.library_id,
        "width": asset.width,
        "height": asset.height,
        "isEdited": False,
        "checksum": asset.checksum,
        "thumbhash": THUMBHASH if asset.has_thumbnail else None,
    }


def exif_row(asset: Asset) -> Json:
    """
    Give what was read from an asset.
    """
    return {
        "assetId": asset.asset_id,
        **exif_fields(asset),
        "dateTimeOriginal": moment(asset.taken),
        "modifyDate": moment(asset.modified),
        "profileDescription": None,
        "fps": None,
    }


def stack_row(stack: Stack) -> Json:
    """
    Give a stack.
    """
    return {
        "id": stack.stack_id,
        "createdAt": moment(stack.created_at),
        "updatedAt": moment(stack.updated_at),
        "primaryAssetId": stack.primary_id,
        "ownerId": stack.owner_id,
    }


def album_row(album: Album, *, version: int) -> Json:
    """
    Give an album; the first version names its owner.
    """
    owner = {"ownerId": album.owner_id} if version == 1 else {}
    return {
        "id": album.album_id,
        "name": album.name,
        "description": album.description,
        "createdAt": moment(album.created_at),
        "updatedAt": moment(album.updated_at),
        "thumbnailAssetId": album.thumbnail_id,
        "isActivityEnabled": album.is_activity_enabled,
        "order": album.order,
        **owner,
    }


def memory_row(memory: Memory) -> Json:
    """
    Give a memory.
    """
    nothing = ("deletedAt", "seenAt", "showAt", "hideAt")
    return {
        "id": memory.memory_id,
        "createdAt": moment(memory.created_at),
        "updatedAt": moment(memory.updated_at),
        "ownerId": memory.owner_id,
        "type": memory.kind,
        "data": memory.data,
        "isSaved": memory.is_saved,
        "memoryAt": memory.memory_at,
    } | dict.fromkeys(nothing)


def person_row(person: Person) -> Json:
    """
    Give a person.
    """
    return {
        "id": person.person_id,
        "createdAt": moment(person.created_at),
        "updatedAt": moment(person.updated_at),
        "ownerId": person.owner_id,
        "name": person.name,
        "birthDate": person.birth_date,
        "isHidden": person.is_hidden,
        "isFavorite": person.is_favorite,
        "color": None,
        "faceAssetId": next(iter(person.faces.values()), None),
    }


def face_row(person: Person, asset: Asset, face_id: str, *, version: int) -> Json:
    """
    Give a face.
    """
    width, height = asset.width or 0, asset.height or 0
    second = {"deletedAt": None, "isVisible": True} if version > 1 else {}
    return {
        "id": face_id,
        "assetId": asset.asset_id,
        "personId": person.person_id,
        "imageWidth": width,
        "imageHeight": height,
        "boundingBoxX1": width // 4,
        "boundingBoxY1": height // 4,
        "boundingBoxX2": width * 3 // 4,
        "boundingBoxY2": height * 3 // 4,
        "sourceType": "machine-learning",
        **second,
    }
