"""
The cookies of ours: the session's, and the ticket of a round through an identity provider.
"""

from fastapi import Response

from gateway.credentials import cookie_name, oauth_cookie_name
from gateway.oauth_round import LIFETIME_SECONDS as OAUTH_SECONDS

LIFETIME_SECONDS = 400 * 24 * 3600


def set_session(response: Response, scheme: str, token: str) -> None:
    """
    Put Immich's token into a cookie that no script reads.
    """
    _set(response, scheme, cookie_name(scheme), token, LIFETIME_SECONDS)


def clear_session(response: Response, scheme: str) -> None:
    """
    Take it away again.
    """
    _set(response, scheme, cookie_name(scheme), "", 0)


def set_ticket(response: Response, scheme: str, ticket: str) -> None:
    """
    Let the browser carry the ticket of a round.
    """
    _set(response, scheme, oauth_cookie_name(scheme), ticket, OAUTH_SECONDS)


def clear_ticket(response: Response, scheme: str) -> None:
    """
    Take it away again.
    """
    _set(response, scheme, oauth_cookie_name(scheme), "", 0)


def _set(response: Response, scheme: str, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=scheme == "https",
        httponly=True,
        samesite="lax",
    )
