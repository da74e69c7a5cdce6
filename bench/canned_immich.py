"""
An Immich that says the same thing again and again: the upstream of benchmarks.

Asset number n has the id `asset_id(n)` and belongs to `OWNER`; each page is of assets of its own.
"""

import hashlib
import uuid
from multiprocessing.connection import Connection
from typing import Any

import orjson
from aiohttp import web

OWNER = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
ME = {"id": OWNER, "name": "Anna", "email": "anna@example.org", "isAdmin": False}


def asset_id(number: int) -> str:
    """
    Give the id of an asset; Postgres makes the same by `md5('a' || number)::uuid`.
    """
    digest = hashlib.md5(f"a{number}".encode(), usedforsecurity=False).hexdigest()
    return str(uuid.UUID(digest))


def asset(number: int) -> dict[str, Any]:
    """
    Make an asset as Immich 2.7.5 lists it.
    """
    return {
        "id": asset_id(number),
        "createdAt": "2026-11-20T23:53:43.347Z",
        "deviceAssetId": f"IMG_{number}.jpg",
        "ownerId": OWNER,
        "deviceId": "Library Import",
        "libraryId": "122d0ed6-5912-4b03-b74b-4622617de6fe",
        "type": "IMAGE",
        "originalPath": f"/mnt/nas/photos/{number // 100}/IMG_{number}.jpg",
        "originalFileName": f"IMG_{number}.jpg",
        "originalMimeType": "image/jpeg",
        "thumbhash": "lRgKHYSAhndqiZeHhqdnhm+V8lY6",
        "fileCreatedAt": "2026-11-20T23:48:34.252Z",
        "fileModifiedAt": "2026-11-20T23:48:34.257Z",
        "localDateTime": "2026-11-20T23:48:34.252Z",
        "updatedAt": "2026-11-20T23:53:47.410Z",
        "isFavorite": False,
        "isArchived": False,
        "isTrashed": False,
        "visibility": "timeline",
        "duration": "0:00:00.00000",
        "livePhotoVideoId": None,
        "people": [],
        "checksum": "WJCtOz0kpDQNb1G9PZBBnGo5a3U=",
        "isOffline": False,
        "hasMetadata": True,
        "duplicateId": None,
        "resized": True,
        "width": 1617,
        "height": 1080,
        "isEdited": False,
    }


def search_page(first: int, count: int) -> bytes:
    """
    Write a page of a search.
    """
    items = [asset(number) for number in range(first, first + count)]
    page = {"total": count, "count": count, "items": items, "facets": [], "nextPage": "2"}
    return orjson.dumps({"albums": {"total": 0, "count": 0, "items": []}, "assets": page})


def bucket(first: int, count: int) -> bytes:
    """
    Write a bucket of the timeline.
    """
    same: dict[str, Any] = {
        "city": None,
        "country": None,
        "duration": None,
        "visibility": "timeline",
        "isFavorite": False,
        "isImage": True,
        "isTrashed": False,
        "livePhotoVideoId": None,
        "fileCreatedAt": "2023-05-15T12:00:05",
        "localOffsetHours": 0,
        "ownerId": OWNER,
        "projectionType": None,
        "ratio": 1.5,
        "status": "active",
        "thumbhash": "3ycGHYbLCHUnOaV4mKx3aHA1ZiAV",
    }
    ids = [asset_id(number) for number in range(first, first + count)]
    return orjson.dumps({"id": ids, **{name: [value] * count for name, value in same.items()}})


def serve(told: Connection, pages: int) -> None:
    """
    Serve until killed; the port is told first.

    :param pages: how many different pages of each size there are.
    """
    small = [search_page(page * 1000, 100) for page in range(pages)]
    large = [search_page(page * 1000, 1000) for page in range(pages)]
    months = [bucket(page * 5000, 5000) for page in range(pages)]

    def said(bodies: list[bytes]) -> Any:
        async def handler(request: web.Request) -> web.Response:
            body = bodies[int(request.query["page"]) % pages]
            return web.Response(body=body, content_type="application/json")

        return handler

    async def me(_request: web.Request) -> web.Response:
        return web.json_response(ME)

    async def key(_request: web.Request) -> web.Response:
        return web.json_response({"id": OWNER, "name": "k", "permissions": ["all"]})

    async def nobody(_request: web.Request) -> web.Response:
        return web.json_response([])

    async def tell(_app: web.Application) -> None:
        told.send(None)

    app = web.Application()
    app.router.add_post("/api/search/metadata", said(small))
    app.router.add_post("/api/search/smart", said(large))
    app.router.add_get("/api/timeline/bucket", said(months))
    app.router.add_get("/api/users/me", me)
    app.router.add_get("/api/api-keys/me", key)
    app.router.add_get("/api/partners", nobody)
    app.on_startup.append(tell)
    port = told.recv()
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)
