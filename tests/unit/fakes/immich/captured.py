"""
A stand-in with the users, library and assets that captures of a real Immich speak of.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient, Response

from mediacore.formats import kind_of_name
from tests.fakes.immich.accounts import add_user, issue_key, open_session
from tests.fakes.immich.app import create_app
from tests.fakes.immich.library import add_library
from tests.fakes.immich.media import PIXEL
from tests.fakes.immich.records import Asset, Exif, User
from tests.fakes.immich.settings import V2, V3, Settings
from tests.fakes.immich.stamps import Stamps
from tests.fakes.immich.world import World

Json = dict[str, Any]

TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")
REFERENCE = Path(os.environ.get("TWINLENS_REFERENCE") or Path(TESTDATA).parent / "reference")
WRITTEN = Path(__file__).parent / "captures"
FOLDERS = {V2: REFERENCE / "immich" / "captures", V3: REFERENCE / "immich" / "captures-3.1"}
SPECS = {V2: "openapi-2.7.5.json", V3: "openapi-3.1.0.json"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
PASSWORD = "Adm1n-Pass-immich"
SCOPED = ("asset.read", "asset.statistics")
UPLOADS = ("/api/assets", "/api/immich/assets")


@lru_cache
def captures_in(folder: Path) -> dict[str, Json]:
    """
    Read the captured requests of a folder, without those of sockets.
    """
    read = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}
    return {name: one for name, one in read.items() if "status" in one}


def assets_in(body: Any) -> Iterator[Json]:
    """
    Find the assets in an answer, wherever they stand.
    """
    if isinstance(body, dict):
        if {"originalPath", "checksum"} <= body.keys():
            yield body
        for value in body.values():
            yield from assets_in(value)
    elif isinstance(body, list):
        for value in body:
            yield from assets_in(value)


def learn(ours: Any, theirs: Any, known: dict[str, str]) -> None:
    """
    Note which of our ids stands for which captured one.
    """
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in ours.keys() & theirs.keys():
            learn(ours[key], theirs[key], known)
    elif isinstance(ours, list) and isinstance(theirs, list):
        for mine, other in zip(ours, theirs, strict=False):
            learn(mine, other, known)
    elif isinstance(ours, str) and isinstance(theirs, str) and UUID.fullmatch(theirs):
        known.setdefault(theirs, ours)


@dataclass(slots=True)
class Scene:
    """
    A stand-in in which captured requests can be made again.
    """

    world: World
    captures: dict[str, Json]
    client: AsyncClient
    ids: dict[str, str] = field(default_factory=dict)

    async def replay(self, name: str) -> Response:
        """
        Make a captured request, with our ids in place of those that an answer of ours gave anew.
        """
        capture = self.captures[name]
        request = capture["request"]
        text = json.dumps([request["path"], request.get("body")])
        path, body = json.loads(UUID.sub(lambda m: self.ids.get(m[0], m[0]), text))
        headers = {"accept-encoding": "identity", **(request["headers"] or {})}
        more: Json = {} if body is None else {"json": body}
        if request["method"] == "POST" and path in UPLOADS:
            more = upload_of(name)
        elif headers.get("Content-Type") and body is None:
            more = {"content": "{x" if "badjson" in name else "x"}
        if "If-None-Match" in headers:
            del headers["If-None-Match"]
            fresh = await self.client.request(request["method"], path, headers=headers)
            headers["If-None-Match"] = fresh.headers["etag"]
        answer = await self.client.request(request["method"], path, headers=headers, **more)
        if answer.is_success:
            learn(body_of(answer), capture["body"], self.ids)
        return answer


def upload_of(name: str) -> Json:
    """
    Give the form of a captured upload, of which only the name is known.
    """
    fields = {
        "deviceAssetId": "up_00.jpg",
        "deviceId": "CLI",
        "fileCreatedAt": "2025-01-11T10:11:00.000Z",
        "fileModifiedAt": "2025-01-01T00:00:00.000Z",
    }
    if name == "x-upload-nodates":
        fields = {}
    if name == "x-upload-durationstring":
        fields["duration"] = "0:00:04.000"
    filename = "a.txt" if name == "assets-upload-unsupported" else "up_00.jpg"
    field_name = "file" if name == "x-upload-wrongfield" else "assetData"
    return {"data": fields, "files": {field_name: (filename, PIXEL)}}


def body_of(answer: Response) -> Any:
    """
    Give what an answer says: JSON, lines of JSON, or that it is neither.
    """
    kind = answer.headers.get("content-type", "")
    if kind.startswith("application/jsonlines"):
        return [json.loads(line) for line in answer.text.splitlines()]
    is_error = answer.status_code >= HTTPStatus.BAD_REQUEST
    if (kind.startswith("application/json") or is_error) and answer.content:
        return answer.json()
    return None


@lru_cache
def all_assets(folder: Path) -> list[Json]:
    """
    Give each asset of a folder's captures once.
    """
    bodies = [one["body"] for one in captures_in(folder).values()]
    return list({one["id"]: one for body in bodies for one in assets_in(body)}.values())


def scene_of(
    version: tuple[int, int, int], folder: Path, uploads: Path, *, seed: str | None = None
) -> Scene:
    """
    Set a scene of everything that the captures speak of, in the state before any of them.
    """
    captures = captures_in(folder)
    settings = Settings(version=version, smart_search=False, uploads=uploads)
    world = World(settings, Stamps(seed))
    ids = {one["ownerId"]: one.get("libraryId") for one in all_assets(folder)}
    admin, user2 = _users(world, captures)
    library = add_library(world, admin, ["/mnt/nas/photos"], name="NAS")
    del world.libraries[library.library_id]
    library.library_id = ids.get(admin.user_id) or library.library_id
    world.libraries[library.library_id] = library
    for shown in all_assets(folder):
        world.add(_asset(shown))
    for capture in captures.values():
        _mentioned(world, admin, capture)
    _credentials(world, admin, user2)
    client = AsyncClient(transport=ASGITransport(create_app(world)), base_url="http://immich.test")
    return Scene(world, captures, client)


def _mentioned(world: World, admin: User, capture: Json) -> None:
    """
    Make the assets of which only the ids are known, by a request for them that went well.
    """
    request = capture["request"]
    if request["path"] == "/api/assets" and capture["status"] == HTTPStatus.NO_CONTENT:
        for asset_id in set(request["body"]["ids"]) - world.assets.keys():
            stand_in_for(world, admin.user_id, asset_id)


def stand_in_for(world: World, owner_id: str, asset_id: str) -> Asset:
    """
    Make an asset of which only the id is known, like one that is.
    """
    asset = replace(world.owned(owner_id)[0], asset_id=asset_id, checksum=asset_id)
    world.add(asset)
    return asset


def _users(world: World, captures: dict[str, Json]) -> tuple[User, User]:
    users = []
    for name, email in (("users-me", "admin@example.com"), ("users-me-user2", "user2@example.com")):
        body = captures.get(name, {}).get("body") or {"id": None, "name": email}
        is_admin = name == "users-me"
        user = add_user(world, email, PASSWORD, body["name"], is_admin=is_admin, user_id=body["id"])
        users.append(user)
    return users[0], users[1]


def _credentials(world: World, admin: User, user2: User) -> None:
    keys = {
        "<admin-apiKey>": (admin, ("all",)),
        "<user2-apiKey>": (user2, ("all",)),
        "<scoped-api-key>": (admin, SCOPED),
        "<token>": (admin, SCOPED),
    }
    for mask, (user, permissions) in keys.items():
        key = issue_key(world, user, permissions)
        key.secret = mask
        world.keys[mask] = key
    sessions = {"<admin-accessToken>": admin, "<user2-accessToken>": user2, "<token>": user2}
    for mask, user in sessions.items():
        session = open_session(world, user)
        session.token = mask
        world.sessions[mask] = session


def _asset(shown: Json) -> Asset:
    exif = shown.get("exifInfo") or {}
    taken, local = (
        datetime.fromisoformat(shown[name]) for name in ("fileCreatedAt", "localDateTime")
    )
    created = datetime.fromisoformat(shown["createdAt"])
    return Asset(
        asset_id=shown["id"],
        owner_id=shown["ownerId"],
        library_id=shown["libraryId"],
        path=shown["originalPath"].encode(),
        original_path=shown["originalPath"],
        name=shown["originalFileName"],
        kind=kind_of_name(shown["originalFileName"]),
        checksum=shown["checksum"],
        size=len(PIXEL),
        mtime_ns=round(taken.timestamp()) * 10**9,
        created_at=created,
        updated_at=created,
        taken=taken,
        local=local,
        width=shown["width"],
        height=shown["height"],
        duration_ms=4000 if shown["type"] == "VIDEO" else 0,
        exif=Exif(
            model=exif.get("model"),
            latitude=exif.get("latitude"),
            longitude=exif.get("longitude"),
            city=exif.get("city"),
            country=exif.get("country"),
        ),
        device_asset_id=shown["originalFileName"],
        has_thumbnail=shown["thumbhash"] is not None,
        blob=PIXEL,
    )
