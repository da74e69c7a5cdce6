"""
The one place where our errors become HTTP: problem+json (RFC 9457).
"""

from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from mediacore import errors

log = structlog.get_logger()

STATUS: dict[type[errors.TwinlensError], HTTPStatus] = {
    errors.InvalidRequestError: HTTPStatus.BAD_REQUEST,
    errors.UnauthorizedError: HTTPStatus.UNAUTHORIZED,
    errors.ForbiddenError: HTTPStatus.FORBIDDEN,
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.ConflictError: HTTPStatus.CONFLICT,
    errors.UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def problem(status: int, detail: str, **members: object) -> Response:
    """
    Give a problem+json answer; `members` become further fields of the problem.
    """
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **members,
    }
    return JSONResponse(
        jsonable_encoder(body), status_code=status, media_type="application/problem+json"
    )


async def _ours(_request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.TwinlensError)  # noqa: S101 - how the handler is registered
    status = STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    return problem(status, error.message, **error.context)


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
    answer = problem(
        HTTPStatus.SERVICE_UNAVAILABLE, "The database does not answer for now; try again soon."
    )
    answer.headers["Retry-After"] = "5"
    return answer


def install(app: FastAPI) -> None:
    """
    Make every error of an application answer as problem+json.
    """
    app.add_exception_handler(errors.TwinlensError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OperationalError, _database)
    app.add_exception_handler(InterfaceError, _database)
