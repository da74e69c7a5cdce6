"""
Tests of who a request belongs to.
"""

import pytest

from tests.fakes.immich.accounts import DEMO
from tests.unit.fakes.immich.conftest import StandIn


@pytest.mark.parametrize(
    ("header", "prefix"),
    [
        ("x-immich-user-token", ""),
        ("x-immich-session-token", ""),
        ("authorization", "Bearer "),
        ("cookie", "immich_access_token="),
    ],
)
async def test_session_comes_in_any_place(stand_in: StandIn, header: str, prefix: str) -> None:
    """
    A token is good wherever Immich looks for one.
    """
    _, token = stand_in.accounts.login(DEMO.email, DEMO.password)

    answer = await stand_in.client.get("/api/users/me", headers={header: f"{prefix}{token}"})

    assert answer.json()["id"] == DEMO.user_id


@pytest.mark.parametrize("name", ["sessionKey", "apiKey"])
async def test_credential_comes_in_the_query(stand_in: StandIn, name: str) -> None:
    """
    Tokens and keys may stand in the address.
    """
    _, token = stand_in.accounts.login(DEMO.email, DEMO.password)
    secret = token if name == "sessionKey" else stand_in.key["x-api-key"]

    answer = await stand_in.client.get("/api/users/me", params={name: secret})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({}, "Authentication required"),
        ({"authorization": "Basic eDp5"}, "Authentication required"),
        ({"authorization": "Bearer bad"}, "Invalid user token"),
        ({"x-api-key": "bad"}, "Invalid API key"),
    ],
)
async def test_unknown_credential_is_a_401(
    stand_in: StandIn, headers: dict[str, str], message: str
) -> None:
    """
    Each kind has Immich's own sentence.
    """
    answer = await stand_in.client.get("/api/users/me", headers=headers)

    assert (answer.status_code, answer.json()["message"]) == (401, message)


async def test_stale_cookie_beats_a_good_key(stand_in: StandIn) -> None:
    """
    As in Immich, a session of any kind is looked at before a key.
    """
    answer = await stand_in.get("/api/users/me", cookie="immich_access_token=old")

    assert answer.status_code == 401
