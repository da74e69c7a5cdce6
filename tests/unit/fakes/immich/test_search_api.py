"""
Tests of searching.
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.fakes.immich.conftest import StandIn


def place(stand_in: StandIn, name: str) -> None:
    """
    Let a picture have been taken in Berlin.
    """
    asset = stand_in.asset(name)
    asset.exif = replace(asset.exif, city="Berlin", country="Germany")
    stand_in.world.touch([asset])


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"originalPath": "TRIP/l1000"}, 2),
        ({"originalPath": "tr_p/%.jpg"}, 1),
        ({"originalFileName": "clíp"}, 1),
        ({"type": "VIDEO"}, 1),
        ({"make": "LEICA"}, 1),
        ({"isFavorite": True}, 0),
        ({"isOffline": False}, 4),
        ({"isEncoded": True}, 0),
        ({"isMotion": False}, 4),
        ({"isNotInAlbum": True}, 4),
        ({"city": "Berlin"}, 1),
        ({"libraryId": None}, 4),
        ({"rating": 5}, 0),
        ({"takenBefore": "2024-01-01T00:00:00.000Z"}, 1),
        ({"takenAfter": "2024-01-01"}, 3),
        ({"trashedAfter": "2024-01-01T00:00:00.000Z"}, 0),
        ({"visibility": "archive"}, 0),
        ({"albumIds": ["00000000-0000-4000-8000-000000000001"]}, 0),
        ({"personIds": ["00000000-0000-4000-8000-000000000001"]}, 0),
        ({"tagIds": ["00000000-0000-4000-8000-000000000001"]}, 0),
        ({"deviceId": "CLI"}, 0),
        ({"description": "nothing of the kind"}, 0),
    ],
)
async def test_filters_are_immichs(stand_in: StandIn, wish: dict[str, Any], found: int) -> None:
    """
    Loose in paths and names, exact in all else.
    """
    place(stand_in, "L1000.JPG")

    assert len(await stand_in.names(**wish)) == found
    counted = await stand_in.send("POST", "/search/statistics", wish)
    assert counted == {"total": found}


async def test_pages_follow_each_other(stand_in: StandIn) -> None:
    """
    `total` counts only the page, and the next page's number is a text.
    """
    pages = [
        (await stand_in.send("POST", "/search/metadata", {"size": 3, "page": page}))["assets"]
        for page in (1, 2, 3)
    ]

    assert [(one["total"], one["nextPage"]) for one in pages] == [(3, "2"), (1, None), (0, None)]
    assert await stand_in.names(order="asc") == list(reversed(await stand_in.names()))


async def test_archive_shows_by_version(either: StandIn) -> None:
    """
    Version 2 searches the timeline, version 3 all but the locked folder.
    """
    wish = {"ids": either.ids("L1000.JPG"), "visibility": "archive"}
    await either.send("PUT", "/assets", wish)

    assert len(await either.names()) == (4 if either.world.v3 else 3)


async def test_exif_and_people_come_on_request(stand_in: StandIn) -> None:
    """
    And are left out otherwise.
    """
    rich = {"withExif": True, "withPeople": True, "size": 1}
    [item] = (await stand_in.send("POST", "/search/metadata", rich))["assets"]["items"]
    [plain] = (await stand_in.send("POST", "/search/metadata", {"size": 1}))["assets"]["items"]

    assert "exifInfo" in item
    assert "exifInfo" not in plain


async def test_words_rank_pictures(stand_in: StandIn) -> None:
    """
    A stand-in for understanding them: names and places that bear the words come first.
    """
    place(stand_in, "bad.png")
    words = {"query": "berlin germany"}
    answer = await stand_in.send("POST", "/search/smart", words)
    asset_id = stand_in.ids("clip.mp4")[0]
    like = await stand_in.send("POST", "/search/smart", {"queryAssetId": asset_id})
    neither = await stand_in.refusal("POST", "/search/smart", {})
    config = {"machineLearning": {"clip": {"enabled": False}}}
    await stand_in.send("PUT", "/system-config", config, who="admin")

    assert answer["assets"]["items"][0]["originalFileName"] == "bad.png"
    assert like["assets"]["items"][0]["originalFileName"] == "clip.mp4"
    assert neither[0] == 400
    assert (await stand_in.refusal("POST", "/search/smart", words))[1] == (
        "Smart search is not enabled"
    )


async def test_some_are_given_at_random_and_by_size(stand_in: StandIn) -> None:
    """
    Always the same ones, so that two stand-ins agree.
    """
    random = await stand_in.send("POST", "/search/random", {"size": 2})
    large = await stand_in.send("POST", "/search/large-assets?size=1&minFileSize=10", {})

    assert random == await stand_in.send("POST", "/search/random", {"size": 2})
    assert [one["originalFileName"] for one in large] == ["L1000.JPG"] or len(large) == 1


async def test_places_are_suggested(stand_in: StandIn) -> None:
    """
    From what the assets know, and a few towns.
    """
    place(stand_in, "L1000.JPG")
    countries = await stand_in.get("/search/suggestions?type=country&city=Berlin")
    cities = await stand_in.get("/search/cities")
    [explored] = await stand_in.get("/search/explore")
    towns = await stand_in.get("/search/places?name=ber")

    assert countries == ["Germany"]
    assert [one["originalFileName"] for one in cities] == ["L1000.JPG"]
    assert explored["items"][0]["value"] == "Berlin"
    assert [one["name"] for one in towns] == ["Berlin"]
