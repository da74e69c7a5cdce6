"""
Tests of people.
"""

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_people_have_faces_on_assets(either: StandIn) -> None:
    """
    Version 2 shows where.
    """
    person = await either.send("POST", "/people", {"name": "Ann"})
    await either.send("POST", "/people", {"name": "Without a face"})
    path = f"/people/{person['id']}"
    [asset_id] = either.ids("L1000.JPG")
    await either.send("POST", "/faces", {"personId": person["id"], "assetId": asset_id})
    [shown] = (await either.get(f"/assets/{asset_id}"))["people"]
    [face] = await either.get(f"/faces?id={asset_id}")

    assert ("faces" in shown) is not either.world.v3
    assert face["person"]["name"] == "Ann"
    assert await either.names(personIds=[person["id"]]) == ["L1000.JPG"]
    assert await either.get(f"{path}/statistics") == {"assets": 1}
    assert (await either.ask("GET", f"{path}/thumbnail")).headers["content-type"] == "image/jpeg"


async def test_people_are_named_hidden_and_forgotten(stand_in: StandIn) -> None:
    """
    By whose they are.
    """
    path = f"/people/{(await stand_in.send('POST', '/people', {}))['id']}"
    await stand_in.send("PUT", path, {"name": "Bob", "isHidden": True})
    shown = await stand_in.get("/people")
    hidden = await stand_in.get("/people?withHidden=true")
    found = await stand_in.get("/search/person?name=bo")
    foreign = await stand_in.refusal("GET", path, who="guest")
    named = await stand_in.get(path)
    await stand_in.send("DELETE", path)

    assert (shown["people"], shown["hidden"], len(hidden["people"])) == ([], 1, 1)
    assert [one["name"] for one in found] == ["Bob"]
    assert (foreign[0], named["name"]) == (400, "Bob")
    unknown = {"personId": UNKNOWN, "assetId": UNKNOWN}
    assert (await stand_in.refusal("POST", "/faces", unknown))[0] == 400
