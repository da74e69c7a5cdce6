"""
What Immich offers to who wants in, and the sign-ins that it answers.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

from gateway.immich_client import ImmichClient, Login, RefusedError, object_of
from gateway.oauth_round import CALLBACK, Round
from mediacore.errors import ForbiddenError, InvalidRequestError, UnauthorizedError

BAD_REQUEST = 400
SERVER_ERROR = 500
NOT_ACCEPTED = "The identity provider's answer was not accepted; start again."


class SignInError(UnauthorizedError):
    """
    Raised when somebody is not let in; `context["reason"]` is a word for it.
    """


@dataclass(frozen=True, slots=True)
class Options:
    """
    The ways in.
    """

    password: bool
    oauth: bool
    oauth_text: str
    oauth_at_once: bool
    message: str


async def options(immich: ImmichClient) -> Options:
    """
    Ask which ways in there are.
    """
    features, config = await asyncio.gather(
        _public(immich, "/api/server/features"), _public(immich, "/api/server/config")
    )
    return Options(
        password=bool(features.get("passwordLogin", True)),
        oauth=bool(features.get("oauth", False)),
        oauth_text=str(config.get("oauthButtonText") or ""),
        oauth_at_once=bool(features.get("oauthAutoLaunch", False)),
        message=str(config.get("loginPageMessage") or ""),
    )


async def _public(immich: ImmichClient, path: str) -> dict[str, Any]:
    return object_of(await immich.ask("GET", path))


async def by_password(
    immich: ImmichClient, email: str, password: str, headers: dict[str, str]
) -> Login:
    """
    Sign in with a password.

    :raises SignInError: when it is wrong, or passwords are not taken.
    :raises InvalidRequestError: when it is no e-mail address.
    """
    try:
        return await immich.login(email, password, headers)
    except UnauthorizedError as error:
        is_off = "disabled" in error.message.lower()
        reason = "password_login_disabled" if is_off else "wrong_password"
        raise SignInError(error.message, reason=reason) from error
    except RefusedError as error:
        if error.status != BAD_REQUEST:
            raise
        text = error.said or "Immich does not take this e-mail address."
        raise InvalidRequestError(text, reason="not_an_address") from error


async def authorize(immich: ImmichClient, origin: str, begun: Round) -> str:
    """
    Ask for the identity provider's page that begins a round.

    :raises InvalidRequestError: when Immich does not offer OAuth.
    """
    body = {
        "redirectUri": f"{origin}{CALLBACK}",
        "state": begun.state,
        "codeChallenge": begun.challenge,
    }
    try:
        answer = await immich.ask("POST", "/api/oauth/authorize", json=body)
    except RefusedError as error:
        raise _refused(error) from error
    return str(object_of(answer)["url"])


async def by_oauth(immich: ImmichClient, url: str, begun: Round, headers: dict[str, str]) -> Login:
    """
    Sign in with what the identity provider sent back.

    :raises SignInError: when Immich lets nobody in by it.
    :raises InvalidRequestError: when Immich or the identity provider does not take it.
    """
    body = {"url": url, "state": begun.state, "codeVerifier": begun.verifier}
    try:
        answer = await immich.ask("POST", "/api/oauth/callback", headers=headers, json=body)
    except (UnauthorizedError, ForbiddenError) as error:
        raise SignInError(error.message, reason="oauth_refused") from error
    except RefusedError as error:
        raise _refused(error) from error
    return Login.told(object_of(answer))


def _refused(error: RefusedError) -> Exception:
    """
    Tell apart what Immich refuses, what the identity provider did, and what is down.
    """
    if error.status == BAD_REQUEST:
        return InvalidRequestError(error.said or NOT_ACCEPTED, reason="oauth_refused")
    if error.status == SERVER_ERROR:
        return InvalidRequestError(NOT_ACCEPTED, reason="oauth_failed")
    return error
