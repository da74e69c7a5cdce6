"""
What happens once Immich refuses a credential or changes an account: nobody goes by it any longer.
"""

from fastapi import FastAPI, Request, Response
from starlette.types import Message, Send

from gateway.caller import Caller, caller
from gateway.immich_client import CredentialRefusedError
from gateway.origin import SAFE_METHODS
from gateway.rooms import Rooms, rooms
from gateway.session_cookie import clear_session
from mediacore.api_errors import problem

UNAUTHORIZED = 401
FAILURES = 400
ACCOUNTS = (
    "/api/auth/logout",
    "/api/auth/change-password",
    "/api/sessions",
    "/api/api-keys",
    "/api/users/me",
    "/api/admin/users",
    "/api/partners",
)


def install(app: FastAPI) -> None:
    """
    Make a refused credential forgotten, and our cookie with it.
    """
    app.add_exception_handler(CredentialRefusedError, _refused)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, CredentialRefusedError)  # noqa: S101 - how the handler is registered
    parts = rooms(request)
    asker = caller(request, parts)
    told = asker.for_immich()
    parts.identities.forget(told.headers, asker.query)
    answer = problem(UNAUTHORIZED, error.message)
    if told.by_cookie:
        clear_session(answer, asker.peer.scheme)
    return answer


def watched(parts: Rooms, asker: Caller, method: str, target: str, send: Send) -> Send:
    """
    Look at the status of what Immich answers, and forget what it makes untrue.

    :param target: the path as Immich is asked for it.
    """
    changes = method not in SAFE_METHODS and target.startswith(ACCOUNTS)

    async def look(message: Message) -> None:
        if message["type"] == "http.response.start":
            status = message["status"]
            if changes and status < FAILURES:
                parts.identities.forget_all()
                parts.partners.forget_all()
            elif status == UNAUTHORIZED:
                parts.identities.forget(asker.for_immich().headers, asker.query)
        await send(message)

    return look
