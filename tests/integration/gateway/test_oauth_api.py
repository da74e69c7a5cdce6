"""
Tests of signing in by an identity provider.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.integration.gateway.scripted import Gateway, Scripted
from tests.integration.gateway.stand_in import ask, cookie_of, gateway_over

START = "/api/session/oauth/start"
FINISH = "/api/session/oauth/finish"
PAGE = {"x_requested_with": "twinlens"}


@pytest.fixture(params=[2, 3])
async def through(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Gateway]:
    """
    A gateway over a stand-in of either version.
    """
    async with gateway_over(request.param, tmp_path) as gateway:
        yield gateway


async def begun(gateway: Gateway) -> tuple[str, str]:
    """
    Begin a round; give its cookie, and where the identity provider sends the browser back.
    """
    status, started, cookies = await ask(gateway, "POST", START, **PAGE)
    assert status == 200
    async with gateway.client.get(started["url"], allow_redirects=False) as answer:
        return cookie_of(cookies, "twinlens_oauth"), answer.headers["location"]


async def test_round_trip_signs_in(through: Gateway) -> None:
    """
    There and back, the browser has our cookie, no other, and is who the provider says.
    """
    ticket, back = await begun(through)

    status, who, cookies = await ask(through, "POST", FINISH, {"url": back}, cookie=ticket, **PAGE)

    assert back.startswith(f"{through.url}/auth/callback?")
    assert (status, who["email"]) == (201, "demo@twinlens.local")
    assert [one.partition("=")[0] for one in cookies] == ["twinlens_oauth", "twinlens"]
    assert "Max-Age=0" in cookies[0]
    mine = cookie_of(cookies, "twinlens")
    status, who, _ = await ask(through, "GET", "/api/session", cookie=mine)
    assert (status, who["email"]) == (200, "demo@twinlens.local")


async def test_round_is_good_once(through: Gateway) -> None:
    """
    Who recorded the return and the cookie gets nothing by them.
    """
    ticket, back = await begun(through)
    await ask(through, "POST", FINISH, {"url": back}, cookie=ticket, **PAGE)

    status, _, cookies = await ask(through, "POST", FINISH, {"url": back}, cookie=ticket, **PAGE)

    assert (status, cookies) == (400, [])


async def test_another_browsers_return_signs_nobody_in(through: Gateway) -> None:
    """
    A link that carries somebody else's sign-in is of another round, or of none.
    """
    mine, _ = await begun(through)
    _, theirs = await begun(through)

    for cookie in (mine, "a=b"):
        status, problem, cookies = await ask(
            through, "POST", FINISH, {"url": theirs}, cookie=cookie, **PAGE
        )
        assert (status, cookies) == (400, [])
        assert "start again" in problem["detail"]


async def test_foreign_page_neither_begins_nor_ends_a_round(through: Gateway) -> None:
    """
    Not even with the browser's own cookie.
    """
    ticket, back = await begun(through)

    for path, body in ((START, None), (FINISH, {"url": back})):
        status, _, cookies = await ask(
            through, "POST", path, body, origin="https://evil.example", cookie=ticket
        )
        assert (status, cookies) == (403, [])


async def test_return_to_another_address_is_refused(through: Gateway) -> None:
    """
    A return that another origin caught is worth nothing here.
    """
    ticket, back = await begun(through)
    caught = back.replace(through.url, "http://evil.example")

    status, _, _ = await ask(through, "POST", FINISH, {"url": caught}, cookie=ticket, **PAGE)

    assert status == 400


@pytest.mark.parametrize("expires", ["1", "9999999999"])
async def test_expired_round_is_refused(through: Gateway, expires: str) -> None:
    """
    A cookie that names another end is not ours.
    """
    ticket, back = await begun(through)
    nonce, _, seal = ticket.split(".")
    told = f"{nonce}.{expires}.{seal}"

    status, _, _ = await ask(through, "POST", FINISH, {"url": back}, cookie=told, **PAGE)

    assert status == 400


async def test_immich_is_told_who_signs_in(gateway: Gateway, immich: Scripted) -> None:
    """
    On https the round is bound to the host, and Immich gets what was announced, no cookie.
    """
    immich.say("/api/oauth/authorize", {"url": "https://idp.example/"}, 201)
    login: dict[str, Any] = {
        "accessToken": "tok",
        "userId": "1",
        "userEmail": "a@b",
        "name": "Anna",
        "isAdmin": False,
    }
    immich.say("/api/oauth/callback", login, 201)
    https = {"host": "photos.example", "x_forwarded_proto": "https", "user_agent": "Firefox"}
    _, _, cookies = await ask(gateway, "POST", START, origin="https://photos.example", **https)
    ticket = cookie_of(cookies, "__Host-twinlens_oauth")
    asked = immich.seen[-1].json()
    back = f"{asked['redirectUri']}?code=c&state={asked['state']}"

    status, _, cookies = await ask(
        gateway, "POST", FINISH, {"url": back}, cookie=ticket, **https, **PAGE
    )

    told = immich.seen[-1]
    assert asked["redirectUri"] == "https://photos.example/auth/callback"
    assert parse_qs(urlsplit(told.json()["url"]).query)["state"] == [told.json()["state"]]
    assert told.header("user-agent") == ["Firefox"]
    assert told.header("cookie") == []
    assert status == 201
    assert cookies[1].startswith("__Host-twinlens=tok;")
    assert "Secure" in cookies[1]
