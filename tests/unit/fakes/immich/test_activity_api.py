"""
Tests of comments and likes.
"""

from tests.unit.fakes.immich.conftest import StandIn


async def test_members_say_something_about_assets(stand_in: StandIn) -> None:
    """
    And only who said it takes it back.
    """
    [asset_id] = stand_in.ids("L1000.JPG")
    users = [{"userId": stand_in.user_id("guest")}]
    wish = {"albumName": "A", "assetIds": [asset_id], "albumUsers": users}
    album = {"albumId": (await stand_in.send("POST", "/albums", wish))["id"]}
    comment = {**album, "assetId": asset_id, "type": "comment", "comment": "Nice"}
    said = await stand_in.send("POST", "/activities", comment, who="guest")
    await stand_in.send("POST", "/activities", {**album, "type": "like"})
    query = f"?albumId={album['albumId']}"
    listed = await stand_in.get(f"/activities{query}")
    of_asset = await stand_in.get(f"/activities{query}&assetId={asset_id}")
    counted = await stand_in.get(f"/activities/statistics{query}")
    foreign = await stand_in.refusal("DELETE", f"/activities/{said['id']}")
    await stand_in.send("DELETE", f"/activities/{said['id']}", who="guest")

    assert (len(listed), of_asset) == (2, [said])
    assert counted == {"comments": 1, "likes": 1}
    assert foreign == (400, "Not found or no activity.delete access")
    assert len(await stand_in.get(f"/activities{query}")) == 1
