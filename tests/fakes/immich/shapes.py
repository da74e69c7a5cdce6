"""
Bodies of assets and users, in the shape of either version.
"""

import mimetypes
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from mediacore.formats import Kind, extension_of
from tests.fakes.immich.records import Asset, Exif, Stack, User
from tests.fakes.immich.stamps import database_moment, moment
from tests.fakes.immich.world import World

Json = dict[str, Any]
Moment = Callable[[datetime], str]

STILL = "0:00:00.00000"
THUMBHASH = "1QcSHQRnh493V4dIh4eXh1h4kJUI"
MIME_BY_EXTENSION = {"jpg": "image/jpeg", "mov": "video/quicktime", "mp4": "video/mp4"}


@lru_cache
def mime_of(extension: str, kind: Kind) -> str:
    """
    Give the media type that Immich derives from an extension.
    """
    guessed = MIME_BY_EXTENSION.get(extension) or mimetypes.guess_type(f"x.{extension}")[0]
    if kind is Kind.RAW or guessed is None:
        return f"{'video' if kind is Kind.VIDEO else 'image'}/{extension}"
    return guessed


def mime_type(asset: Asset) -> str:
    """
    Give an asset's media type.
    """
    return mime_of(extension_of(asset.name), asset.kind)


def spoken_duration(milliseconds: int) -> str:
    """
    Give a clip's length, in the spelling of version 2.
    """
    if not milliseconds:
        return STILL
    minutes, rest = divmod(milliseconds / 1000, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{rest:06.3f}"


def asset_body(
    world: World,
    asset: Asset,
    viewer_id: str,
    *,
    exif: bool = False,
    tags: bool = False,
    at: Moment = moment,
    **more: Any,
) -> Json:
    """
    Give an asset as a list shows it.

    `more` may be `owner`, `people`, `unassignedFaces` and `stack`, which only some answers have.
    """
    device_asset: Json = {} if world.v3 else {"deviceAssetId": asset.device_asset_id}
    device: Json = {} if world.v3 else {"deviceId": asset.device_id}
    owner: Json = {"owner": more["owner"]} if "owner" in more else {}
    faces: Json = {"unassignedFaces": []} if "unassignedFaces" in more and not world.v3 else {}
    stack: Json = {"stack": more["stack"]} if "stack" in more else {}
    duration: object = spoken_duration(asset.duration_ms)
    if world.v3:
        duration = asset.duration_ms or None
    return {
        "id": asset.asset_id,
        "createdAt": at(asset.created_at),
        **device_asset,
        "ownerId": asset.owner_id,
        **owner,
        **device,
        "libraryId": asset.library_id,
        "type": "VIDEO" if asset.is_video else "IMAGE",
        "originalPath": asset.original_path,
        "originalFileName": asset.name,
        "originalMimeType": mime_type(asset),
        "thumbhash": THUMBHASH if asset.has_thumbnail else None,
        "fileCreatedAt": at(asset.taken),
        "fileModifiedAt": at(asset.modified),
        "localDateTime": at(asset.local),
        "updatedAt": at(asset.updated_at),
        "isFavorite": asset.is_favorite and asset.owner_id == viewer_id,
        "isArchived": asset.visibility == "archive",
        "isTrashed": asset.deleted_at is not None,
        "visibility": asset.visibility,
        "duration": duration,
        **({"exifInfo": exif_body(asset)} if exif else {}),
        "livePhotoVideoId": asset.live_video_id,
        **({"tags": tags_of(world, asset)} if tags else {}),
        "people": more.get("people", []),
        **faces,
        "checksum": asset.checksum,
        **stack,
        "isOffline": asset.is_offline,
        "hasMetadata": True,
        "duplicateId": asset.duplicate_id,
        "resized": True,
        "width": asset.width,
        "height": asset.height,
        "isEdited": False,
    }


def whole_number(value: float | None) -> float | None:
    """
    Give a number as JavaScript would write it: no fraction where there is none.
    """
    return int(value) if value is not None and value == int(value) else value


def exif_fields(asset: Asset) -> Json:
    """
    Give what an asset's EXIF says, but for its moments.
    """
    exif: Exif = asset.exif
    return {
        "make": exif.make,
        "model": exif.model,
        "exifImageWidth": asset.width,
        "exifImageHeight": asset.height,
        "fileSizeInByte": asset.size,
        "orientation": exif.orientation,
        "timeZone": exif.time_zone,
        "lensModel": exif.lens_model,
        "fNumber": whole_number(exif.f_number),
        "focalLength": whole_number(exif.focal_length),
        "iso": exif.iso,
        "exposureTime": exif.exposure_time,
        "latitude": whole_number(exif.latitude),
        "longitude": whole_number(exif.longitude),
        "city": exif.city,
        "state": exif.state,
        "country": exif.country,
        "description": exif.description,
        "projectionType": None,
        "rating": exif.rating,
    }


def exif_body(asset: Asset) -> Json:
    """
    Give `exifInfo`.
    """
    return exif_fields(asset) | {
        "dateTimeOriginal": database_moment(asset.taken),
        "modifyDate": database_moment(asset.modified),
    }


def tags_of(world: World, asset: Asset) -> list[Json]:
    """
    Give an asset's tags.
    """
    return [tag_body(tag) for tag in world.tags.values() if asset.asset_id in tag.assets]


def tag_body(tag: Any) -> Json:
    """
    Give a tag.
    """
    color = {} if tag.color is None else {"color": tag.color}
    return {
        "id": tag.tag_id,
        "name": tag.value.rpartition("/")[2],
        "value": tag.value,
        "createdAt": moment(tag.created_at),
        "updatedAt": moment(tag.updated_at),
        **color,
    }


def whole_asset_body(world: World, asset: Asset, viewer_id: str) -> Json:
    """
    Give an asset as `GET /assets/{id}` shows it.
    """
    owner = user_in_asset(world.users[asset.owner_id])
    stack = None if asset.stack_id is None else stack_summary(world, world.stacks[asset.stack_id])
    people = people_in(world, asset) if asset.owner_id == viewer_id else []
    return asset_body(
        world,
        asset,
        viewer_id,
        exif=True,
        tags=True,
        owner=owner,
        people=people,
        unassignedFaces=[],
        stack=stack,
    )


def people_in(world: World, asset: Asset) -> list[Json]:
    """
    Give the people on an asset; version 2 shows their faces, too.
    """
    shown = []
    for person in world.people.values():
        if asset.asset_id in person.faces:
            faces = [] if world.v3 else [face_box(person.faces[asset.asset_id], asset)]
            shown.append(person_body(person) | ({} if world.v3 else {"faces": faces}))
    return shown


def person_body(person: Any) -> Json:
    """
    Give a person.
    """
    return {
        "id": person.person_id,
        "name": person.name,
        "birthDate": person.birth_date,
        "thumbnailPath": f"/data/thumbs/{person.owner_id}/{person.person_id}.jpeg",
        "isHidden": person.is_hidden,
        "isFavorite": person.is_favorite,
        "updatedAt": moment(person.updated_at),
    }


def face_box(face_id: str, asset: Asset) -> Json:
    """
    Give where a face is: always in the middle.
    """
    width, height = asset.width or 0, asset.height or 0
    return {
        "id": face_id,
        "imageHeight": height,
        "imageWidth": width,
        "boundingBoxX1": width // 4,
        "boundingBoxX2": width * 3 // 4,
        "boundingBoxY1": height // 4,
        "boundingBoxY2": height * 3 // 4,
        "sourceType": "machine-learning",
    }


def stack_summary(world: World, stack: Stack) -> Json:
    """
    Give a stack as a single asset mentions it, with its visible members counted.
    """
    members = world.members_of(stack.stack_id)
    count = sum(a.deleted_at is None and a.visibility == "timeline" for a in members)
    return {"id": stack.stack_id, "primaryAssetId": stack.primary_id, "assetCount": count}


def link_asset_body(asset: Asset) -> Json:
    """
    Give an asset as a link shows it that hides metadata.
    """
    return {
        "id": asset.asset_id,
        "type": "VIDEO" if asset.is_video else "IMAGE",
        "originalMimeType": mime_type(asset),
        "thumbhash": THUMBHASH if asset.has_thumbnail else None,
        "localDateTime": moment(asset.local),
        "duration": spoken_duration(asset.duration_ms),
        "livePhotoVideoId": asset.live_video_id,
        "hasMetadata": False,
        "width": asset.width,
        "height": asset.height,
    }


def user_body(user: User) -> Json:
    """
    Give a user as others see it.
    """
    return {
        "id": user.user_id,
        "email": user.email,
        "name": user.name,
        "profileImagePath": "",
        "avatarColor": "gray",
        "profileChangedAt": moment(user.created_at),
    }


def user_in_asset(user: User) -> Json:
    """
    Give a user as an asset or album mentions it.
    """
    return user_body(user) | {"profileChangedAt": database_moment(user.created_at)}
