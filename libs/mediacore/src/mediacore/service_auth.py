"""
Service-to-service calls carry one shared token; everybody else is refused.
"""

import hmac
from collections.abc import Callable

from fastapi import Request

from mediacore.errors import UnauthorizedError


def bearer_matches(header: str | None, token: str) -> bool:
    """
    Tell whether an Authorization header carries the token, in constant time.
    """
    scheme, _, value = (header or "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(value.encode(), token.encode())


def require_token(token: str) -> Callable[[Request], None]:
    """
    Make a FastAPI dependency that lets only callers with the service token pass.
    """

    def check(request: Request) -> None:
        if not bearer_matches(request.headers.get("authorization"), token):
            raise UnauthorizedError("This service answers only to callers with the service token")

    return check
