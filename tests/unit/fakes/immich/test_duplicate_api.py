"""
Tests of Immich's own duplicates.
"""

from typing import Any

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn

GROUP = "11111111-1111-4111-8111-111111111111"
NAMES = ("L1000.JPG", "L1000.DNG")


async def group(stand_in: StandIn, *names: str) -> list[str]:
    """
    Let assets be a group.
    """
    ids = stand_in.ids(*names)
    await stand_in.send("PUT", "/assets", {"ids": ids, "duplicateId": GROUP})
    return ids


async def resolved(stand_in: StandIn, keep: list[str], trash: list[str]) -> Any:
    """
    Resolve the group, and give its result.
    """
    wish = {"duplicateId": GROUP, "keepAssetIds": keep, "trashAssetIds": trash}
    [result] = await stand_in.send("POST", "/duplicates/resolve", {"groups": [wish]})
    return result


async def test_groups_are_listed_with_a_suggestion(stand_in: StandIn) -> None:
    """
    Stacked ones are not, and one alone is let go.
    """
    await group(stand_in, *NAMES)
    [listed] = await stand_in.get("/duplicates")
    await stand_in.send("DELETE", "/assets", {"ids": stand_in.ids("L1000.DNG")})
    alone = await stand_in.get("/duplicates")

    assert (listed["duplicateId"], len(listed["assets"])) == (GROUP, 2)
    assert len(listed["suggestedKeepAssetIds"]) == 1
    assert (alone, stand_in.asset("L1000.JPG").duplicate_id) == ([], None)


async def test_kept_one_inherits(stand_in: StandIn) -> None:
    """
    Albums, favourite, rating, description, place and tags of the lost one.
    """
    keep, lose = await group(stand_in, *NAMES)
    wish = {"isFavorite": True, "rating": 4, "description": "d", "latitude": 1, "longitude": 2}
    await stand_in.send("PUT", f"/assets/{lose}", wish)
    await stand_in.send("POST", "/albums", {"albumName": "A", "assetIds": [lose]})
    await stand_in.send("POST", "/albums", {"albumName": "B"})
    for tag in await stand_in.send("PUT", "/tags", {"tags": ["a", "b"]}):
        marked = [lose] if tag["name"] == "a" else []
        await stand_in.send("PUT", f"/tags/{tag['id']}/assets", {"ids": marked})
    result = await resolved(stand_in, [keep], [lose])
    body = await stand_in.get(f"/assets/{keep}")

    exif = body["exifInfo"]
    assert result == {"id": GROUP, "success": True}
    assert (body["isFavorite"], exif["rating"], exif["description"]) == (True, 4, "d")
    assert (exif["latitude"], [one["name"] for one in body["tags"]]) == (1, ["a"])
    assert (await stand_in.get(f"/assets/{lose}"))["isTrashed"] is True
    assert len(await stand_in.get(f"/albums?assetId={keep}")) == 1


async def test_without_trash_the_lost_are_deleted(stand_in: StandIn) -> None:
    """
    At once; with all kept nothing is merged.
    """
    ids = await group(stand_in, *NAMES)
    both = await resolved(stand_in, ids, [])
    keep, lose = await group(stand_in, *NAMES)
    await stand_in.send("PUT", "/system-config", {"trash": {"enabled": False}}, who="admin")
    await resolved(stand_in, [keep], [lose])

    assert both["success"] is True
    assert (await stand_in.get("/server/features"))["trash"] is False
    assert (await stand_in.refusal("GET", f"/assets/{lose}"))[0] == 400


async def test_every_member_has_one_fate(stand_in: StandIn) -> None:
    """
    Or the group is not resolved.
    """
    first, second = await group(stand_in, *NAMES)
    twice = await resolved(stand_in, [first, second], [first])
    half = await resolved(stand_in, [first], [])

    assert [one["error"] for one in (twice, half)] == ["validation", "validation"]


async def test_groups_are_dismissed(either: StandIn) -> None:
    """
    One, or several; an unknown one is refused.
    """
    await group(either, *NAMES)
    await either.send("DELETE", f"/duplicates/{GROUP}")
    first = await either.get("/duplicates")
    await group(either, *NAMES)
    await either.send("DELETE", "/duplicates", {"ids": [GROUP]})

    assert first == await either.get("/duplicates") == []
    assert (await either.refusal("DELETE", "/duplicates", {"ids": [UNKNOWN]}))[0] == 400
    assert (await either.refusal("DELETE", f"/duplicates/{UNKNOWN}"))[0] == 400


async def test_wish_must_be_groups(newer: StandIn) -> None:
    """
    At least one, with both lists.
    """
    wishes: list[dict[str, Any]] = [{}, {"groups": []}, {"groups": [{"duplicateId": GROUP}]}]
    for wish in wishes:
        assert (await newer.refusal("POST", "/duplicates/resolve", wish))[0] == 400
