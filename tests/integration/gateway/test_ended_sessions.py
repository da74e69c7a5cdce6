"""
Tests of what happens once Immich refuses a credential or changes an account.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.gateway.scripted import Gateway, Scripted
from tests.integration.gateway.stand_in import DEMO, ask, gateway_over, sign_in

ME: dict[str, Any] = {"id": "1", "email": "a", "name": "A", "isAdmin": False}


@pytest.fixture(params=[2, 3])
async def through(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Gateway]:
    """
    A gateway over a stand-in of either version.
    """
    async with gateway_over(request.param, tmp_path) as gateway:
        yield gateway


def asked_for_me(immich: Scripted) -> int:
    """
    Count how often Immich was asked who somebody is.
    """
    return sum(one.raw_path == "/api/users/me" for one in immich.seen)


async def test_session_that_immich_ended_is_over_here(through: Gateway) -> None:
    """
    401, and the cookie goes: the browser need not try again.
    """
    mine = await sign_in(through, DEMO)
    token = mine.partition("=")[2]
    await ask(through, "GET", "/api/session", cookie=mine)
    await ask(through, "POST", "/api/auth/logout", authorization=f"Bearer {token}")

    status, problem, cookies = await ask(through, "GET", "/api/session", cookie=mine)

    assert (status, problem["status"]) == (401, 401)
    assert [one.partition(";")[0] for one in cookies] == ['twinlens=""']


async def test_refused_key_keeps_the_cookies(gateway: Gateway, immich: Scripted) -> None:
    """
    Who asks by a key has no session to end.
    """
    immich.say("/api/users/me", {"message": "Invalid API key"}, 401)

    status, _, cookies = await ask(gateway, "GET", "/api/session", x_api_key="k")

    assert (status, cookies) == (401, [])


async def test_share_link_ends_no_session(gateway: Gateway) -> None:
    """
    It is nobody, but the cookie beside it is as good as before.
    """
    status, _, cookies = await ask(gateway, "GET", "/api/session?key=s", cookie="twinlens=t")

    assert (status, cookies) == (401, [])


async def test_credential_refused_elsewhere_is_asked_about_again(
    gateway: Gateway, immich: Scripted
) -> None:
    """
    A 401 on a route of Immich's own is enough to doubt it.
    """
    immich.say("/api/users/me", ME)
    immich.say("/api/albums", {"message": "Invalid user token"}, 401)
    for path in ("/api/session", "/api/session", "/api/albums", "/api/session"):
        await ask(gateway, "GET", path, authorization="Bearer t")

    assert asked_for_me(immich) == 2


@pytest.mark.parametrize(
    ("method", "path", "status", "times"),
    [
        ("POST", "/api/auth/change-password", 200, 2),
        ("DELETE", "/api/sessions", 204, 2),
        ("PUT", "/api/api-keys/1", 200, 2),
        ("DELETE", "/api/immich/partners/2", 204, 2),
        ("POST", "/api/auth/change-password", 400, 1),
        ("GET", "/api/sessions", 200, 1),
        ("POST", "/api/albums", 201, 1),
    ],
)
async def test_change_of_an_account_forgets_everybody(
    gateway: Gateway, immich: Scripted, method: str, path: str, status: int, times: int
) -> None:
    """
    Whose sessions end by it is Immich's to know; what failed or only read changes nothing.
    """
    immich.say("/api/users/me", ME)
    immich.say(path.replace("/api/immich/", "/api/"), {}, status)
    await ask(gateway, "GET", "/api/session", authorization="Bearer t")
    await ask(gateway, method, path, authorization="Bearer other")
    await ask(gateway, "GET", "/api/session", authorization="Bearer t")

    assert asked_for_me(immich) == times
