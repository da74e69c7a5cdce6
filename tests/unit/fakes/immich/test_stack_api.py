"""
Tests of stacks.
"""

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn

NAMES = ("L1000.JPG", "L1000.DNG", "bad.png")


async def test_first_is_on_top(stand_in: StandIn) -> None:
    """
    The others hide in the timeline, and single assets tell of the stack.
    """
    first, second, _ = stand_in.ids(*NAMES)
    stack = await stand_in.send("POST", "/stacks", {"assetIds": [first, second]})
    shown = await stand_in.get(f"/assets/{second}")
    url = "/timeline/bucket?timeBucket=2023-05-01&withStacked=true"
    bucket = await stand_in.get(url)
    months = await stand_in.get("/timeline/buckets?withStacked=true")

    assert stack["primaryAssetId"] == first
    assert shown["stack"] == {"id": stack["id"], "primaryAssetId": first, "assetCount": 2}
    assert (bucket["id"], bucket["stack"]) == ([first], [[stack["id"], "2"]])
    assert sum(one["count"] for one in months) == 3
    assert await stand_in.names(withStacked=False, originalFileName="L1000") == []


async def test_stacking_a_primary_takes_its_stack_along(stand_in: StandIn) -> None:
    """
    Under a new id.
    """
    first, second, third = stand_in.ids(*NAMES)
    old = await stand_in.send("POST", "/stacks", {"assetIds": [first, second]})
    new = await stand_in.send("POST", "/stacks", {"assetIds": [third, first]})

    assert new["assets"][0]["id"] == third
    assert len(new["assets"]) == 3
    assert [one["id"] for one in await stand_in.get("/stacks")] == [new["id"]]
    assert old["id"] not in stand_in.world.stacks
    assert await stand_in.get(f"/stacks?primaryAssetId={first}") == []


async def test_primary_is_changed_and_members_leave(stand_in: StandIn) -> None:
    """
    All but the one on top.
    """
    ids = stand_in.ids(*NAMES)
    path = f"/stacks/{(await stand_in.send('POST', '/stacks', {'assetIds': ids}))['id']}"
    stack = await stand_in.send("PUT", path, {"primaryAssetId": ids[1]})
    foreign = await stand_in.refusal("PUT", path, {"primaryAssetId": UNKNOWN})
    top = await stand_in.refusal("DELETE", f"{path}/assets/{ids[1]}")
    await stand_in.send("DELETE", f"{path}/assets/{ids[2]}")
    outside = await stand_in.refusal("DELETE", f"{path}/assets/{ids[2]}")

    assert stack["primaryAssetId"] == ids[1]
    assert foreign == (400, "Primary asset must be in the stack")
    assert top == (400, "Cannot remove stack's primary asset")
    assert outside == (400, "Asset not in stack")
    assert len((await stand_in.get(path))["assets"]) == 2


async def test_stacks_are_dissolved(stand_in: StandIn) -> None:
    """
    One, or several at once; another's are not there.
    """
    ids = stand_in.ids(*NAMES[:2])
    first = await stand_in.send("POST", "/stacks", {"assetIds": ids})
    foreign = await stand_in.refusal("GET", f"/stacks/{first['id']}", who="guest")
    await stand_in.send("DELETE", f"/stacks/{first['id']}")
    second = await stand_in.send("POST", "/stacks", {"assetIds": ids})
    await stand_in.send("DELETE", "/stacks", {"ids": [second["id"]]})

    assert foreign == (400, "Not found or no stack.read access")
    assert await stand_in.get("/stacks") == []


async def test_lost_child_leaves_one_alone(either: StandIn) -> None:
    """
    In version 2 the stack stays, in version 3 it goes.
    """
    ids = either.ids(*NAMES[:2])
    await either.send("POST", "/stacks", {"assetIds": ids})
    await either.send("DELETE", "/assets", {"ids": ids[1:], "force": True})

    assert len(either.world.stacks) == (0 if either.world.v3 else 1)


async def test_lost_primary_is_followed_by_another(stand_in: StandIn) -> None:
    """
    Once it is deleted; as long as it is in the trash the others stay hidden.
    """
    ids = stand_in.ids(*NAMES)
    await stand_in.send("POST", "/stacks", {"assetIds": ids})
    await stand_in.send("DELETE", "/assets", {"ids": ids[:1]})
    hidden = await stand_in.get("/timeline/buckets?withStacked=true")
    await stand_in.send("POST", "/trash/empty")
    [stack] = await stand_in.get("/stacks")
    await stand_in.send("DELETE", "/assets", {"ids": [stack["primaryAssetId"]], "force": True})

    assert sum(one["count"] for one in hidden) == 1
    assert stack["primaryAssetId"] in ids[1:]
    assert await stand_in.get("/stacks") == []
