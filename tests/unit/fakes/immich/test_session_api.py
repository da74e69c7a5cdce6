"""
Tests of sessions and API keys.
"""

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_session_lists_renames_and_ends_others(stand_in: StandIn) -> None:
    """
    All but the one that asks can be ended at once.
    """
    child = await stand_in.send("POST", "/sessions", {"deviceType": "Cast"})
    path = f"/sessions/{child['id']}"
    await stand_in.send("PUT", path, {"isPendingSyncReset": True})
    empty = await stand_in.refusal("PUT", path, {})
    await stand_in.send("POST", f"{path}/lock")
    listed = await stand_in.get("/sessions")
    await stand_in.send("DELETE", "/sessions")

    assert empty == (400, "No fields to update")
    assert [one["current"] for one in listed] == [True, False]
    assert listed[1]["isPendingSyncReset"] is True
    assert len(await stand_in.get("/sessions")) == 1
    assert (await stand_in.refusal("DELETE", path))[0] == 400


async def test_grandchild_ends_with_its_parent(stand_in: StandIn) -> None:
    """
    Whoever is ended takes along what was opened from it.
    """
    child = await stand_in.send("POST", "/sessions", {})
    bearer = {"authorization": f"Bearer {child['token']}"}
    grandchild = await stand_in.ask("POST", "/sessions", {}, who="", **bearer)
    await stand_in.send("DELETE", f"/sessions/{child['id']}")
    await stand_in.send("DELETE", "/sessions")

    assert grandchild.json()["token"] not in stand_in.world.sessions


async def test_child_needs_a_session(stand_in: StandIn) -> None:
    """
    A key cannot open one.
    """
    answer = await stand_in.ask("POST", "/sessions", {}, who="", **stand_in.key("demo"))

    assert answer.json()["message"] == "This endpoint can only be used with a session token"


async def test_keys_are_made_changed_and_forgotten(stand_in: StandIn) -> None:
    """
    The secret is told once.
    """
    other = stand_in.key("demo")
    made = await stand_in.send("POST", "/api-keys", {"permissions": ["asset.read"]})
    path = f"/api-keys/{made['apiKey']['id']}"
    await stand_in.send("PUT", path, {"name": "CLI"})
    shown = await stand_in.get(path)
    listed = await stand_in.get("/api-keys")
    await stand_in.send("DELETE", path)

    assert (shown["name"], listed[1:]) == ("CLI", [shown])
    assert other["x-api-key"] in stand_in.world.keys
    assert made["secret"] not in stand_in.world.keys
    assert await stand_in.refusal("GET", f"/api-keys/{UNKNOWN}") == (400, "API Key not found")
    assert (await stand_in.refusal("GET", "/api-keys/me"))[0] == 403
    assert (await stand_in.refusal("POST", "/api-keys", {}))[0] == 400


async def test_key_makes_no_stronger_key(stand_in: StandIn) -> None:
    """
    Nobody grants what they have not.
    """
    key = stand_in.key("demo", "apiKey.create")
    answer = await stand_in.ask("POST", "/api-keys", {"permissions": ["all"]}, who="", **key)

    assert answer.json()["message"] == "Cannot grant permissions you do not have"
