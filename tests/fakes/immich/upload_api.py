"""
Uploads: a file as multipart, kept under a name of Immich's choosing.
"""

import atexit
import base64
import binascii
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from mediacore.formats import NOT_MEDIA, extension_of, kind_of_name
from tests.fakes.immich import access
from tests.fakes.immich.answers import ImmichJson
from tests.fakes.immich.arrivals import announce
from tests.fakes.immich.errors import bad_request
from tests.fakes.immich.fields import Fields
from tests.fakes.immich.library import take_facts
from tests.fakes.immich.multipart import Part, boundary_of, read_parts
from tests.fakes.immich.records import Asset, User
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.shared_link_api import add_to_link
from tests.fakes.immich.world import World

FILES = frozenset({"assetData", "sidecarData"})
SHORTER = {"jpeg": "jpg", "tiff": "tif"}
SHA1_BYTES = 20

routes = Routes()


@dataclass(slots=True)
class Upload:
    """
    What has come of an upload.
    """

    path: Path
    fields: dict[str, str] = field(default_factory=dict)
    filename: str = ""
    checksum: str = ""


def decoded_checksum(text: str) -> str | None:
    """
    Give a SHA-1 in base64, whether it came as that or in hexadecimal digits.
    """
    try:
        is_hex = len(text) == 2 * SHA1_BYTES
        raw = bytes.fromhex(text) if is_hex else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None
    return base64.b64encode(raw).decode() if len(raw) == SHA1_BYTES else None


def uploads_root(world: World) -> Path:
    """
    Give where uploads go, a temporary folder unless it was said.
    """
    if world.settings.uploads is None:
        world.settings.uploads = Path(tempfile.mkdtemp(prefix="standin-"))
        atexit.register(shutil.rmtree, world.settings.uploads, ignore_errors=True)
    return world.settings.uploads


def known(world: World, owner_id: str, checksum: str | None) -> Asset | None:
    """
    Give a user's upload of these bytes; files of libraries do not count.
    """
    uploads = world.memo(
        ("uploads", owner_id),
        lambda: {a.checksum: a for a in world.owned(owner_id) if a.library_id is None},
    )
    return None if checksum is None else uploads.get(checksum)


@routes.on("POST", "/assets", "asset.upload", access=Access.SHARED)
async def upload(call: Call) -> Any:
    """
    Take a file in, unless it is known.
    """
    if call.caller.link is not None and not call.caller.link.allow_upload:
        raise bad_request("Not found or no asset.upload access")
    told = decoded_checksum(call.request.headers.get("x-immich-checksum", ""))
    duplicate = known(call.world, call.user_id, told)
    if duplicate is not None:
        return ImmichJson({"status": "duplicate", "id": duplicate.asset_id})
    came = await _receive(call)
    try:
        _check(call, came)
        duplicate = known(call.world, call.user_id, came.checksum)
        if duplicate is not None:
            return ImmichJson({"status": "duplicate", "id": duplicate.asset_id})
        asset = _keep(call.world, call.caller.user, came)
    finally:
        came.path.unlink(missing_ok=True)
    if call.caller.link is not None:
        add_to_link(call.world, call.caller.link, asset.asset_id)
    announce(call.world, asset)
    return ImmichJson({"id": asset.asset_id, "status": "created"}, HTTPStatus.CREATED)


async def _receive(call: Call) -> Upload:
    boundary = boundary_of(call.request.headers.get("content-type", ""))
    folder = uploads_root(call.world) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    came, digest, current = Upload(Path(name)), hashlib.sha1(usedforsecurity=False), ""
    with os.fdopen(handle, "wb") as file:
        async for piece in read_parts(call.request.stream(), boundary):
            if isinstance(piece, Part):
                current = piece.name
                _begin(came, piece)
            elif current == "assetData":
                digest.update(piece)
                file.write(piece)
            elif current not in FILES:
                came.fields[current] += piece.decode("utf-8", "replace")
    came.checksum = base64.b64encode(digest.digest()).decode()
    return came


def _begin(came: Upload, part: Part) -> None:
    if part.filename is not None:
        error = None
        if part.name not in FILES:
            error = bad_request(f"Unexpected field - {part.name}")
        elif part.name == "assetData" and kind_of_name(part.filename) in NOT_MEDIA:
            error = bad_request(f"Unsupported file type {part.filename}")
        if error is not None:
            came.path.unlink()
            raise error
        if part.name == "assetData":
            came.filename = part.filename
    else:
        came.fields[part.name] = ""


def _check(call: Call, came: Upload) -> None:
    fields = Fields(came.fields, v3=call.world.v3)
    for name in ("fileCreatedAt", "fileModifiedAt"):
        fields.moment(name, required=True)
    for name in () if call.world.v3 else ("deviceAssetId", "deviceId"):
        fields.text(name, required=True)
    if call.world.v3 and not came.fields.get("duration", "0").isdigit():
        shown = {"expected": "number", "received": "NaN", "path": ["duration"]}
        message = "Invalid input: expected number, received NaN"
        fields.wrong([message], "invalid_type", message, **shown)
    fields.done()
    if not came.filename:
        raise bad_request("Missing assetData")


def _keep(world: World, owner: User, came: Upload) -> Asset:
    name = came.fields.get("filename") or came.filename
    asset_id, now = world.stamps.new_id("upload"), world.stamps.now()
    created = datetime.fromisoformat(came.fields["fileCreatedAt"])
    modified = datetime.fromisoformat(came.fields["fileModifiedAt"])
    os.utime(came.path, (modified.timestamp(), modified.timestamp()))
    asset = Asset(
        asset_id=asset_id,
        owner_id=owner.user_id,
        library_id=None,
        path=os.fsencode(came.path),
        original_path="",
        name=name,
        kind=kind_of_name(came.filename),
        checksum=came.checksum,
        size=0,
        mtime_ns=0,
        created_at=now,
        updated_at=now,
        taken=created,
        local=created,
        device_asset_id=came.fields.get("deviceAssetId", ""),
        device_id=came.fields.get("deviceId", ""),
        is_favorite=came.fields.get("isFavorite") == "true",
        visibility=came.fields.get("visibility", "timeline"),
        live_video_id=came.fields.get("livePhotoVideoId"),
    )
    take_facts(asset, came.path.stat())
    target = _place(world, owner, asset)
    target.parent.mkdir(parents=True, exist_ok=True)
    came.path.rename(target)
    asset.path, asset.original_path = os.fsencode(target), str(target)
    world.add(asset)
    return asset


def _place(world: World, owner: User, asset: Asset) -> Path:
    """
    Choose the file's name: a UUID of its own, or what the storage template makes of it.
    """
    extension = extension_of(asset.name)
    if not world.settings.storage_template:
        file_id = world.stamps.new_id("file")
        folder = uploads_root(world) / "upload" / owner.user_id / file_id[:2] / file_id[2:4]
        return folder / f"{file_id}.{extension}"
    label = owner.storage_label or owner.user_id
    folder = (
        uploads_root(world) / "library" / label / f"{asset.local:%Y}" / f"{asset.local:%Y-%m-%d}"
    )
    stem, number = asset.name.rpartition(".")[0], 0
    target = folder / f"{stem}.{SHORTER.get(extension, extension)}"
    while target.exists():
        number += 1
        target = folder / f"{stem}+{number}.{SHORTER.get(extension, extension)}"
    return target


@routes.on("POST", "/assets/bulk-upload-check", "asset.upload")
def bulk_check(call: Call) -> Any:
    """
    Tell which files need not be uploaded.
    """
    return {"results": [_checked(call, one) for one in call.body.get("assets") or ()]}


def _checked(call: Call, one: dict[str, Any]) -> dict[str, Any]:
    asset = known(call.world, call.user_id, decoded_checksum(one["checksum"]))
    if asset is None:
        return {"id": one["id"], "action": "accept"}
    return {
        "id": one["id"],
        "action": "reject",
        "reason": "duplicate",
        "assetId": asset.asset_id,
        "isTrashed": asset.deleted_at is not None,
    }


@routes.on("PUT", "/assets/copy", "asset.copy")
def copy(call: Call) -> None:
    """
    Carry albums and favourite over from one asset to another.
    """
    ids = [call.body["sourceId"], call.body["targetId"]]
    source, target = access.owned(call.world, call.caller, ids, "asset.copy")
    target.is_favorite = source.is_favorite
    for album in call.world.albums.values():
        if source.asset_id in album.assets:
            album.assets.setdefault(target.asset_id, call.world.changed())
    call.world.touch([target])
