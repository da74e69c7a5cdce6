"""
Originals, thumbnails and videos, and archives of many originals.
"""

import io
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Response

from tests.fakes.immich import access, media
from tests.fakes.immich.answers import Streamed
from tests.fakes.immich.errors import ImmichError, bad_request, error_answer
from tests.fakes.immich.records import Asset
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.trash import trashed

ARCHIVE_SIZE = 4 * 1024**3
FIRST_ZIP_YEAR = 1980
PIECE = 1024 * 1024

routes = Routes()


@routes.on("GET", "/assets/{id}/original", "asset.download", access=Access.SHARED)
def original(call: Call) -> Response:
    """
    Give an asset's file.
    """
    try:
        asset = _downloaded(call, [call.asset_id])[0]
    except ImmichError as error:
        if call.world.v3:
            raise ImmichError(HTTPStatus.NOT_FOUND, "Not Found") from None
        answer = error_answer(error, v3=False)
        answer.headers["cache-control"] = "none"
        return answer
    return media.original(asset, call.request, v3=call.world.v3)


def _downloaded(call: Call, ids: list[str]) -> list[Asset]:
    assets = access.seen_all(call.world, call.caller, ids, "asset.download")
    if call.caller.link is not None and not call.caller.link.allow_download:
        raise bad_request("Not found or no asset.download access")
    return assets


@routes.on("GET", "/assets/{id}/thumbnail", "asset.view", access=Access.SHARED, threaded=True)
def thumbnail(call: Call) -> Response:
    """
    Show a small picture of an asset.
    """
    asset = access.seen(call.world, call.caller, call.asset_id, "asset.view")
    form = call.query("size") or "thumbnail"
    return media.thumbnail(asset, form, call.request, v3=call.world.v3)


@routes.on("GET", "/assets/{id}/video/playback", "asset.view", access=Access.SHARED)
def playback(call: Call) -> Response:
    """
    Play a clip.
    """
    asset = access.seen(call.world, call.caller, call.asset_id, "asset.view")
    if not asset.is_video:
        raise ImmichError(HTTPStatus.NOT_FOUND, "Asset is not a video")
    return media.original(asset, call.request, v3=call.world.v3, named=False)


@routes.on(
    "POST", "/download/info", "asset.download", access=Access.SHARED, status=HTTPStatus.CREATED
)
def info(call: Call) -> Any:
    """
    Divide what is wanted into archives.
    """
    fields = call.fields()
    fields.uuids("assetIds", required=False)
    fields.number("archiveSize")
    fields.done()
    archives: list[dict[str, Any]] = []
    limit = call.body.get("archiveSize") or ARCHIVE_SIZE
    for asset in _downloaded(call, _wanted(call)):
        if not archives or archives[-1]["size"] >= limit:
            archives.append({"size": 0, "assetIds": []})
        archives[-1]["size"] += asset.size
        archives[-1]["assetIds"].append(asset.asset_id)
    return {"totalSize": sum(one["size"] for one in archives), "archives": archives}


def _wanted(call: Call) -> list[str]:
    if call.body.get("assetIds") is not None:
        ids: list[str] = call.body["assetIds"]
        return ids
    if call.body.get("albumId") is not None:
        album = access.seen_album(call.world, call.caller, call.body["albumId"], "album.download")
        return list(album.assets)
    if call.body.get("userId") == call.user_id:
        hidden = trashed(call.world, call.user_id)
        return [one.asset_id for one in call.world.owned(call.user_id) if one not in hidden]
    raise bad_request("assetIds, albumId, or userId is required")


@routes.on("POST", "/download/archive", "asset.download", access=Access.SHARED)
def archive(call: Call) -> Response:
    """
    Give assets as one ZIP, made as it is sent.
    """
    fields = call.fields()
    fields.uuids("assetIds")
    fields.done()
    assets = _downloaded(call, call.body["assetIds"])
    return Streamed(
        _zipped(assets),
        headers={"vary": "Accept-Encoding"},
        media_type="application/octet-stream",
    )


class _Pipe(io.RawIOBase):
    """
    A file that cannot seek, whose bytes are taken out as they are written.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data = b"".join(self.pieces)
        self.pieces.clear()
        return data


async def _zipped(assets: list[Asset]) -> AsyncIterator[bytes]:
    pipe, names = _Pipe(), set[str]()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as file:
        for asset in assets:
            entry = zipfile.ZipInfo(_free_name(asset.name, names), _zip_time(asset.modified))
            entry.file_size = asset.size
            with file.open(entry, "w") as target:
                for data in _read(asset):
                    target.write(data)
                    yield pipe.taken()
    yield pipe.taken()


def _zip_time(at: datetime) -> tuple[int, int, int, int, int, int]:
    return (max(at.year, FIRST_ZIP_YEAR), at.month, at.day, at.hour, at.minute, at.second)


def _free_name(name: str, names: set[str]) -> str:
    stem, dot, extension = name.rpartition(".")
    number, free = 0, name
    while free in names:
        number += 1
        free = f"{stem}+{number}{dot}{extension}"
    names.add(free)
    return free


def _read(asset: Asset) -> Iterator[bytes]:
    if asset.blob is not None:
        yield asset.blob
        return
    with Path(asset.path.decode("utf-8", "surrogateescape")).open("rb") as file:
        while data := file.read(PIECE):
            yield data
