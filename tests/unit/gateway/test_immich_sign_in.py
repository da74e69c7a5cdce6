"""
Tests of what Immich offers and answers to who wants in.
"""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
import respx

from gateway.immich_client import ImmichClient
from gateway.immich_sign_in import Options, SignInError, authorize, by_oauth, by_password, options
from gateway.json_client import make_client
from gateway.oauth_round import Round
from mediacore.errors import InvalidRequestError, TwinlensError, UnavailableError

API = "http://immich.test/api"
BEGUN = Round("ticket", "state", "verifier")
LOGIN: dict[str, Any] = {
    "accessToken": "t",
    "userId": "1",
    "userEmail": "a@b",
    "name": "Anna",
    "isAdmin": False,
}


@pytest.fixture
async def immich() -> AsyncIterator[ImmichClient]:
    """
    A client whose Immich is played by each test.
    """
    async with make_client("http://immich.test") as client:
        yield ImmichClient(client)


async def test_ways_in_are_immichs(immich: ImmichClient, respx_mock: respx.MockRouter) -> None:
    """
    Switches and texts come from two of its answers.
    """
    respx_mock.get(f"{API}/server/features").respond(
        json={"passwordLogin": False, "oauth": True, "oauthAutoLaunch": True}
    )
    respx_mock.get(f"{API}/server/config").respond(
        json={"oauthButtonText": "Go", "loginPageMessage": "Hello"}
    )

    expected = Options(
        password=False, oauth=True, oauth_text="Go", oauth_at_once=True, message="Hello"
    )
    assert await options(immich) == expected


async def test_immich_that_says_little_takes_passwords(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    An unknown version must not lock people out.
    """
    for name in ("features", "config"):
        respx_mock.get(f"{API}/server/{name}").respond(json={})

    expected = Options(password=True, oauth=False, oauth_text="", oauth_at_once=False, message="")
    assert await options(immich) == expected


@pytest.mark.parametrize(
    ("status", "said", "error", "reason"),
    [
        (401, "Incorrect email or password", SignInError, "wrong_password"),
        (401, "Password login has been disabled", SignInError, "password_login_disabled"),
        (400, "email must be an email", InvalidRequestError, "not_an_address"),
    ],
)
async def test_refused_password_says_why(
    immich: ImmichClient,
    respx_mock: respx.MockRouter,
    status: int,
    said: str,
    error: type[TwinlensError],
    reason: str,
) -> None:
    """
    Immich's sentence for people, a word for the web UI.
    """
    respx_mock.post(f"{API}/auth/login").respond(status, json={"message": said})

    with pytest.raises(error, match=said) as caught:
        await by_password(immich, "anna", "pw", {})
    assert caught.value.context == {"reason": reason}


async def test_immich_in_trouble_is_not_a_wrong_password(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Trying again later may help.
    """
    respx_mock.post(f"{API}/auth/login").respond(502)

    with pytest.raises(UnavailableError):
        await by_password(immich, "anna", "pw", {})


async def test_round_begins_at_immich(immich: ImmichClient, respx_mock: respx.MockRouter) -> None:
    """
    It is told our page, our state and the verifier's hash, never the verifier.
    """
    route = respx_mock.post(f"{API}/oauth/authorize").respond(201, json={"url": "https://idp"})

    assert await authorize(immich, "https://photos.example", BEGUN) == "https://idp"
    assert orjson.loads(route.calls.last.request.content) == {
        "redirectUri": "https://photos.example/auth/callback",
        "state": "state",
        "codeChallenge": BEGUN.challenge,
    }


async def test_round_ends_at_immich(immich: ImmichClient, respx_mock: respx.MockRouter) -> None:
    """
    With what the identity provider sent, our state and the verifier.
    """
    route = respx_mock.post(f"{API}/oauth/callback").respond(201, json=LOGIN)

    login = await by_oauth(immich, "https://photos.example/auth/callback?code=c", BEGUN, {"a": "b"})

    assert (login.token, login.name) == ("t", "Anna")
    request = route.calls.last.request
    assert request.headers["a"] == "b"
    assert orjson.loads(request.content) == {
        "url": "https://photos.example/auth/callback?code=c",
        "state": "state",
        "codeVerifier": "verifier",
    }


@pytest.mark.parametrize(
    ("status", "said", "error", "text"),
    [
        (401, "User is deleted", SignInError, "User is deleted"),
        (403, "Forbidden", SignInError, "Forbidden"),
        (400, "OAuth is not enabled", InvalidRequestError, "OAuth is not enabled"),
        (500, "Failed to finish oauth", InvalidRequestError, "not accepted"),
        (503, "", UnavailableError, "503"),
    ],
)
async def test_refused_return_says_why(
    immich: ImmichClient,
    respx_mock: respx.MockRouter,
    status: int,
    said: str,
    error: type[TwinlensError],
    text: str,
) -> None:
    """
    Whether nobody is let in by it, it was not accepted, or Immich is in trouble.
    """
    respx_mock.post(f"{API}/oauth/callback").respond(status, json={"message": said})

    with pytest.raises(error, match=text):
        await by_oauth(immich, "https://x", BEGUN, {})


async def test_immich_without_oauth_begins_nothing(
    immich: ImmichClient, respx_mock: respx.MockRouter
) -> None:
    """
    Its sentence reaches the page.
    """
    refusal = {"message": "OAuth is not enabled"}
    respx_mock.post(f"{API}/oauth/authorize").respond(400, json=refusal)

    with pytest.raises(InvalidRequestError, match="OAuth is not enabled"):
        await authorize(immich, "https://photos.example", BEGUN)
