"""
Assets: showing, changing, counting and deleting them.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.fakes.immich import access
from tests.fakes.immich.arrivals import announce_update
from tests.fakes.immich.errors import ImmichError
from tests.fakes.immich.fields import Fields
from tests.fakes.immich.records import Asset
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.shapes import asset_body, whole_asset_body
from tests.fakes.immich.shared_link_api import linked_asset
from tests.fakes.immich.trash import delete_for_good, put_in_trash
from tests.fakes.immich.world import World

VISIBILITIES = ("archive", "timeline", "hidden", "locked")
WRITTEN = frozenset({"description", "rating", "latitude", "longitude", "dateTimeOriginal"})
NO_ZERO = "Rating must be -1 (rejected), 1–5 (starred), or null (unrated); 0 is not valid"  # noqa: RUF001 - Immich's own sentence

routes = Routes()


@routes.on("GET", "/assets/random", "asset.read", only=2)
def random_assets(call: Call) -> Any:
    """
    Give some assets, always the newest.
    """
    count = int(call.query("count") or 1)
    return [
        asset_body(call.world, asset, call.user_id)
        for asset in call.world.owned(call.user_id)[:count]
    ]


@routes.on("GET", "/assets/device/{deviceId}", only=2)
def device_assets(call: Call) -> Any:
    """
    Give the ids that a device has for its uploads.
    """
    device = call.param("deviceId")
    mine = call.world.owned(call.user_id)
    return [asset.device_asset_id for asset in mine if asset.device_id == device]


@routes.on("POST", "/assets/exist", "asset.upload", only=2)
def existing(call: Call) -> Any:
    """
    Tell which of a device's ids are known.
    """
    mine = call.world.owned(call.user_id)
    known = {a.device_asset_id for a in mine if a.device_id == call.body.get("deviceId")}
    return {"existingIds": [one for one in call.body["deviceAssetIds"] if one in known]}


@routes.on("GET", "/assets/statistics", "asset.statistics")
def statistics(call: Call) -> Any:
    """
    Count a user's assets.
    """
    asked = call.query_fields()
    asked.choice("visibility", VISIBILITIES)
    asked.flag_word("isFavorite")
    asked.flag_word("isTrashed")
    asked.done()
    counted = [asset for asset in call.world.owned(call.user_id) if _is_counted(call, asset)]
    videos = sum(asset.is_video for asset in counted)
    return {"images": len(counted) - videos, "videos": videos, "total": len(counted)}


def _is_counted(call: Call, asset: Asset) -> bool:
    visible = call.query("visibility")
    trashed = call.query("isTrashed") == "true"
    favorite = call.query("isFavorite")
    shown = (visible,) if visible else VISIBILITIES[:2]
    return (
        asset.visibility in shown
        and (asset.deleted_at is not None) == trashed
        and (favorite is None or asset.is_favorite == (favorite == "true"))
    )


@routes.on("GET", "/assets/{id}", "asset.read", access=Access.SHARED)
def show(call: Call) -> Any:
    """
    Show one asset; a link's visitors see less.
    """
    asset = access.seen(call.world, call.caller, call.asset_id, "asset.read")
    if call.caller.link is None:
        return whole_asset_body(call.world, asset, call.user_id)
    return linked_asset(call.world, call.caller.link, asset)


def _check(call: Call) -> Fields:
    fields = call.fields()
    fields.flag("isFavorite")
    fields.choice("visibility", VISIBILITIES)
    fields.text("description")
    fields.number("rating", -1, 5)
    fields.number("latitude", -90, 90, whole=False)
    fields.number("longitude", -180, 180, whole=False)
    fields.moment("dateTimeOriginal")
    if call.body.get("rating") == 0 and call.world.v3:
        fields.wrong([NO_ZERO], "custom", NO_ZERO, path=["rating"])
    if ("latitude" in call.body) != ("longitude" in call.body) and call.world.v3:
        text = "Latitude and longitude must be provided together"
        fields.wrong([text], "custom", text)
    return fields


@routes.on("PUT", "/assets/{id}", "asset.update", twin=True)
def update(call: Call) -> Any:
    """
    Change one asset.
    """
    _check(call).done()
    [asset] = access.owned(call.world, call.caller, [call.asset_id], "asset.update")
    change(call.world, [asset], call.body)
    return asset_body(call.world, asset, call.user_id, exif=True, unassignedFaces=[])


@routes.on("PUT", "/assets", "asset.update", twin=True)
def update_many(call: Call) -> None:
    """
    Change many assets alike.
    """
    fields = _check(call)
    fields.uuids("ids")
    fields.done()
    assets = access.owned(call.world, call.caller, call.body["ids"], "asset.update")
    duplicate = call.body.get("duplicateId")
    if duplicate is not None:
        check = Fields(call.body, v3=call.world.v3)
        check.uuid("duplicateId")
        if check.texts:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            raise ImmichError(
                status, "Failed to update assets" if call.world.v3 else "Internal server error"
            )
    change(call.world, assets, call.body)


def change(world: World, assets: list[Asset], wish: dict[str, Any]) -> None:
    """
    Change assets as a body says, and write sidecars where the disk may be written.
    """
    names = {"visibility": "visibility", "isFavorite": "is_favorite", "duplicateId": "duplicate_id"}
    for asset in assets:
        was = asset.visibility
        for name, attribute in names.items():
            if name in wish:
                setattr(asset, attribute, wish[name])
        if asset.visibility == "hidden" != was:
            world.tell(asset.owner_id, "on_asset_hidden", asset.asset_id)
        _write(asset, wish)
    told = wish.keys() & WRITTEN
    world.touch(assets, exif=bool(told))
    for asset in assets if told else ():
        if world.settings.writable and asset.library_id is not None:
            _write_sidecar(asset)
        announce_update(world, asset)


def _write(asset: Asset, wish: dict[str, Any]) -> None:
    names = ("description", "rating")
    told: dict[str, Any] = {name: wish[name] for name in names if name in wish}
    if wish.get("latitude") is not None:
        told |= {"latitude": wish["latitude"], "longitude": wish["longitude"]}
    if told:
        asset.exif = replace(asset.exif, **told)
    if "dateTimeOriginal" in wish:
        taken = datetime.fromisoformat(wish["dateTimeOriginal"])
        offset = taken.utcoffset() or timedelta()
        asset.taken = (taken - offset).replace(tzinfo=asset.taken.tzinfo)
        asset.local = taken.replace(tzinfo=asset.local.tzinfo)


def _write_sidecar(asset: Asset) -> None:
    rating = "" if asset.exif.rating is None else f' xmp:Rating="{asset.exif.rating}"'
    text = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<rdf:Description{rating}>{escape(asset.exif.description)}</rdf:Description></x:xmpmeta>"
    )
    path = asset.path.decode("utf-8", "surrogateescape")
    Path(f"{path}.xmp").write_text(text)


@routes.on("DELETE", "/assets", "asset.delete")
def delete(call: Call) -> None:
    """
    Trash assets, or delete them at once.
    """
    fields = call.fields()
    fields.uuids("ids")
    fields.flag("force")
    fields.done()
    assets = access.owned(call.world, call.caller, call.body["ids"], "asset.delete")
    if call.body.get("force"):
        delete_for_good(call.world, assets)
    else:
        put_in_trash(call.world, assets)


@routes.on("POST", "/assets/jobs", "job.create")
def run_jobs(call: Call) -> None:
    """
    Do nothing, willingly.
    """
    access.owned(call.world, call.caller, call.body["assetIds"], "asset.update")
