"""
Immich's own duplicates: groups of equal `duplicateId`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.fakes.immich.errors import no_access
from tests.fakes.immich.fields import Fields
from tests.fakes.immich.records import Asset
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.shapes import asset_body
from tests.fakes.immich.stack_api import SHOWN
from tests.fakes.immich.stamps import database_moment
from tests.fakes.immich.trash import delete_for_good, put_in_trash
from tests.fakes.immich.world import World

STRICTEST = ("locked", "hidden", "archive", "timeline")
BOTH = "An asset cannot be in both keepAssetIds and trashAssetIds"
NOT_ALL = "Every asset must be in either keepAssetIds or trashAssetIds"

routes = Routes()


def groups_of(world: World, user_id: str) -> dict[str, list[Asset]]:
    """
    Give a user's groups; stacked and trashed assets do not count, and one alone is let go.
    """
    groups: dict[str, list[Asset]] = defaultdict(list)
    for asset in reversed(world.owned(user_id)):
        shows = asset.deleted_at is None and asset.visibility in SHOWN
        if asset.duplicate_id is not None and shows and asset.stack_id is None:
            groups[asset.duplicate_id].append(asset)
    for duplicate_id, assets in list(groups.items()):
        if len(assets) == 1:
            assets[0].duplicate_id = None
            world.touch(assets)
            del groups[duplicate_id]
    return groups


def _suggested(assets: Sequence[Asset]) -> Asset:
    """
    Choose the largest, then who knows most of itself.
    """
    return max(assets, key=lambda a: (a.size, a.exif.model is not None, a.asset_id))


def _check_owned(call: Call, ids: Sequence[str]) -> None:
    mine = {asset.duplicate_id for asset in call.world.owned(call.user_id)}
    if set(ids) - mine:
        raise no_access("duplicate.delete")


def _forget(call: Call, ids: Sequence[str]) -> None:
    _check_owned(call, ids)
    assets = [one for one in call.world.owned(call.user_id) if one.duplicate_id in ids]
    for asset in assets:
        asset.duplicate_id = None
    call.world.touch(assets)


@routes.on("GET", "/duplicates", "duplicate.read")
def list_groups(call: Call) -> Any:
    """
    List all groups.
    """
    return [
        {
            "duplicateId": duplicate_id,
            "assets": [
                asset_body(call.world, one, call.user_id, exif=True, tags=True, at=database_moment)
                for one in assets
            ],
            "suggestedKeepAssetIds": [_suggested(assets).asset_id],
        }
        for duplicate_id, assets in groups_of(call.world, call.user_id).items()
    ]


@routes.on("DELETE", "/duplicates", "duplicate.delete")
def dismiss_many(call: Call) -> None:
    """
    Let groups go.
    """
    fields = call.fields()
    fields.uuids("ids")
    fields.done()
    _forget(call, call.body["ids"])


@routes.on("DELETE", "/duplicates/{id}", "duplicate.delete")
def dismiss(call: Call) -> None:
    """
    Let a group go.
    """
    if call.world.v3:
        _check_owned(call, [call.param("id")])
    _forget(call, [call.param("id")])


def _check(call: Call) -> list[dict[str, Any]]:
    fields = call.fields()
    groups = call.body.get("groups")
    if not isinstance(groups, list):
        fields.mistyped("groups", "array", ["groups must be an array"])
    elif not groups:
        message = "Too small: expected array to have >=1 items"
        shown = {"origin": "array", "minimum": 1, "inclusive": True, "path": ["groups"]}
        fields.wrong(["groups must contain at least 1 elements"], "too_small", message, **shown)
    fields.done()
    for number, group in enumerate(call.body["groups"]):
        check = Fields(group, v3=call.world.v3, path=["groups", number])
        check.uuid("duplicateId")
        check.uuids("keepAssetIds")
        check.uuids("trashAssetIds")
        check.done()
    wanted: list[dict[str, Any]] = call.body["groups"]
    return wanted


@routes.on("POST", "/duplicates/resolve", "duplicate.delete")
def resolve(call: Call) -> Any:
    """
    Keep some of each group and trash the others, each group with a result of its own.
    """
    groups = _check(call)
    _check_owned(call, [group["duplicateId"] for group in groups])
    return [_resolved(call, group) for group in groups]


def _resolved(call: Call, group: dict[str, Any]) -> dict[str, Any]:
    world = call.world
    duplicate_id = group["duplicateId"]
    members = {
        one.asset_id: one
        for one in world.owned(call.user_id)
        if one.duplicate_id == duplicate_id and one.deleted_at is None
    }
    keep, lose = set(group["keepAssetIds"]), set(group["trashAssetIds"])
    error = BOTH if keep & lose else NOT_ALL if keep | lose != members.keys() else None
    if error is not None:
        refused = {"success": False, "error": "validation", "errorMessage": error}
        return {"id": duplicate_id, **refused}
    kept = [members[one] for one in group["keepAssetIds"]]
    lost = [members[one] for one in group["trashAssetIds"]]
    if len(kept) == 1:
        _merge(world, kept[0], lost)
    for asset in members.values():
        asset.duplicate_id = None
    world.touch(members.values(), exif=True)
    if world.settings.trash:
        put_in_trash(world, lost)
    else:
        delete_for_good(world, lost)
    return {"id": duplicate_id, "success": True}


def _merge(world: World, kept: Asset, lost: Sequence[Asset]) -> None:
    """
    Carry over to the kept one what the others had.
    """
    everyone = [kept, *lost]
    kept.is_favorite = any(one.is_favorite for one in everyone)
    kept.visibility = min((one.visibility for one in everyone), key=STRICTEST.index)
    ratings = [one.exif.rating for one in everyone if one.exif.rating is not None]
    descriptions = dict.fromkeys(one.exif.description for one in everyone)
    kept.exif = replace(
        kept.exif,
        rating=max(ratings, default=None),
        description="\n".join(text for text in descriptions if text),
    )
    places = {(one.exif.latitude, one.exif.longitude) for one in everyone} - {(None, None)}
    if len(places) == 1:
        latitude, longitude = places.pop()
        kept.exif = replace(kept.exif, latitude=latitude, longitude=longitude)
    gone = {one.asset_id for one in lost}
    for album in world.albums.values():
        if gone & album.assets.keys():
            album.assets.setdefault(kept.asset_id, world.changed())
    for tag in world.tags.values():
        if gone & tag.assets:
            tag.assets.add(kept.asset_id)
