"""
Share links.
"""

import hashlib
from datetime import datetime
from http import HTTPStatus
from typing import Any

from fastapi import Response

from tests.fakes.immich import access
from tests.fakes.immich.accounts import LINK_COOKIE
from tests.fakes.immich.albums import album_body
from tests.fakes.immich.answers import ImmichJson
from tests.fakes.immich.errors import ImmichError, bad_request, no_access
from tests.fakes.immich.records import Asset, SharedLink
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.shapes import asset_body, link_asset_body, spoken_duration
from tests.fakes.immich.stamps import moment
from tests.fakes.immich.world import World

routes = Routes()


def linked_asset(world: World, link: SharedLink, asset: Asset) -> dict[str, Any]:
    """
    Give an asset as a link's visitors see it: without people, or almost without anything.
    """
    if link.show_metadata:
        return asset_body(world, asset, "", exif=True, tags=True, unassignedFaces=[])
    duration: object = (
        (asset.duration_ms or None) if world.v3 else spoken_duration(asset.duration_ms)
    )
    return link_asset_body(asset) | {"duration": duration}


def link_body(world: World, link: SharedLink) -> dict[str, Any]:
    """
    Give a link.
    """
    assets = [world.assets[one] for one in link.asset_ids if one in world.assets]
    album: dict[str, Any] = {}
    if link.album_id is not None:
        album = {"album": album_body(world, world.albums[link.album_id], "")}
    return {
        "id": link.link_id,
        "description": link.description,
        "password": link.password,
        "userId": link.owner_id,
        "key": link.key,
        "type": "INDIVIDUAL" if link.album_id is None else "ALBUM",
        "createdAt": moment(link.created_at),
        "expiresAt": None if link.expires_at is None else moment(link.expires_at),
        "assets": [linked_asset(world, link, asset) for asset in assets],
        **album,
        "allowUpload": link.allow_upload,
        "allowDownload": link.allow_download,
        "showMetadata": link.show_metadata,
        "slug": link.slug,
    }


def add_to_link(world: World, link: SharedLink, asset_id: str) -> None:
    """
    Put what a visitor uploaded into the link, or its album.
    """
    if link.album_id is None:
        link.asset_ids.append(asset_id)
    else:
        world.albums[link.album_id].assets[asset_id] = world.changed()


def _token(link: SharedLink) -> str:
    return hashlib.sha256(f"{link.link_id}-{link.password}".encode()).hexdigest()


def _mine(call: Call, permission: str) -> SharedLink:
    link = call.world.links.get(call.param("id"))
    if link is None or link.owner_id != call.user_id:
        raise no_access(permission)
    return link


@routes.on("GET", "/shared-links", "sharedLink.read")
def list_links(call: Call) -> Any:
    """
    List a user's links.
    """
    mine = [link for link in call.world.links.values() if link.owner_id == call.user_id]
    return [link_body(call.world, link) for link in mine]


@routes.on("POST", "/shared-links/login", access=Access.SHARED, status=HTTPStatus.CREATED)
def login(call: Call) -> Response:
    """
    Give a link's visitor who knows the password a cookie.
    """
    link = call.caller.link
    if link is None:
        raise ImmichError(HTTPStatus.FORBIDDEN, "Forbidden")
    if link.password is None:
        raise bad_request("Shared link is not password protected")
    if call.body.get("password") != link.password:
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Invalid password")
    answer = ImmichJson(link_body(call.world, link), HTTPStatus.CREATED)
    answer.set_cookie(LINK_COOKIE, _token(link), path="/", httponly=True, samesite="lax")
    return answer


@routes.on("GET", "/shared-links/me", access=Access.SHARED)
def my_link(call: Call) -> Any:
    """
    Show the link by which one came.
    """
    link = call.caller.link
    if link is None:
        raise ImmichError(HTTPStatus.FORBIDDEN, "Forbidden")
    given = call.request.cookies.get(LINK_COOKIE, "").split(",")
    is_open = link.password is None or _token(link) in given
    if not is_open and call.query("password") != link.password:
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Password required")
    return link_body(call.world, link)


@routes.on("POST", "/shared-links", "sharedLink.create", status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Make a link to an album or to some assets.
    """
    fields = call.fields()
    fields.choice("type", ("ALBUM", "INDIVIDUAL"))
    fields.uuid("albumId", required=False, nullable=True)
    fields.uuids("assetIds", required=False)
    fields.done()
    album_id, ids = call.body.get("albumId"), call.body.get("assetIds") or []
    if call.body["type"] == "ALBUM":
        if album_id is None:
            raise bad_request("Invalid albumId")
        access.owned_album(call.world, call.caller, album_id, "album.share")
    elif not ids:
        raise bad_request("Invalid assetIds")
    access.seen_all(call.world, call.caller, ids, "asset.share")
    link = SharedLink(
        link_id=call.world.stamps.new_id("link"),
        owner_id=call.user_id,
        key=call.world.stamps.secret("link"),
        created_at=call.world.stamps.now(),
        album_id=album_id,
        asset_ids=list(ids),
    )
    _change(call, link)
    if "allowDownload" not in call.body:
        link.allow_download = link.show_metadata
    call.world.links[link.link_id] = link
    return link_body(call.world, link)


def _change(call: Call, link: SharedLink) -> None:
    body = call.body
    link.slug = body.get("slug", link.slug)
    link.description = body.get("description", link.description)
    link.password = body.get("password", link.password)
    link.allow_upload = body.get("allowUpload", link.allow_upload)
    link.allow_download = body.get("allowDownload", link.allow_download)
    link.show_metadata = body.get("showMetadata", link.show_metadata)
    if "expiresAt" in body:
        ends = body["expiresAt"]
        link.expires_at = None if ends is None else datetime.fromisoformat(ends)


@routes.on("GET", "/shared-links/{id}", "sharedLink.read")
def show(call: Call) -> Any:
    """
    Show a link.
    """
    return link_body(call.world, _mine(call, "sharedLink.read"))


@routes.on("PATCH", "/shared-links/{id}", "sharedLink.update")
def update(call: Call) -> Any:
    """
    Change a link.
    """
    link = _mine(call, "sharedLink.update")
    _change(call, link)
    return link_body(call.world, link)


@routes.on("DELETE", "/shared-links/{id}", "sharedLink.delete")
def delete(call: Call) -> None:
    """
    Take a link back.
    """
    del call.world.links[_mine(call, "sharedLink.delete").link_id]


@routes.on("PUT", "/shared-links/{id}/assets", "sharedLink.update")
def add_assets(call: Call) -> Any:
    """
    Put assets into a link.
    """
    link = _mine(call, "sharedLink.update")
    results: list[dict[str, Any]] = []
    for asset_id in call.body["assetIds"]:
        if asset_id in link.asset_ids:
            results.append({"assetId": asset_id, "success": False, "error": "duplicate"})
            continue
        access.seen(call.world, call.caller, asset_id, "asset.share")
        link.asset_ids.append(asset_id)
        results.append({"assetId": asset_id, "success": True})
    return results


@routes.on("DELETE", "/shared-links/{id}/assets", "sharedLink.update")
def remove_assets(call: Call) -> Any:
    """
    Take assets out of a link.
    """
    link = _mine(call, "sharedLink.update")
    results: list[dict[str, Any]] = []
    for asset_id in call.body["assetIds"]:
        known = asset_id in link.asset_ids
        link.asset_ids = [one for one in link.asset_ids if one != asset_id]
        error = {} if known else {"error": "not_found"}
        results.append({"assetId": asset_id, "success": known} | error)
    return results
