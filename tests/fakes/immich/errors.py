"""
Errors as Immich tells them.
"""

import secrets
from http import HTTPStatus

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from tests.fakes.immich.answers import ImmichJson

NO_ACCESS = "Not found or no asset.read access"


class ImmichError(Exception):
    """
    Raised where Immich would answer an error; several sentences where it validates a body.
    """

    def __init__(self, status: HTTPStatus, message: str | list[str]) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def bad_request(message: str | list[str]) -> ImmichError:
    """
    Make the error of a request that Immich does not take.
    """
    return ImmichError(HTTPStatus.BAD_REQUEST, message)


def error_answer(status: HTTPStatus, message: str | list[str]) -> Response:
    """
    Give an error's answer in the shape of 2.7.5.
    """
    correlation = secrets.token_hex(4)
    phrase = {} if status is HTTPStatus.INTERNAL_SERVER_ERROR else {"error": status.phrase}
    body = {"message": message, **phrase, "statusCode": status, "correlationId": correlation}
    answer = ImmichJson(body, status)
    answer.headers["x-immich-cid"] = correlation
    return answer


def immich_error(_request: Request, error: Exception) -> Response:
    """
    Answer an error of ours.
    """
    assert isinstance(error, ImmichError)
    return error_answer(error.status, error.message)


def unknown_route(request: Request, error: Exception) -> Response:
    """
    Answer what no route knows: JSON under `/api`, the web page elsewhere.
    """
    assert isinstance(error, HTTPException)
    return error_answer(HTTPStatus.NOT_FOUND, f"Cannot {request.method} {request.url.path}")
