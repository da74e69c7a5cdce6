"""
Tests of tags.
"""

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_tags_are_on_assets(stand_in: StandIn) -> None:
    """
    And are found by them.
    """
    first, second = stand_in.ids("L1000.JPG", "L1000.DNG")
    trip = await stand_in.send("POST", "/tags", {"name": "trip", "color": "#fff"})
    sea = await stand_in.send("POST", "/tags", {"name": "sea", "parentId": trip["id"]})
    path = f"/tags/{sea['id']}"
    tagged = await stand_in.send("PUT", f"{path}/assets", {"ids": [first, UNKNOWN]})
    again = await stand_in.send("PUT", f"{path}/assets", {"ids": [first]})
    many = {"tagIds": [trip["id"]], "assetIds": [first, second]}
    count = await stand_in.send("PUT", "/tags/assets", many)
    shown = await stand_in.get(f"/assets/{first}")
    names = await stand_in.names(tagIds=[sea["id"]])
    untagged = await stand_in.send("DELETE", f"{path}/assets", {"ids": [first, second]})

    assert [one["success"] for one in tagged + again] == [True, False, False]
    assert (count, sea["value"]) == ({"count": 2}, "trip/sea")
    assert {one["name"] for one in shown["tags"]} == {"trip", "sea"}
    assert names == ["L1000.JPG"]
    assert [one["success"] for one in untagged] == [True, False]


async def test_tags_are_listed_coloured_and_forgotten(stand_in: StandIn) -> None:
    """
    Each of a name once.
    """
    first, second = await stand_in.send("PUT", "/tags", {"tags": ["a", "a"]})
    path = f"/tags/{first['id']}"
    await stand_in.send("PUT", path, {"color": "#000"})
    shown = await stand_in.get(path)
    foreign = await stand_in.refusal("GET", path, who="guest")
    listed = await stand_in.get("/tags")
    await stand_in.send("DELETE", path)

    assert first["id"] == second["id"]
    assert (shown["color"], foreign[0], listed) == ("#000", 400, [shown])
    assert await stand_in.get("/tags") == []
