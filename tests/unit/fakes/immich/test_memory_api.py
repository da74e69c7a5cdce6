"""
Tests of memories.
"""

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_memory_is_made_filled_saved_and_forgotten(newer: StandIn) -> None:
    """
    By whose it is.
    """
    first, second = newer.ids("L1000.JPG", "L1000.DNG")
    wish = {
        "type": "on_this_day",
        "data": {"year": 2023},
        "memoryAt": "2023-05-10T00:00:00.000Z",
        "assetIds": [first],
    }
    path = f"/memories/{(await newer.send('POST', '/memories', wish))['id']}"
    added = await newer.send("PUT", f"{path}/assets", {"ids": [first, second]})
    removed = await newer.send("DELETE", f"{path}/assets", {"ids": [first, UNKNOWN]})
    saved = await newer.send("PUT", path, {"isSaved": True})
    shown = await newer.get(path)
    foreign = await newer.refusal("GET", path, who="guest")
    count = await newer.get("/memories/statistics")
    listed = await newer.get("/memories")
    await newer.send("DELETE", path)

    assert [one["success"] for one in added + removed] == [False, True, True, False]
    assert (saved["isSaved"], shown, listed) == (True, saved, [saved])
    assert (foreign[0], count) == (400, {"total": 1})
    assert [one["id"] for one in shown["assets"]] == [second]
    assert await newer.get("/memories") == []


async def test_version_3_wants_a_bare_date(newer: StandIn) -> None:
    """
    And refuses a moment.
    """
    assert (await newer.refusal("GET", "/memories?for=2026-11-21T00:00:00.000Z"))[0] == 400
    assert await newer.get("/memories?for=2026-11-21") == []
