"""
Signing in on our own origin: Immich's token in a cookie of ours, which no script can read.
"""

from contextlib import suppress
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.caller import Asker
from gateway.credentials import cookie_name, credentials_of
from gateway.forwarding import request_headers
from gateway.guard import Who, own_page
from gateway.rooms import Parts
from mediacore.errors import UnauthorizedError

LIFETIME_SECONDS = 400 * 24 * 3600
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


@router.post("", status_code=HTTPStatus.CREATED, dependencies=[Depends(own_page)])
async def sign_in(body: SignIn, asker: Asker, parts: Parts, response: Response) -> SessionOut:
    """
    Sign in at Immich and set our cookie.
    """
    told = {
        key.decode("latin-1"): value.decode("latin-1")
        for key, value in request_headers(asker.headers, asker.peer)
        if key.lower() in PASSED_ON
    }
    login = await parts.immich.login(body.email, body.password, told)
    response.set_cookie(
        cookie_name(asker.peer.scheme),
        login.token,
        max_age=LIFETIME_SECONDS,
        path="/",
        secure=asker.peer.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return SessionOut(
        userId=login.user_id, name=login.name, email=login.email, isAdmin=login.is_admin
    )


@router.get("")
async def who_is_in(who: Who) -> SessionOut:
    """
    Tell who is signed in.
    """
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
    response.delete_cookie(
        cookie_name(asker.peer.scheme),
        path="/",
        secure=asker.peer.scheme == "https",
        httponly=True,
        samesite="lax",
    )
