"""
Signing in on our own origin: Immich's token in a cookie of ours, which no script can read.
"""

from contextlib import suppress
from http import HTTPStatus
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.caller import Asker, Caller
from gateway.credentials import credentials_of
from gateway.forwarding import request_headers
from gateway.guard import own_page, signed_in
from gateway.immich_client import Login
from gateway.immich_sign_in import by_password, options
from gateway.rooms import Parts
from gateway.session_cookie import clear_session, set_session
from mediacore.errors import UnauthorizedError

PASSED_ON = (b"user-agent", b"x-forwarded-for", b"x-forwarded-proto", b"x-real-ip", b"host")

router = APIRouter(prefix="/api/session", tags=["session"])


class SignIn(BaseModel):
    """
    Who wants in.
    """

    model_config = ConfigDict(extra="forbid")

    email: Annotated[str, Field(min_length=1, max_length=320)]
    password: Annotated[str, Field(min_length=1, max_length=1024)]


class SessionOut(BaseModel):
    """
    Who is in.
    """

    userId: str  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON
    name: str
    email: str
    isAdmin: bool  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON

    @classmethod
    def of(cls, login: Login) -> Self:
        """
        Show who just came in.
        """
        return cls(userId=login.user_id, name=login.name, email=login.email, isAdmin=login.is_admin)


class OptionsOut(BaseModel):
    """
    The ways in that Immich offers, and what it says to who wants in.
    """

    passwordLogin: bool  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON
    oauth: bool
    oauthButtonText: str  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON
    oauthAutoLaunch: bool  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON
    loginPageMessage: str  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON


def told_of(asker: Caller) -> dict[str, str]:
    """
    Give what Immich is told of the browser that signs in: it shows in the list of sessions.
    """
    return {
        key.decode("latin-1"): value.decode("latin-1")
        for key, value in request_headers(asker.headers, asker.peer)
        if key.lower() in PASSED_ON
    }


@router.get("/options")
async def sign_in_options(parts: Parts) -> OptionsOut:
    """
    Tell which ways in there are.
    """
    found = await options(parts.immich)
    return OptionsOut(
        passwordLogin=found.password,
        oauth=found.oauth,
        oauthButtonText=found.oauth_text,
        oauthAutoLaunch=found.oauth_at_once,
        loginPageMessage=found.message,
    )


@router.post("", status_code=HTTPStatus.CREATED, dependencies=[Depends(own_page)])
async def sign_in(body: SignIn, asker: Asker, parts: Parts, response: Response) -> SessionOut:
    """
    Sign in at Immich and set our cookie.
    """
    parts.limits.sign_in(asker.address, body.email)
    login = await by_password(parts.immich, body.email, body.password, told_of(asker))
    set_session(response, asker.peer.scheme, login.token)
    return SessionOut.of(login)


NOBODY: dict[int | str, dict[str, Any]] = {
    HTTPStatus.NO_CONTENT: {"description": "Nobody, where that was asked for"}
}


@router.get("", response_model=SessionOut, responses=NOBODY)
async def who_is_in(
    asker: Asker,
    parts: Parts,
    or_nobody: Annotated[
        bool, Query(alias="orNobody", description="204 instead of 401 of who names nobody")
    ] = False,
) -> SessionOut | Response:
    """
    Tell who is signed in.
    """
    told = credentials_of(asker.for_immich().headers, asker.query)
    if or_nobody and not told.names_somebody:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    who = await signed_in(asker, parts)
    return SessionOut(userId=who.user_id, name=who.name, email=who.email, isAdmin=who.is_admin)


@router.delete("", status_code=HTTPStatus.NO_CONTENT, dependencies=[Depends(own_page)])
async def sign_out(asker: Asker, parts: Parts, response: Response) -> None:
    """
    End the session at Immich and remove our cookie; without one there is nothing to do.
    """
    told = asker.for_immich()
    if told.by_cookie:
        parts.identities.forget(told.headers, asker.query)
        with suppress(UnauthorizedError):  # it may have ended already
            await parts.immich.logout(credentials_of(told.headers, b""))
    clear_session(response, asker.peer.scheme)
