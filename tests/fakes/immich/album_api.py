"""
Albums, and whom they are shared with.
"""

from http import HTTPStatus
from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.albums import album_body, contributions, dated, shown_assets
from tests.fakes.immich.errors import bad_request, no_access
from tests.fakes.immich.folder_api import marker_body
from tests.fakes.immich.records import Album
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.world import World

ROLES = ("editor", "viewer")

routes = Routes()


def _edited(call: Call, album: Album) -> None:
    album.updated_at = call.world.stamps.now()
    album.seq = call.world.changed()


def _share(call: Call, album: Album, users: Any) -> None:
    for one in users or ():
        if one["userId"] not in call.world.users:
            raise bad_request("User not found")
        if one["userId"] == album.owner_id:
            raise bad_request("Cannot be shared with owner")
        if one["userId"] in album.members:
            raise bad_request("User already added")
        album.members[one["userId"]] = one.get("role", "editor")
        album.member_seq[one["userId"]] = call.world.changed()


@routes.on("GET", "/albums", "album.read")
def list_albums(call: Call) -> Any:
    """
    List a user's albums, and version 3 also those shared with them.
    """
    fields = call.query_fields()
    fields.uuid("assetId", required=False)
    for name in ("shared", "isOwned", "isShared"):
        fields.flag_word(name)
    fields.done()
    albums = [one for one in call.world.albums.values() if _is_listed(call, one)]
    world = call.world
    return [dated(world, one, album_body(world, one, call.user_id)) for one in albums]


def _is_listed(call: Call, album: Album) -> bool:
    mine = album.owner_id == call.user_id
    if not album.is_seen_by(call.user_id):
        return False
    if call.query("assetId") is not None:
        return call.query("assetId") in album.assets
    if call.world.v3:
        owned, shared = call.query("isOwned"), call.query("isShared")
        kept = owned is None or mine == (owned == "true")
        return kept and (shared is None or bool(album.members) == (shared == "true"))
    shared = call.query("shared")
    if shared is None:
        return mine
    return bool(album.members) if shared == "true" else mine and not album.members


@routes.on("POST", "/albums", "album.create", status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Make an album.
    """
    fields = call.fields()
    fields.text("albumName", required=True)
    fields.uuids("assetIds", required=False)
    fields.done()
    now, ids = call.world.stamps.now(), call.body.get("assetIds") or []
    access.seen_all(call.world, call.caller, ids, "asset.share")
    album = Album(
        album_id=call.world.stamps.new_id("album"),
        owner_id=call.user_id,
        name=call.body["albumName"],
        description=call.body.get("description") or "",
        created_at=now,
        updated_at=now,
        seq=call.world.changed(),
    )
    _share(call, album, call.body.get("albumUsers"))
    call.world.albums[album.album_id] = album
    for asset_id in ids:
        _put(call.world, album, asset_id)
    album.thumbnail_id = ids[0] if ids else None
    return album_body(call.world, album, call.user_id, with_assets=True)


def _put(world: World, album: Album, asset_id: str) -> None:
    album.assets[asset_id] = world.changed()
    album.thumbnail_id = album.thumbnail_id or asset_id


@routes.on("GET", "/albums/statistics", "album.statistics")
def statistics(call: Call) -> Any:
    """
    Count a user's albums.
    """
    albums = [one for one in call.world.albums.values() if one.is_seen_by(call.user_id)]
    owned = [one for one in albums if one.owner_id == call.user_id]
    shared = sum(bool(one.members) for one in albums)
    lonely = sum(not one.members for one in owned)
    return {"owned": len(owned), "shared": shared, "notShared": lonely}


@routes.on("PUT", "/albums/assets", "albumAsset.create", twin=True)
def add_to_many(call: Call) -> Any:
    """
    Put assets into several albums.
    """
    fields = call.fields()
    fields.uuids("albumIds")
    fields.uuids("assetIds")
    fields.done()
    world, caller = call.world, call.caller
    added = False
    for album_id in call.body["albumIds"]:
        album = access.changed_album(world, caller, album_id, "albumAsset.create")
        results = [_added(call, album, one) for one in call.body["assetIds"]]
        added = added or any(one["success"] for one in results)
    return {"success": True} if added else {"success": False, "error": "duplicate"}


@routes.on("GET", "/albums/{id}", "album.read", access=Access.SHARED)
def show(call: Call) -> Any:
    """
    Show an album, in version 2 with its assets unless they are not wanted.
    """
    album = access.seen_album(call.world, call.caller, call.param("id"), "album.read")
    wanted = call.query("withoutAssets") != "true"
    body = album_body(call.world, album, call.user_id, with_assets=wanted)
    return dated(call.world, album, body) | contributions(call.world, album)


@routes.on("PATCH", "/albums/{id}", "album.update")
def update(call: Call) -> Any:
    """
    Change an album.
    """
    album = access.owned_album(call.world, call.caller, call.param("id"), "album.update")
    album.name = call.body.get("albumName", album.name)
    album.description = call.body.get("description", album.description)
    album.order = call.body.get("order", album.order)
    album.thumbnail_id = call.body.get("albumThumbnailAssetId", album.thumbnail_id)
    album.is_activity_enabled = call.body.get("isActivityEnabled", album.is_activity_enabled)
    _edited(call, album)
    return album_body(call.world, album, call.user_id)


@routes.on("DELETE", "/albums/{id}", "album.delete")
def delete(call: Call) -> None:
    """
    Delete an album.
    """
    album = access.owned_album(call.world, call.caller, call.param("id"), "album.delete")
    del call.world.albums[album.album_id]
    for link in list(call.world.links.values()):
        if link.album_id == album.album_id:
            del call.world.links[link.link_id]
    users = {album.owner_id, *album.members}
    call.world.bury("AlbumDeleteV1", users, {"albumId": album.album_id})


def _added(call: Call, album: Album, asset_id: str) -> dict[str, Any]:
    if asset_id in album.assets:
        return {"id": asset_id, "success": False, "error": "duplicate"}
    asset = call.world.assets.get(asset_id)
    if asset is None or not access.is_seen(call.world, call.caller, asset):
        return {"id": asset_id, "success": False, "error": "no_permission"}
    _put(call.world, album, asset_id)
    _edited(call, album)
    return {"id": asset_id, "success": True}


@routes.on("PUT", "/albums/{id}/assets", "albumAsset.create", twin=True)
def add_assets(call: Call) -> Any:
    """
    Put assets into an album.
    """
    fields = call.fields()
    fields.uuids("ids")
    fields.done()
    album = access.changed_album(call.world, call.caller, call.param("id"), "albumAsset.create")
    return [_added(call, album, asset_id) for asset_id in call.body["ids"]]


@routes.on("DELETE", "/albums/{id}/assets", "albumAsset.delete")
def remove_assets(call: Call) -> Any:
    """
    Take assets out of an album.
    """
    fields = call.fields()
    fields.uuids("ids")
    fields.done()
    album = access.changed_album(call.world, call.caller, call.param("id"), "albumAsset.delete")
    results = []
    for asset_id in call.body["ids"]:
        if album.assets.pop(asset_id, None) is None:
            results.append({"id": asset_id, "success": False, "error": "not_found"})
            continue
        users = {album.owner_id, *album.members}
        row: dict[str, object] = {"assetId": asset_id, "albumId": album.album_id}
        call.world.bury("AlbumToAssetDeleteV1", users, row)
        results.append({"id": asset_id, "success": True})
    if album.thumbnail_id not in album.assets:
        album.thumbnail_id = next(iter(album.assets), None)
    _edited(call, album)
    return results


@routes.on("GET", "/albums/{id}/map-markers", "album.read", access=Access.SHARED, only=3)
def map_markers(call: Call) -> Any:
    """
    Give where an album's pictures were taken.
    """
    album = access.seen_album(call.world, call.caller, call.param("id"), "album.read")
    assets = shown_assets(call.world, album)
    return [marker_body(asset) for asset in assets if asset.exif.latitude is not None]


@routes.on("PUT", "/albums/{id}/users", "albumUser.create", twin=True)
def add_users(call: Call) -> Any:
    """
    Share an album with users.
    """
    album = access.owned_album(call.world, call.caller, call.param("id"), "album.share")
    _share(call, album, call.body["albumUsers"])
    _edited(call, album)
    return album_body(call.world, album, call.user_id)


@routes.on("PUT", "/albums/{id}/user/{userId}", "albumUser.update", twin=True)
def change_role(call: Call) -> None:
    """
    Change what a member may do.
    """
    fields = call.fields()
    fields.choice("role", ROLES)
    fields.done()
    album = access.owned_album(call.world, call.caller, call.param("id"), "album.share")
    user_id = call.param("userId")
    if user_id not in album.members:
        raise bad_request("Album not shared with user")
    album.members[user_id] = call.body["role"]
    album.member_seq[user_id] = call.world.changed()


@routes.on("DELETE", "/albums/{id}/user/{userId}", "albumUser.delete")
def remove_user(call: Call) -> None:
    """
    Share an album with somebody no longer, or leave it.
    """
    album = call.world.albums.get(call.param("id"))
    user_id = call.request.path_params["userId"]
    if album is None or call.user_id not in (album.owner_id, user_id):
        raise no_access("album.share")
    if user_id not in album.members:
        raise bad_request("Album not shared with user")
    users = {album.owner_id, *album.members}
    del album.members[user_id]
    row: dict[str, object] = {"albumId": album.album_id, "userId": user_id}
    call.world.bury("AlbumUserDeleteV1", users, row)
