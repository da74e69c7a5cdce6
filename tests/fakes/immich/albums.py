"""
Albums, in the shape of either version.
"""

from collections import Counter
from typing import Any

from tests.fakes.immich.records import Album, Asset
from tests.fakes.immich.shapes import asset_body, user_in_asset
from tests.fakes.immich.stamps import database_moment, moment
from tests.fakes.immich.world import World


def album_body(
    world: World, album: Album, viewer_id: str, *, with_assets: bool = False
) -> dict[str, Any]:
    """
    Give an album; version 2 names its owner beside, and may list its assets.
    """
    assets = shown_assets(world, album)
    owner = user_in_asset(world.users[album.owner_id])
    members = [
        {"user": user_in_asset(world.users[user_id]), "role": role}
        for user_id, role in album.members.items()
    ]
    listed: dict[str, Any] = {}
    if not world.v3:
        bodies = [
            asset_body(world, asset, viewer_id, exif=True, at=database_moment) for asset in assets
        ]
        listed = {"ownerId": album.owner_id, "owner": owner}
        listed_assets = {"assets": bodies if with_assets else []}
    else:
        members.insert(0, {"user": owner, "role": "owner"})
        listed_assets = {}
    days = sorted(asset.local for asset in assets)
    span = {"startDate": moment(days[0]), "endDate": moment(days[-1])} if days else {}
    return {
        "albumName": album.name,
        "description": album.description,
        "albumThumbnailAssetId": album.thumbnail_id,
        "createdAt": moment(album.created_at),
        "updatedAt": moment(album.updated_at),
        "id": album.album_id,
        **listed,
        "albumUsers": members,
        "shared": bool(album.members),
        "hasSharedLink": any(link.album_id == album.album_id for link in world.links.values()),
        **span,
        **listed_assets,
        "assetCount": len(assets),
        "isActivityEnabled": album.is_activity_enabled,
        "order": album.order,
    }


def dated(world: World, album: Album, body: dict[str, Any]) -> dict[str, Any]:
    """
    Add when an album's assets changed last, as lists and single albums say.
    """
    changed = [asset.updated_at for asset in shown_assets(world, album)]
    return body | ({"lastModifiedAssetTimestamp": moment(max(changed))} if changed else {})


def contributions(world: World, album: Album) -> dict[str, Any]:
    """
    Count who has put how many assets into a shared album.
    """
    if not album.members:
        return {}
    counts = Counter(asset.owner_id for asset in shown_assets(world, album))
    shown = [{"userId": user_id, "assetCount": count} for user_id, count in counts.items()]
    return {"contributorCounts": shown}


def shown_assets(world: World, album: Album) -> list[Asset]:
    """
    Give an album's assets that are neither trashed nor locked, the newest first.
    """
    assets = (world.assets[asset_id] for asset_id in album.assets)
    shown = (one for one in assets if one.deleted_at is None and one.visibility != "locked")
    return sorted(shown, key=lambda a: (a.taken, a.asset_id), reverse=True)
