"""
Searching, over the whole gateway.
"""

from typing import Any

import pytest
from aiohttp import web

from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf, id_of
from tests.integration.gateway.reading import Reading


@pytest.fixture(autouse=True)
def shelf(reading: Reading) -> Shelf:
    """
    A pair, a photo of another camera, and one of Ben's.
    """
    made = reading.shelf
    made.versions(made.asset("trip/IMG_1.jpg"), made.asset("trip/IMG_1.CR3", size=30))
    made.asset("trip/DSC_2.nef", 20, camera="NIKON Z 8")
    made.asset("trip/IMG_9.jpg", 0, BEN)
    return made


def find(reading: Reading, **found: list[str]) -> None:
    """
    Let Immich's metadata search find assets, by which field was asked for.
    """

    async def answer(request: web.Request) -> web.StreamResponse:
        wish = await request.json()
        ids = next((ids for name, ids in found.items() if name in wish), [])
        size, page = wish["size"], wish["page"]
        shown = ids[(page - 1) * size : page * size]
        more = str(page + 1) if len(ids) > page * size else None
        return web.json_response(
            {"assets": {"items": [{"id": one} for one in shown], "nextPage": more}}
        )

    reading.immich.answers["/api/search/metadata"] = answer
    reading.immich.answers["/api/search/smart"] = answer


def names(body: dict[str, Any]) -> list[str]:
    """
    Give the covers of the cards found.
    """
    return [card["fileName"] for card in body["items"]]


async def test_any_version_finds_the_shot(reading: Reading) -> None:
    """
    The card shows the primary, and tells which file matched.
    """
    status, body = await reading.get("/api/search?q=img_1.cr3")

    assert (status, names(body), body["nextCursor"]) == (200, ["IMG_1.jpg"], None)
    assert body["items"][0]["matched"] == [
        {"assetId": id_of(f"{ANNA} trip/IMG_1.CR3"), "why": "name", "text": "IMG_1.CR3"}
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nikon", ["DSC_2.nef"]),
        (".NEF", ["DSC_2.nef"]),
        ("2026-05-16", ["DSC_2.nef", "IMG_1.jpg"]),
        ("May 2026 canon", ["IMG_1.jpg"]),
        ("img 2025", []),
        ("100%25", []),
    ],
)
async def test_names_cameras_and_dates_find(reading: Reading, query: str, found: list[str]) -> None:
    """
    All words must match, each in its way; nobody else's photos are found.
    """
    _, body = await reading.get(f"/api/search?q={query}")

    assert names(body) == found


async def test_immich_finds_the_rest(reading: Reading) -> None:
    """
    Behind what the index finds comes what Immich does, each shot once, and only what is shown.
    """
    raw, nef = id_of(f"{ANNA} trip/IMG_1.CR3"), id_of(f"{ANNA} trip/DSC_2.nef")
    find(reading, description=[raw, id_of("unknown"), id_of(f"{BEN} trip/IMG_9.jpg")], query=[nef])
    reading.immich.say("/api/server/features", {"smartSearch": True})

    _, body = await reading.get("/api/search?q=nikon")

    assert names(body) == ["DSC_2.nef", "IMG_1.jpg"]
    assert body["items"][1]["matched"] == [{"assetId": raw, "why": "description", "text": "nikon"}]
    assert body["missing"] == []
    asked = [seen for seen in reading.immich.seen if seen.raw_path == "/api/search/smart"]
    assert asked[0].header("authorization") == ["Bearer anna"]


async def test_pages_go_on_from_the_index_to_immich(reading: Reading, shelf: Shelf) -> None:
    """
    Each card is met once.
    """
    more = [shelf.asset(f"far/{number}.jpg", -number - 1) for number in range(3)]
    find(reading, description=more)
    met, cursor = [], ""
    while True:
        _, body = await reading.get(f"/api/search?q=trip_or_2026&limit=2{cursor}")
        met += names(body)
        if body["nextCursor"] is None:
            break
        cursor = f"&cursor={body['nextCursor']}"

    assert met == ["0.jpg", "1.jpg", "2.jpg"]
    met, cursor = [], ""
    while True:
        _, body = await reading.get(f"/api/search?q=2026&limit=2{cursor}")
        met += names(body)
        if body["nextCursor"] is None:
            break
        cursor = f"&cursor={body['nextCursor']}"
    assert met == ["DSC_2.nef", "IMG_1.jpg", "0.jpg", "1.jpg", "2.jpg"]


async def test_what_immich_does_not_answer_is_named(reading: Reading) -> None:
    """
    The index answers all the same.
    """
    for path in ("metadata", "person", "suggestions"):
        reading.immich.say(f"/api/search/{path}", {"message": "no"}, 500)

    status, body = await reading.get("/api/search?q=nikon")

    assert (status, names(body)) == (200, ["DSC_2.nef"])
    assert body["missing"] == ["description", "place", "person"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("q=%20", 400), ("q=a&cursor=x", 400), ("q=a&cursor=WyJpbW1pY2giLDAsMF0", 400)],
)
async def test_search_that_cannot_be_meant_is_refused(
    reading: Reading, query: str, status: int
) -> None:
    """
    Nothing to search for, or a cursor of elsewhere.
    """
    assert (await reading.get(f"/api/search?{query}"))[0] == status
