"""
Tests of what hangs on assets.
"""

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_values_hang_on_assets(stand_in: StandIn) -> None:
    """
    By key.
    """
    first, second = stand_in.ids("L1000.JPG", "L1000.DNG")
    items = [{"assetId": one, "key": "app", "value": {"a": 1}} for one in (first, second)]
    made = await stand_in.send("PUT", "/assets/metadata", {"items": items})
    listed = await stand_in.get(f"/assets/{first}/metadata")

    assert [one["assetId"] for one in made] == [first, second]
    assert [(one["key"], one["value"]) for one in listed] == [("app", {"a": 1})]
    assert await stand_in.get(f"/assets/{first}/ocr") == []


async def test_edits_are_noted(stand_in: StandIn) -> None:
    """
    And not made.
    """
    path = f"/assets/{stand_in.ids('L1000.JPG')[0]}/edits"
    before = await stand_in.get(path)
    edit = {"action": "rotate", "parameters": {"angle": 90}}
    made = await stand_in.send("PUT", path, {"edits": [edit]})

    assert before["edits"] == []
    assert made == await stand_in.get(path)
    assert made["edits"][0]["action"] == "rotate"
    assert (await stand_in.refusal("GET", f"/assets/{UNKNOWN}/edits"))[0] == 400
