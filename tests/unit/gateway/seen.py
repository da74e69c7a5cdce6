"""
Groups and assets as our lists see them, for tests.
"""

from typing import Any

from gateway.stored_groups import ShownAsset, StoredGroup

ANNA = "anna"


def asset(asset_id: str, **columns: Any) -> ShownAsset:
    """
    Make an asset that is shown.
    """
    usual: dict[str, Any] = {
        "owner_id": ANNA,
        "file_name": f"{asset_id}.jpg",
        "is_image": True,
        "is_favorite": False,
        "local_at": "2026-05-16T12:00:00",
        "thumbhash": None,
        "width": 300,
        "height": 200,
        "duration_ms": None,
        "live_photo_video_id": None,
        "camera": "Canon EOS R6",
    }
    return ShownAsset(asset_id=asset_id, **{**usual, **columns})


def assets(*ids: str) -> dict[str, ShownAsset]:
    """
    Make assets by their ids.
    """
    return {one: asset(one) for one in ids}


def group(*members: tuple[str, str], **columns: Any) -> StoredGroup:
    """
    Make a group of asset ids and paths.
    """
    usual: dict[str, Any] = {
        "owner_id": ANNA,
        "group_id": "g1",
        "kind": "version",
        "level": "",
        "type": "raw_jpeg",
        "switchable": True,
        "burst": False,
        "revision": 1,
        "count": len(members),
        "size": 30,
        "savings": 10,
        "similarity": 1.0,
        "newest": "2026-05-16T12:00:00",
        "earliest": "2026-05-16T12:00:00",
    }
    told = tuple(
        {
            "id": asset_id,
            "filename": path,
            "type": "raw" if path.endswith("cr2") else "jpeg",
            "size": 10,
            "path": path,
        }
        for asset_id, path in members
    )
    return StoredGroup(**{**usual, "members": told, **columns})
