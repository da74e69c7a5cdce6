"""
RAWs that stand alone, over the whole gateway.
"""

from aiohttp import web

from tests.integration.gateway.list_shelf import ANNA, BEN, id_of
from tests.integration.gateway.reading import Reading


def suggest(reading: Reading, partners: dict[str, list[str]], reason: str = "") -> None:
    """
    Let grouping suggest partners for RAWs.
    """

    async def answer(request: web.Request) -> web.StreamResponse:
        asked = (await request.json())["paths"]
        items = [
            {
                "path": path,
                "size": 30,
                "taken_at": None,
                "camera": "Canon EOS R6",
                "candidates": [
                    {
                        "suggestion_id": f"1-{place}",
                        "path": other,
                        "type": "jpeg",
                        "size": 10,
                        "taken_at": None,
                        "camera": None,
                        "confidence": 0.9,
                        "reason": reason or f"the names differ, {other}",
                    }
                    for place, other in enumerate(partners[path])
                ],
            }
            for path in asked
            if path in partners
        ]
        return web.json_response({"items": items})

    reading.services.answers["/suggestions/lookup"] = answer


async def test_orphan_comes_with_candidates_whom_the_caller_sees(reading: Reading) -> None:
    """
    With the ids of both assets; somebody else's candidate is none.
    """
    shelf = reading.shelf
    raw, jpeg = shelf.asset("a.cr2"), shelf.asset("b.jpg", 5)
    shelf.asset("c.jpg", 5, BEN)
    suggest(reading, {"a.cr2": ["b.jpg", "c.jpg"]})

    status, body = await reading.get("/api/suggestions/orphan-raws")

    assert (status, body["nextCursor"]) == (200, None)
    (item,) = body["items"]
    assert (item["assetId"], item["filename"]) == (raw, "a.cr2")
    (one,) = item["candidates"]
    assert (one["assetId"], one["suggestionId"], one["confidence"]) == (jpeg, "1-0", 0.9)
    assert one["reason"] == "the names differ, b.jpg"


async def test_raws_without_anybody_are_passed_over(reading: Reading) -> None:
    """
    Grouped, hidden and other people's RAWs are not even asked about.
    """
    shelf = reading.shelf
    for number in range(5):
        shelf.asset(f"{number}.cr2", number)
    shelf.asset("hidden.cr2", shown=False)
    shelf.asset("ben.cr2", owner=BEN)
    shelf.versions(shelf.asset("g.cr2"), shelf.asset("g.jpg"))
    suggest(reading, {"1.cr2": ["g.jpg"], "0.cr2": ["g.jpg"], "3.cr2": ["ben.jpg"]})

    _, body = await reading.get("/api/suggestions/orphan-raws?limit=2")

    assert [item["path"] for item in body["items"]] == ["1.cr2", "0.cr2"]
    asked = [seen.body for seen in reading.services.seen]
    assert not any(name in body for body in asked for name in (b"g.cr2", b"hidden", b"ben"))


async def test_reason_that_names_others_is_left_out(reading: Reading) -> None:
    """
    A sentence may name the two files that it is about.
    """
    shelf = reading.shelf
    shelf.asset("a.cr2")
    shelf.asset("b.jpg")
    suggest(reading, {"a.cr2": ["b.jpg"]}, "there is no file named secret.jpg beside it")

    _, body = await reading.get("/api/suggestions/orphan-raws")

    assert body["items"][0]["candidates"][0]["reason"] is None


async def test_long_search_for_orphans_gives_up_early(reading: Reading) -> None:
    """
    A page may be empty and still have a next one.
    """
    for number in range(6):
        reading.shelf.asset(f"{number}.cr2", number)
    suggest(reading, {"0.cr2": ["1.cr2"]})

    _, body = await reading.get("/api/suggestions/orphan-raws?limit=1")

    assert (body["items"], body["nextCursor"] is None) == ([], False)
    _, rest = await reading.get(f"/api/suggestions/orphan-raws?limit=1&cursor={body['nextCursor']}")
    assert [item["assetId"] for item in rest["items"]] == [id_of(f"{ANNA} 0.cr2")]
