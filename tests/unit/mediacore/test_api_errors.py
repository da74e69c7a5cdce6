"""
How every error becomes problem+json.
"""

from collections.abc import Callable
from http import HTTPStatus

import psycopg
import pytest
import sqlalchemy.exc
import structlog.testing
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from httpx import Response

from mediacore import api_errors, errors

Answer = Callable[[Exception], Response]


class VanishedGroupError(errors.NotFoundError):
    """
    A specific child of one of our errors.
    """


@pytest.fixture
def app() -> FastAPI:
    """
    An application with our handlers.
    """
    wanted = FastAPI()
    api_errors.install(wanted)
    return wanted


@pytest.fixture
def answer(app: FastAPI) -> Answer:
    """
    A function that gives the answer of a route that raises an error.
    """

    def to(error: Exception) -> Response:
        @app.get("/")
        def route() -> None:
            raise error

        response: Response = TestClient(app, raise_server_exceptions=False).get("/")
        return response

    return to


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.InvalidRequestError, 400),
        (errors.UnauthorizedError, 401),
        (errors.ForbiddenError, 403),
        (errors.NotFoundError, 404),
        (VanishedGroupError, 404),
        (errors.ConflictError, 409),
        (errors.UnavailableError, 503),
        (errors.SettingsError, 500),
    ],
)
def test_each_error_has_its_status(
    answer: Answer, kind: type[errors.TwinlensError], status: int
) -> None:
    """
    An error, or its nearest ancestor, decides the status; the sentence is the detail.
    """
    response = answer(kind("It went wrong"))

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": "It went wrong",
    }


def test_conflict_carries_the_fresh_state(answer: Answer) -> None:
    """
    Whoever was late learns what is true now.
    """
    response = answer(errors.ConflictError("It changed meanwhile", current={"revision": 3}))

    assert response.json()["current"] == {"revision": 3}


def test_context_never_hides_the_standard_fields(answer: Answer) -> None:
    """
    A context that uses a standard name does not change what the name means.
    """
    response = answer(errors.NotFoundError("Gone", status="missing", title="x"))

    assert (response.json()["status"], response.json()["title"]) == (404, "Not Found")


def test_unavailable_says_when_to_come_back(answer: Answer) -> None:
    """
    A 503 asks for another try.
    """
    assert answer(errors.UnavailableError("Later")).headers["retry-after"] == "5"


def test_unknown_route_is_a_problem_too(app: FastAPI) -> None:
    """
    What the framework raises has the same form.
    """
    response = TestClient(app).get("/nowhere")

    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["detail"]) == (404, "Not Found")


def test_headers_of_a_framework_error_are_kept(answer: Answer) -> None:
    """
    A header that came with the error reaches the caller.
    """
    response = answer(HTTPException(429, "Slower", headers={"Retry-After": "9"}))

    assert (response.status_code, response.headers["retry-after"]) == (429, "9")


def test_wrong_parameter_is_named(app: FastAPI) -> None:
    """
    A request that does not fit says which field is wrong, and why.
    """

    @app.get("/groups")
    def groups(limit: int) -> int:
        return limit

    client = TestClient(app)
    response = client.get("/groups?limit=many")

    assert client.get("/groups?limit=3").json() == 3
    assert response.status_code == 422
    assert response.json()["detail"].startswith("query.limit: ")
    assert [row["field"] for row in response.json()["errors"]] == ["query.limit"]


@pytest.mark.parametrize(
    "error",
    [
        sqlalchemy.exc.OperationalError("SELECT", {}, psycopg.OperationalError("refused")),
        sqlalchemy.exc.InterfaceError("SELECT", {}, psycopg.InterfaceError("closed")),
        sqlalchemy.exc.TimeoutError("pool exhausted"),
        psycopg.OperationalError("refused"),
    ],
)
def test_database_that_is_away_is_a_503(answer: Answer, error: Exception) -> None:
    """
    A missing database is our trouble for now, logged once, without its address in the answer.
    """
    with structlog.testing.capture_logs() as logs:
        response = answer(error)

    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert "refused" not in response.text
    assert [line["event"] for line in logs] == ["database_unavailable"]


@pytest.mark.parametrize(
    "error",
    [sqlalchemy.exc.DataError("SELECT", {}, psycopg.DataError("NUL")), psycopg.DataError("NUL")],
)
def test_value_that_no_record_can_hold_is_the_callers_error(
    answer: Answer, error: Exception
) -> None:
    """
    A NUL in a text or a number beyond bounds is a 400, not a failure of ours.
    """
    assert answer(error).status_code == 400


def test_unexpected_error_tells_nothing_of_the_inside(answer: Answer) -> None:
    """
    A bug is a 500 in the same form, and its text stays in the log.
    """
    response = answer(ZeroDivisionError("secret"))

    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
