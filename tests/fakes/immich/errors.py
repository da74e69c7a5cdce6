"""
Errors as Immich tells them.
"""

import secrets
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response

from tests.fakes.immich.answers import CORRELATION_ID, ImmichJson

Message = str | Sequence[str]


class ImmichError(Exception):
    """
    Raised where Immich would answer an error; several sentences where it validates a body.
    """

    def __init__(
        self, status: HTTPStatus, message: Message, errors: Sequence[dict[str, Any]] = ()
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors


def bad_request(message: Message) -> ImmichError:
    """
    Make the error of a request that Immich does not take.
    """
    return ImmichError(HTTPStatus.BAD_REQUEST, message)


def no_access(permission: str) -> ImmichError:
    """
    Make the one error for what does not exist and for what is another's.
    """
    return bad_request(f"Not found or no {permission} access")


def error_answer(error: ImmichError, *, v3: bool, correlation: str | None = None) -> Response:
    """
    Give an error's answer, in the shape of the version.
    """
    status = error.status
    body: dict[str, Any] = {"message": error.message}
    if v3:
        return ImmichJson(body | ({"errors": error.errors} if error.errors else {}), status)
    correlation = secrets.token_hex(4) if correlation is None else correlation
    if status is not HTTPStatus.INTERNAL_SERVER_ERROR:
        body["error"] = status.phrase
    body |= {"statusCode": status, "correlationId": correlation}
    answer = ImmichJson(body, status)
    answer.headers[CORRELATION_ID] = correlation
    return answer


def immich_error(request: Request, error: Exception) -> Response:
    """
    Answer an error of ours.
    """
    assert isinstance(error, ImmichError)
    return error_answer(error, v3=request.app.state.world.v3)


def unknown_route(request: Request) -> Response:
    """
    Answer what no route knows.
    """
    message = f"Cannot {request.method} {request.url.path}"
    return immich_error(request, ImmichError(HTTPStatus.NOT_FOUND, message))
