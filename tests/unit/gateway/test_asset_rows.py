"""
From Immich's assets to rows.
"""

from typing import Any

import pytest

from gateway.asset_rows import View, duration_ms, told, view_of

OWNER = "8d1b7a3e-0000-4000-8000-000000000001"
ITEM = {
    "id": "8d1b7a3e-0000-4000-8000-000000000002",
    "ownerId": OWNER,
    "libraryId": None,
    "type": "IMAGE",
    "originalPath": "/mnt/a.jpg",
    "originalFileName": "a.jpg",
    "localDateTime": "2024-02-29T23:59:59.123Z",
    "updatedAt": "2024-03-01T00:00:00.000Z",
    "isFavorite": True,
    "isTrashed": False,
    "isOffline": False,
    "visibility": "timeline",
    "duration": "0:00:00.00000",
    "checksum": "F0oi+GaWWB7Sj9uh9vE4KA21AbA=",
    "width": 4000.0,
    "height": None,
    "exifInfo": {"make": "Canon", "model": None, "fileSizeInByte": 12},
}


def _row(**changes: Any) -> Any:
    [row] = told([ITEM | changes], OWNER, lambda path: path.removeprefix("/mnt/")).rows
    return row


def test_row_says_what_the_asset_says() -> None:
    """
    The wall time loses its zone, and gives the month.
    """
    row = _row()

    assert (row.path, row.original_path) == ("a.jpg", "/mnt/a.jpg")
    assert (row.local_at, row.month) == ("2024-02-29T23:59:59.123000", "2024-02-01")
    assert (row.camera, row.size, row.width, row.height) == ("Canon", 12, 4000, None)
    assert (row.view, row.shown, row.duration_ms) == (View.TIMELINE, True, None)


def test_asset_without_exif_has_no_camera() -> None:
    """
    What was not read is not known.
    """
    assert _row(exifInfo=None).camera is None


@pytest.mark.parametrize(
    "changes",
    [{"visibility": "archive"}, {"visibility": "hidden"}, {"isTrashed": True}, {"isOffline": True}],
)
def test_only_the_timeline_is_shown(changes: dict[str, Any]) -> None:
    """
    Archived, hidden, trashed and offline assets are known, not shown.
    """
    assert not _row(**changes).shown


@pytest.mark.parametrize(
    ("visibility", "trashed", "view"),
    [
        ("timeline", False, View.TIMELINE),
        ("archive", False, View.ARCHIVE),
        ("hidden", False, View.HIDDEN),
        ("archive", True, View.TRASH),
        ("hidden", True, None),
        ("locked", False, None),
        ("trash", False, None),
    ],
)
def test_view_is_the_list_that_counts_it(visibility: str, trashed: bool, view: View | None) -> None:
    """
    What is in no list has no view.
    """
    assert view_of(visibility, trashed=trashed) is view


@pytest.mark.parametrize(
    "changes",
    [
        {"visibility": "locked"},
        {"localDateTime": "+010000-01-01T00:00:00.000Z"},
        {"localDateTime": "0001-01-01T00:00:00.000Z"},
    ],
)
def test_what_cannot_be_listed_is_to_have_no_row(changes: dict[str, Any]) -> None:
    """
    Locked assets, and years of no calendar.
    """
    told_of = told([ITEM | changes], OWNER, lambda _path: None)

    assert told_of.rows == ()
    assert told_of.unlisted == (ITEM["id"],)


def test_others_assets_are_passed_over() -> None:
    """
    A partner's assets in a search are nobody's business here.
    """
    told_of = told([ITEM | {"ownerId": "other"}], OWNER, lambda _path: None)

    assert (told_of.rows, told_of.unlisted) == ((), ())


@pytest.mark.parametrize(
    ("told_as", "milliseconds"),
    [
        (62_500, 62_500),
        (0, None),
        (None, None),
        ("0:00:00.00000", None),
        ("00:01:02.500", 62_500),
        ("01:00:00.000", 3_600_000),
        ("a:b:c", None),
        ("nonsense", None),
    ],
)
def test_lengths_of_both_versions(told_as: object, milliseconds: int | None) -> None:
    """
    Version 2 writes hours, minutes and seconds, version 3 milliseconds.
    """
    assert duration_ms(told_as) == milliseconds
