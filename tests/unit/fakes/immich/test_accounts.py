"""
Tests of who a request belongs to.
"""

from datetime import timedelta

import pytest

from tests.fakes.immich.accounts import by_email
from tests.unit.fakes.immich.conftest import StandIn


async def test_session_beats_key(stand_in: StandIn) -> None:
    """
    Even a stale session does.
    """
    key = stand_in.key("guest")
    both = await stand_in.get("/users/me", **key)
    stale = await stand_in.ask("GET", "/users/me", who="", authorization="Bearer old", **key)

    valid = await stand_in.send("POST", "/auth/validateToken")

    assert valid == {"authStatus": True}
    assert both["email"] == "demo@twinlens.local"
    assert (stale.status_code, stale.json()["message"]) == (401, "Invalid user token")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("headers", "x-immich-user-token"),
        ("headers", "x-immich-session-token"),
        ("params", "sessionKey"),
        ("cookies", "immich_access_token"),
    ],
)
async def test_session_may_come_by_many_ways(stand_in: StandIn, place: str, name: str) -> None:
    """
    Headers, the query and a cookie are all looked at.
    """
    token = stand_in.token("demo")
    headers = {"headers": {name: token}, "cookies": {"cookie": f"{name}={token}"}, "params": {}}
    params = {name: token} if place == "params" else {}
    url = "/api/users/me"
    answer = await stand_in.client.get(url, headers=headers[place], params=params)

    assert answer.json()["name"] == "Demo"


async def test_share_key_beats_session(stand_in: StandIn) -> None:
    """
    A wrong one refuses a user who is signed in.
    """
    by_key = await stand_in.refusal("GET", "/users/me?key=wrong")
    by_slug = await stand_in.refusal("GET", "/users/me?slug=wrong")

    assert by_key == (401, "Invalid share key")
    assert by_slug == (401, "Invalid share slug")


async def test_key_may_do_what_it_was_given(stand_in: StandIn) -> None:
    """
    A missing permission is named; `/api-keys/me` needs none.
    """
    key = stand_in.key("demo", "asset.read")
    refused = await stand_in.ask("GET", "/users/me", who="", **key)
    shown = await stand_in.get("/api-keys/me", who="", **key)

    assert refused.json()["message"] == "Missing required permission: user.read"
    assert shown["permissions"] == ["asset.read"]


async def test_session_ends_by_itself_with_its_time(stand_in: StandIn) -> None:
    """
    A child session of a minute is worth nothing after it.
    """
    child = await stand_in.send("POST", "/sessions", {"duration": 60})
    bearer = {"authorization": f"Bearer {child['token']}"}
    before = await stand_in.ask("GET", "/auth/status", who="", **bearer)
    stand_in.world.stamps.advance(timedelta(minutes=2))
    after = await stand_in.ask("GET", "/auth/status", who="", **bearer)

    assert "expiresAt" in before.json()
    assert after.status_code == 401


def test_nobody_has_an_unknown_address(stand_in: StandIn) -> None:
    """
    Who asks for one in a test is told.
    """
    with pytest.raises(LookupError):
        by_email(stand_in.world, "nobody")
