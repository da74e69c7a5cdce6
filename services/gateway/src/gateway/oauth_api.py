"""
Signing in by an identity provider, which sends the browser back to a page of the web UI.
"""

import time
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.caller import Asker
from gateway.credentials import cookie, oauth_cookie_name
from gateway.guard import own_page
from gateway.immich_sign_in import authorize, by_oauth
from gateway.oauth_round import START_AGAIN, returned
from gateway.origin import own_origin
from gateway.rooms import Parts
from gateway.session_cookie import clear_ticket, set_session, set_ticket
from gateway.sessions import SessionOut, told_of
from mediacore.errors import InvalidRequestError

router = APIRouter(prefix="/api/session/oauth", tags=["session"], dependencies=[Depends(own_page)])


class Started(BaseModel):
    """
    Where the browser is to go.
    """

    url: str


class Return(BaseModel):
    """
    Where the browser came back to.
    """

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(min_length=1, max_length=8192)]


@router.post("/start")
async def start_oauth(asker: Asker, parts: Parts, response: Response) -> Started:
    """
    Begin a round: the ticket goes into a cookie, the browser to the identity provider.
    """
    parts.limits.sign_in(asker.address, "")
    begun = parts.oauth.begin(time.time())
    url = await authorize(parts.immich, own_origin(asker.peer.scheme, asker.headers), begun)
    set_ticket(response, asker.peer.scheme, begun.ticket)
    return Started(url=url)


@router.post("/finish", status_code=HTTPStatus.CREATED)
async def finish_oauth(body: Return, asker: Asker, parts: Parts, response: Response) -> SessionOut:
    """
    Sign in with what the identity provider sent back, and set our cookie; once a round.
    """
    parts.limits.sign_in(asker.address, "")
    ticket = cookie(asker.headers, oauth_cookie_name(asker.peer.scheme))
    if ticket is None:
        raise InvalidRequestError(START_AGAIN)
    begun = parts.oauth.known(ticket, time.time())
    url = returned(body.url, own_origin(asker.peer.scheme, asker.headers), begun.state)
    parts.oauth.spend(begun)
    login = await by_oauth(parts.immich, url, begun, told_of(asker))
    clear_ticket(response, asker.peer.scheme)
    set_session(response, asker.peer.scheme, login.token)
    return SessionOut.of(login)
