"""
Tests of signing in and out.
"""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.unit.fakes.immich.conftest import StandIn

WANTED = {"email": "demo@twinlens.local", "password": "demo"}


async def test_login_sets_immichs_cookies(stand_in: StandIn) -> None:
    """
    Three cookies, of which a script sees one; secure behind HTTPS.
    """
    https = {"x-forwarded-proto": "https"}
    answer = await stand_in.ask("POST", "/auth/login", WANTED, who="", **https)

    cookies = answer.headers.get_list("set-cookie")
    assert cookies[0].startswith(f"immich_access_token={answer.json()['accessToken']};")
    assert ["HttpOnly" in cookie for cookie in cookies] == [True, True, False]
    assert all("Secure" in cookie for cookie in cookies)


async def test_wrong_login_is_refused(stand_in: StandIn) -> None:
    """
    With Immich's own sentences.
    """
    wrong = await stand_in.refusal("POST", "/auth/login", {**WANTED, "password": "x"})
    bad = await stand_in.refusal("POST", "/auth/login", {"email": "x"})

    assert wrong == (401, "Incorrect email or password")
    assert bad == (
        400,
        ["email must be an email", "password should not be empty", "password must be a string"],
    )


async def test_logout_ends_the_session_and_its_children(stand_in: StandIn) -> None:
    """
    Their tokens are worth nothing afterwards; a key has nothing to end.
    """
    child = await stand_in.send("POST", "/sessions", {})
    parent = stand_in.token("demo")
    by_key = await stand_in.ask("POST", "/auth/logout", who="", **stand_in.key("demo"))
    await stand_in.send("POST", "/auth/logout")

    assert by_key.json()["successful"] is True
    cleared = by_key.headers.get_list("set-cookie")
    assert len(cleared) == 3
    assert all("01 Jan 1970" in cookie for cookie in cleared)
    assert {parent, child["token"]} & stand_in.world.sessions.keys() == set()


async def test_pin_opens_the_locked_folder_for_a_while(stand_in: StandIn) -> None:
    """
    What is locked is seen by a session that gave the PIN, and by it alone.
    """
    [asset_id] = stand_in.ids("L1000.JPG")
    await stand_in.send("PUT", "/assets", {"ids": [asset_id], "visibility": "locked"})
    hidden = await stand_in.refusal("GET", f"/assets/{asset_id}")
    kept = await stand_in.refusal("PUT", f"/assets/{asset_id}", {"rating": 1})
    refused = await stand_in.refusal("POST", "/search/metadata", {"visibility": "locked"})
    bucket = await stand_in.refusal("GET", "/timeline/buckets?visibility=locked")
    await stand_in.send("POST", "/auth/pin-code", {"pinCode": "123456"})
    wrong = await stand_in.refusal("POST", "/auth/session/unlock", {"pinCode": "654321"})
    await stand_in.send("POST", "/auth/session/unlock", {"pinCode": "123456"})
    status = await stand_in.get("/auth/status")
    names = await stand_in.names(visibility="locked")
    await stand_in.send("POST", "/auth/session/lock")

    assert hidden == (400, "Not found or no asset.read access")
    assert kept == (400, "Not found or no asset.update access")
    assert refused == bucket == (401, "Elevated permission is required")
    assert wrong == (400, "Wrong PIN code")
    assert (status["isElevated"], "pinExpiresAt" in status) == (True, True)
    assert names == ["L1000.JPG"]
    assert (await stand_in.get("/auth/status"))["isElevated"] is False


async def test_pin_is_changed_and_forgotten(stand_in: StandIn) -> None:
    """
    By who knows it, or the password.
    """
    bad = await stand_in.refusal("POST", "/auth/pin-code", {"pinCode": "x"})
    await stand_in.send("POST", "/auth/pin-code", {"pinCode": "123456"})
    again = await stand_in.refusal("POST", "/auth/pin-code", {"pinCode": "123456"})
    await stand_in.send("PUT", "/auth/pin-code", {"password": "demo", "newPinCode": "111111"})
    await stand_in.send("DELETE", "/auth/pin-code", {"pinCode": "111111"})

    assert bad[0] == 400
    assert again == (400, "User already has a PIN code")
    assert (await stand_in.get("/auth/status"))["pinCode"] is False


@pytest.mark.parametrize("path", ["unlock", "lock"])
async def test_key_is_never_elevated(stand_in: StandIn, path: str) -> None:
    """
    The locked folder is for sessions.
    """
    key = stand_in.key("demo")
    answer = await stand_in.ask("POST", f"/auth/session/{path}", {}, who="", **key)

    assert answer.status_code == 400


async def test_oauth_signs_in_by_way_of_another_page(stand_in: StandIn) -> None:
    """
    The page that asks nothing sends back with a code and the state.
    """
    stand_in.world.settings.oauth = True
    wish = {"redirectUri": "http://immich.test/auth/login", "state": "s"}
    url = (await stand_in.send("POST", "/oauth/authorize", wish))["url"]
    back = (await stand_in.client.get(url)).headers["location"]
    answer = await stand_in.ask("POST", "/oauth/callback", {"url": back}, who="")
    forged = {"url": back, "state": "other"}

    assert parse_qs(urlsplit(back).query) == {"code": ["demo"], "state": ["s"]}
    assert answer.json()["userEmail"] == "demo@twinlens.local"
    assert (await stand_in.refusal("POST", "/oauth/callback", forged))[0] == 500


async def test_oauth_may_be_off_or_lack_its_state(stand_in: StandIn) -> None:
    """
    Both are refused.
    """
    off = [await stand_in.refusal("POST", f"/oauth/{one}", {}) for one in ("authorize", "callback")]
    stand_in.world.settings.oauth = True
    lost = await stand_in.refusal("POST", "/oauth/callback", {"url": "x"})

    assert off == [(400, "OAuth is not enabled")] * 2
    assert lost == (400, "OAuth state is missing")


async def test_mobile_app_is_sent_back_to(stand_in: StandIn) -> None:
    """
    With the query that came.
    """
    answer = await stand_in.ask("GET", "/oauth/mobile-redirect?code=1", who="")

    assert answer.headers["location"] == "app.immich:///oauth-callback?code=1"
