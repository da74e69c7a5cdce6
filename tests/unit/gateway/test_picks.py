"""
Parts of a library that an album or a person picks out.
"""

from typing import Any

import orjson
import pytest

from gateway.picks import Pick, Picked, PickedAsset, PickKind, month_name, read_month

ROW = {
    "id": "1",
    "ownerId": "anna",
    "fileCreatedAt": "2026-05-01T01:30:00.5",
    "localOffsetHours": -5.5,
    "ratio": 1.5,
    "isImage": True,
    "isFavorite": False,
    "duration": None,
    "thumbhash": "aGFzaA==",
    "livePhotoVideoId": None,
}


def month(*rows: dict[str, Any]) -> bytes:
    """
    Give rows as a month of Immich's timeline.
    """
    told = [ROW | row for row in rows]
    return orjson.dumps({name: [row[name] for row in told] for name in ROW})


def asset(asset_id: str = "1", **fields: Any) -> PickedAsset:
    """
    Give the asset of a row.
    """
    usual: dict[str, Any] = {
        "asset_id": asset_id,
        "owner_id": "anna",
        "local_at": "2026-04-30T20:00:00.500000",
        "ratio": 1.5,
        "is_image": True,
        "is_favorite": False,
        "duration_ms": None,
        "thumbhash": "aGFzaA==",
        "live_photo_video_id": None,
    }
    return PickedAsset(**usual | fields)


def test_album_is_asked_for_whole_and_a_person_as_the_timeline_shows_them() -> None:
    """
    Immich itself shows what is archived in albums, and not with people.
    """
    album, person = (Pick(kind, "p1").query for kind in PickKind)

    assert album == {"albumId": "p1"}
    assert person == {"personId": "p1", "visibility": "timeline"}


def test_month_is_read_in_wall_time() -> None:
    """
    Where the picture was taken, whichever day that was there.
    """
    assert read_month(month({})) == (asset(),)


def test_lengths_are_read_of_either_version() -> None:
    """
    Words in version 2, milliseconds in version 3.
    """
    clips = read_month(month({"duration": "0:00:01.5"}, {"duration": 1500}))

    assert [clip.duration_ms for clip in clips] == [1500, 1500]


def test_shape_that_nobody_knows_is_a_square() -> None:
    """
    Until Immich has looked at the file.
    """
    assert read_month(month({"ratio": None}))[0].ratio == 1.0


@pytest.mark.parametrize("bucket", ["2026-05-01", "2026-05-01T00:00:00.000Z"])
def test_month_is_named_as_we_do(bucket: str) -> None:
    """
    Whichever way Immich spells it.
    """
    assert month_name(bucket) == "2026-05-01"


def test_pick_knows_its_ids() -> None:
    """
    Of all months together.
    """
    picked = Picked({"2026-05-01": (asset("1"), asset("2")), "2026-04-01": (asset("3"),)})

    assert picked.ids == {"1", "2", "3"}


def test_other_contents_have_another_stamp() -> None:
    """
    The same ones have the same.
    """
    stamps = [Picked({"2026-05-01": (asset(one),)}).stamp for one in ("1", "1", "2")]

    assert stamps[0] == stamps[1] != stamps[2]
