"""
Tests of the timeline.
"""

from dataclasses import replace

import pytest

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_bucket_is_columns_of_one_length(either: StandIn) -> None:
    """
    Version 3 tells when each came, too.
    """
    url = "/timeline/bucket?timeBucket=2023-05-01T00:00:00.000Z&withCoordinates=true"
    bucket = await either.get(url)

    assert {len(column) for column in bucket.values()} == {1}
    assert ("createdAt" in bucket) is either.world.v3
    assert bucket["ratio"] == [1.333]
    assert bucket["fileCreatedAt"] == ["2023-05-10T12:00:00"]


async def test_clip_tells_its_length_by_version(either: StandIn) -> None:
    """
    As a text, or in milliseconds.
    """
    month = either.asset("clip.mp4").local.strftime("%Y-%m-01")
    bucket = await either.get(f"/timeline/bucket?timeBucket={month}")
    duration = bucket["duration"][bucket["isImage"].index(False)]

    assert isinstance(duration, int if either.world.v3 else str)
    assert None in bucket["ratio"] or 1 in bucket["ratio"]


async def test_months_may_be_turned_and_counted_by_arrival(newer: StandIn) -> None:
    """
    The oldest first, or all in the month in which they came.
    """
    months = [one["timeBucket"] for one in await newer.get("/timeline/buckets")]
    turned = [one["timeBucket"] for one in await newer.get("/timeline/buckets?order=asc")]
    arrived = await newer.get("/timeline/buckets?orderBy=createdAt")

    assert turned == months[::-1]
    assert [one["count"] for one in arrived] == [4]


async def test_timeline_is_chosen_from(stand_in: StandIn) -> None:
    """
    Favourites, people, tags, places and the trash.
    """
    asset = stand_in.asset("L1000.JPG")
    asset.exif = replace(asset.exif, latitude=52.5, longitude=13.4)
    asset.is_favorite = True
    person = await stand_in.send("POST", "/people", {"name": "Ann"})
    face = {"personId": person["id"], "assetId": asset.asset_id}
    await stand_in.send("POST", "/faces", face)
    [tag] = await stand_in.send("PUT", "/tags", {"tags": ["a"]})
    await stand_in.send("PUT", f"/tags/{tag['id']}/assets", {"ids": [asset.asset_id]})
    put_away = {"ids": stand_in.ids("bad.png"), "visibility": "hidden"}
    await stand_in.send("PUT", "/assets", put_away)
    month = stand_in.asset("clip.mp4").local.strftime("%Y-%m-01")
    url = f"/timeline/bucket?withStacked=true&timeBucket={month}"
    assert (await stand_in.get(url))["stack"] == [None, None]
    chosen = [
        await stand_in.get(f"/timeline/buckets?{query}")
        for query in (
            *("isFavorite=true", f"personId={person['id']}", f"tagId={tag['id']}"),
            *("bbox=13,52,14,53", f"personId={UNKNOWN}", f"tagId={UNKNOWN}", "isTrashed=true"),
        )
    ]

    assert [len(one) for one in chosen] == [1, 1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("buckets?withPartners=true&isTrashed=true", 400),
        ("buckets?withPartners=true&visibility=archive", 400),
        (f"buckets?userId={UNKNOWN}", 400),
        (f"buckets?albumId={UNKNOWN}", 400),
        ("bucket", 400),
        ("bucket?timeBucket=xx", 500),
    ],
)
async def test_strange_wishes_are_refused(either: StandIn, query: str, status: int) -> None:
    """
    Each in its way.
    """
    assert (await either.refusal("GET", f"/timeline/{query}"))[0] == status


async def test_link_shows_its_albums_timeline_only(stand_in: StandIn) -> None:
    """
    Without places, where it hides metadata.
    """
    ids = stand_in.ids("L1000.JPG")
    album = await stand_in.send("POST", "/albums", {"albumName": "A", "assetIds": ids})
    wish = {"type": "ALBUM", "albumId": album["id"], "showMetadata": False}
    link = await stand_in.send("POST", "/shared-links", wish)
    url = f"/timeline/bucket?key={link['key']}&timeBucket=2023-05-01"
    bucket = await stand_in.get(f"{url}&albumId={album['id']}", who="")
    refused = await stand_in.refusal("GET", url, who="")

    assert bucket["id"] == ids
    assert "city" not in bucket
    assert refused[0] == 400
