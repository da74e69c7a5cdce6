"""
Tests of reading an asset as Immich shows it.
"""

from typing import Any

import pytest

from gateway.immich_assets import StackPlace, Tag, read_asset

BODY: dict[str, Any] = {
    "id": "a",
    "ownerId": "o",
    "libraryId": None,
    "originalPath": "/data/a.jpg",
    "originalFileName": "a.jpg",
    "visibility": "timeline",
    "isTrashed": False,
    "isOffline": False,
    "isFavorite": True,
}


def test_bare_asset() -> None:
    """
    Without EXIF, tags and stack everything is empty.
    """
    asset = read_asset(BODY)

    assert (asset.rating, asset.description, asset.tags, asset.stack) == (None, "", (), None)


def test_full_asset() -> None:
    """
    What could be taken over is read.
    """
    exif = {"rating": 4, "description": "A cat", "latitude": 48.1, "longitude": 11.5}
    more = {
        "exifInfo": exif,
        "tags": [{"id": "t", "value": "Animals/Cats"}],
        "stack": {"id": "s", "primaryAssetId": "p", "assetCount": 2},
    }
    asset = read_asset(BODY | more)

    assert (asset.rating, asset.description) == (4, "A cat")
    assert (asset.latitude, asset.longitude) == (48.1, 11.5)
    assert asset.tags == (Tag("t", "Animals/Cats"),)
    assert asset.stack == StackPlace("s", "p")


@pytest.mark.parametrize(
    ("more", "may"),
    [
        ({}, True),
        ({"deviceId": "iPhone of Anna"}, True),
        ({"deviceId": "CLI"}, False),
        ({"deviceId": "WEB"}, False),
        ({"libraryId": "l"}, False),
    ],
)
def test_phone_uploads_may_return(more: dict[str, Any], *, may: bool) -> None:
    """
    Version 3 does not tell what uploaded a file, so any upload may come back there.
    """
    assert read_asset(BODY | more).may_return_by_phone is may
