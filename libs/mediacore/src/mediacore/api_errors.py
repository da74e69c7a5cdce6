"""
The one place where our errors become HTTP: problem+json (RFC 9457).
"""

from http import HTTPStatus

import psycopg
import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

from mediacore import errors
from mediacore.database import TRANSIENT

RETRY_AFTER_SECONDS = 5
IMPOSSIBLE = (DataError, psycopg.DataError)

log = structlog.get_logger()

STATUS: dict[type[errors.TwinlensError], HTTPStatus] = {
    errors.InvalidRequestError: HTTPStatus.BAD_REQUEST,
    errors.UnauthorizedError: HTTPStatus.UNAUTHORIZED,
    errors.ForbiddenError: HTTPStatus.FORBIDDEN,
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.ConflictError: HTTPStatus.CONFLICT,
    errors.UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def problem(status: int, detail: str, /, **members: object) -> Response:
    """
    Give a problem+json answer; `members` become further fields of the problem.
    """
    standard = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    answer = JSONResponse(
        jsonable_encoder(standard | members | standard),
        status_code=status,
        media_type="application/problem+json",
    )
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def status_of(error: errors.TwinlensError) -> HTTPStatus:
    """
    Give the status of an error by its nearest ancestor that has one.
    """
    found = (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


async def _ours(_request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.TwinlensError)  # noqa: S101 - how the handler is registered
    return problem(status_of(error), error.message, **error.context)


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - how the handler is registered
    answer = problem(error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - how the handler is registered
    wrong = [
        {"field": ".".join(str(part) for part in row["loc"]), "message": row["msg"]}
        for row in error.errors()
    ]
    first = wrong[0]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, f"{first['field']}: {first['message']}", errors=wrong
    )


async def _database(_request: Request, error: Exception) -> Response:
    log.warning("database_unavailable", error=str(error.__cause__ or error))
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE, "The database does not answer for now; try again soon."
    )


async def _impossible_value(_request: Request, _error: Exception) -> Response:
    return problem(
        HTTPStatus.BAD_REQUEST, "The request holds a value that no record of ours can hold."
    )


async def _unexpected(_request: Request, _error: Exception) -> Response:
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; the service's log says what."
    )


def install(app: FastAPI) -> None:
    """
    Make every error of an application answer as problem+json.
    """
    app.add_exception_handler(errors.TwinlensError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    for impossible in IMPOSSIBLE:
        app.add_exception_handler(impossible, _impossible_value)
    for transient in TRANSIENT:
        app.add_exception_handler(transient, _database)
    app.add_exception_handler(Exception, _unexpected)
