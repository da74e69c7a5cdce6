"""
An application's own description, put into our words.
"""

from typing import Any

import pytest
from fastapi import FastAPI

from mediacore.api_document import PROBLEM_JSON, REFUSALS, SERVICE_TOKEN, Refusal, document
from mediacore.api_errors import problem

REFUSAL = {"schema": {"$ref": "#/components/schemas/Refusal"}}


@pytest.fixture(name="told")
def tell() -> dict[str, Any]:
    """
    Give the document of an application with two routes.
    """
    app = FastAPI(title="A service", version="1", responses=REFUSALS)

    @app.get("/one")
    def one(limit: int = 1) -> int:
        """
        Give one
        of them.

        As many times
        as is said.
        """
        return limit

    @app.get("/two")
    def two() -> int:
        """
        Give two.
        """
        return one() + one()

    assert two() == 2
    return document(app, SERVICE_TOKEN, frozenset({"Refusal"}))


def test_what_a_function_says_of_itself_is_told(told: dict[str, Any]) -> None:
    """
    Its sentence of purpose sums the operation up; what more it says follows.
    """
    one, two = (told["paths"][path]["get"] for path in ("/one", "/two"))

    assert (one["summary"], one["description"]) == (
        "Give one of them.",
        "As many times as is said.",
    )
    assert (two["summary"], "description" in two) == ("Give two.", False)


def test_errors_are_problems_and_other_answers_are_not(told: dict[str, Any]) -> None:
    """
    The framework itself calls all of them JSON.
    """
    answers = told["paths"]["/one"]["get"]["responses"]

    assert set(answers) == {"200", "default"}
    assert answers["default"]["content"] == {PROBLEM_JSON: REFUSAL}
    assert list(answers["200"]["content"]) == ["application/json"]


def test_names_are_not_told_twice(told: dict[str, Any]) -> None:
    """
    A title that only repeats the name of a field or parameter is left out.
    """
    (limit,) = told["paths"]["/one"]["get"]["parameters"]
    fields = told["components"]["schemas"]["Refusal"]["properties"]

    assert limit["schema"] == {"default": 1, "type": "integer"}
    assert [field for field in fields.values() if "title" in field] == []


def test_callers_are_told_how_to_say_who_they_are(told: dict[str, Any]) -> None:
    """
    A service wants the service token.
    """
    assert told["security"] == [{"service": []}]
    assert told["components"]["securitySchemes"] == SERVICE_TOKEN


def test_error_answer_is_as_it_is_documented() -> None:
    """
    Whatever else an error tells of, these are there.
    """
    refusal = Refusal.model_validate_json(
        bytes(problem(409, "It has changed.", current={"revision": 2}).body)
    )

    assert (refusal.status, refusal.current) == (409, {"revision": 2})
