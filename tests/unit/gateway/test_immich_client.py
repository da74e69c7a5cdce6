"""
Tests of what the gateway itself asks Immich.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import respx
from httpx import ConnectError, Response

from gateway.credentials import Credentials
from gateway.immich_client import (
    Identity,
    ImmichClient,
    Login,
    RefusedError,
)
from gateway.json_client import make_client
from mediacore.errors import ForbiddenError, TwinlensError, UnauthorizedError, UnavailableError

IMMICH = "http://immich.test"
CALLER = Credentials(((b"x-api-key", b"k"),), (("apiKey", "q"),))
ME: dict[str, Any] = {"id": "1", "name": "Anna", "email": "anna@example.org", "isAdmin": True}


@pytest.fixture
async def immich() -> AsyncIterator[ImmichClient]:
    """
    A client whose Immich is played by each test.
    """
    async with make_client(IMMICH) as client:
        yield ImmichClient(client)


async def test_login_gives_the_token(immich: ImmichClient, respx_mock: respx.MockRouter) -> None:
    """
    Immich's answer to a sign-in holds token and user.
    """
    body = {"accessToken": "t", "userId": "1", "name": "Anna", "userEmail": "a@b", "isAdmin": False}
    route = respx_mock.post(f"{IMMICH}/api/auth/login").respond(201, json=body)

    login = await immich.login("a@b", "pw", {"user-agent": "Firefox"})

    assert login == Login("t", "1", "Anna", "a@b", is_admin=False)
    assert route.calls.last.request.headers["user-agent"] == "Firefox"


async def test_me_is_asked_with_the_callers_credential(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Headers and query of the credential travel, nothing else is added.
    """
    route = respx_mock.get(f"{IMMICH}/api/users/me").respond(json=ME)

    who = await immich.me(CALLER)

    assert who == Identity("1", "Anna", "anna@example.org", is_admin=True)
    request = route.calls.last.request
    assert request.headers["x-api-key"] == "k"
    assert request.url.query == b"apiKey=q"


async def test_no_cookie_goes_to_the_next_caller(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    What Immich sets in answer to one caller is not sent with another's request.
    """
    cookie = {"set-cookie": "immich_access_token=t; Path=/"}
    route = respx_mock.get(f"{IMMICH}/api/users/me").respond(json=ME, headers=cookie)

    for _ in range(2):
        await immich.me(CALLER)

    assert "cookie" not in route.calls.last.request.headers


async def test_logout_carries_the_token(immich: ImmichClient, respx_mock: respx.MockRouter) -> None:
    """
    A session is ended by its own token.
    """
    route = respx_mock.post(f"{IMMICH}/api/auth/logout").respond(json={})

    await immich.logout(Credentials(((b"authorization", b"Bearer t"),), ()))

    assert route.calls.last.request.headers["authorization"] == "Bearer t"


@pytest.mark.parametrize(
    ("answer", "error", "text"),
    [
        (Response(401, json={"message": "Invalid API key"}), UnauthorizedError, "Invalid API key"),
        (Response(401, text="<html>"), UnauthorizedError, "does not know"),
        (Response(403, json={"message": "Missing: user.read"}), ForbiddenError, "user.read"),
        (Response(403, json=[]), ForbiddenError, "does not allow"),
        (Response(302), UnavailableError, "302"),
        (Response(200, text="<html>"), UnavailableError, "not JSON"),
        (Response(200, json=[]), UnavailableError, "another shape"),
        (ConnectError("down"), UnavailableError, "does not answer"),
    ],
)
async def test_refusal_becomes_one_of_our_errors(
    immich: ImmichClient,
    respx_mock: respx.MockRouter,
    answer: Response | ConnectError,
    error: type[TwinlensError],
    text: str,
) -> None:
    """
    Each way in which Immich says no has its error, with Immich's sentence where it gives one.
    """
    respx_mock.get(f"{IMMICH}/api/users/me").mock(side_effect=[answer])

    with pytest.raises(error, match=text):
        await immich.me(CALLER)


async def test_other_failure_keeps_what_immich_said(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Whoever asked may know what it means.
    """
    respx_mock.get(f"{IMMICH}/api/users/me").respond(400, json={"message": "OAuth is not enabled"})

    with pytest.raises(RefusedError) as caught:
        await immich.me(CALLER)

    assert (caught.value.status, caught.value.said) == (400, "OAuth is not enabled")


async def test_key_has_the_permissions_it_was_given(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Immich lists them; a list that is missing is an empty one.
    """
    route = respx_mock.get(f"{IMMICH}/api/api-keys/me")
    route.side_effect = [
        Response(200, json={"permissions": ["asset.read"]}),
        Response(200, json={}),
    ]

    found = [await immich.permissions(CALLER) for _ in range(2)]

    assert found == [frozenset({"asset.read"}), frozenset()]


async def test_key_beside_a_session_is_not_what_speaks(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Where Immich took the session instead of the key, nothing limits it.
    """
    respx_mock.get(f"{IMMICH}/api/api-keys/me").respond(403, json={"message": "Not a key"})
    both = Credentials(((b"authorization", b"Bearer t"), (b"x-api-key", b"k")), ())

    assert await immich.permissions(both) is None
    with pytest.raises(ForbiddenError, match="Not a key"):
        await immich.permissions(CALLER)


async def test_partners_are_those_who_share_with_the_caller(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Asked by direction, besides what is in the credential's own query.
    """
    route = respx_mock.get(f"{IMMICH}/api/partners").respond(json=[{"id": "2"}, {"id": "3"}])

    assert await immich.partners(CALLER) == ("2", "3")
    assert route.calls.last.request.url.query == b"direction=shared-with&apiKey=q"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(Response(200), True), (Response(500), False), (ConnectError("x"), False)],
)
async def test_ping_tells_whether_immich_is_up(
    immich: ImmichClient,
    respx_mock: respx.MockRouter,
    answer: Response | ConnectError,
    expected: bool,
) -> None:
    """
    Anything but a good answer is down.
    """
    respx_mock.get(f"{IMMICH}/api/server/ping").mock(side_effect=[answer])

    assert await immich.is_up() is expected


async def test_user_in_another_shape_is_trouble_with_immich(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Whatever answers there is not Immich.
    """
    respx_mock.get("/api/users/me").respond(json={"user": "anna"})

    with pytest.raises(UnavailableError, match="another shape"):
        await immich.me(Credentials((), ()))


async def test_version_is_told_in_one_word(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    As people write it.
    """
    respx_mock.get("/api/server/version").respond(json={"major": 2, "minor": 7, "patch": 5})

    assert await immich.version() == "2.7.5"
