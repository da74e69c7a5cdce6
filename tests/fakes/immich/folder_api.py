"""
Folders and the map.
"""

from typing import Any

from tests.fakes.immich.records import Asset
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.shapes import asset_body, whole_number

routes = Routes()


def _shown(call: Call) -> list[Asset]:
    return [
        asset
        for asset in call.world.owned(call.user_id)
        if asset.deleted_at is None and asset.visibility == "timeline"
    ]


def _folder(asset: Asset) -> str:
    return asset.original_path.rpartition("/")[0]


@routes.on("GET", "/view/folder/unique-paths", "folder.read")
def unique_paths(call: Call) -> Any:
    """
    List the folders in which a user has something to show.
    """
    return sorted({_folder(asset) for asset in _shown(call)})


@routes.on("GET", "/view/folder", "folder.read")
def folder(call: Call) -> Any:
    """
    List what a folder holds, not what its folders do.
    """
    path = (call.query("path") or "").rstrip("/")
    assets = sorted((a for a in _shown(call) if _folder(a) == path), key=lambda a: a.name)
    return [asset_body(call.world, asset, call.user_id, exif=True) for asset in assets]


def marker_body(asset: Asset) -> dict[str, Any]:
    """
    Give where an asset was taken.
    """
    return {
        "id": asset.asset_id,
        "lat": whole_number(asset.exif.latitude),
        "lon": whole_number(asset.exif.longitude),
        "city": asset.exif.city,
        "state": asset.exif.state,
        "country": asset.exif.country,
    }


@routes.on("GET", "/map/markers", "map.read")
def markers(call: Call) -> Any:
    """
    Give where a user's pictures were taken.
    """
    return [marker_body(one) for one in _shown(call) if one.exif.latitude is not None]


@routes.on("GET", "/map/reverse-geocode", "map.search")
def reverse_geocode(_call: Call) -> Any:
    """
    Know no place.
    """
    return []
