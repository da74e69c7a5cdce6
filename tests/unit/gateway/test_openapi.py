"""
The OpenAPI document, and the files that are made of it.
"""

import json
from typing import Any

import pytest

from gateway.main import create_app
from gateway.openapi import document
from mediacore.api_document import PROBLEM_JSON
from tests.architecture.tree import ROOT
from tests.documented import SETTINGS, ours

WITHOUT_JSON = {"signOut", "events", "metrics"}


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """
    What the application says of itself now.
    """
    return document(create_app(SETTINGS))


def operations(told: dict[str, Any]) -> list[dict[str, Any]]:
    """
    Give everything that can be asked.
    """
    return [one for methods in told["paths"].values() for one in methods.values()]


def test_committed_document_is_that_of_the_code(told: dict[str, Any]) -> None:
    """
    `make openapi` writes it anew.
    """
    assert json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8")) == told


def test_document_is_the_same_every_time(told: dict[str, Any]) -> None:
    """
    Asking for it changes nothing of the application.
    """
    app = create_app(SETTINGS)

    assert (document(app), document(app)) == (told, told)


def test_every_route_is_in_it_under_a_name_of_its_own(told: dict[str, Any]) -> None:
    """
    Names are those of a client's functions.
    """
    found = [one["operationId"] for one in operations(told)]

    assert len(set(found)) == len(found) == len(ours())
    assert all(name.isidentifier() and "_" not in name for name in found)


def test_every_answer_has_a_shape(told: dict[str, Any]) -> None:
    """
    But for those that are no JSON.
    """
    shapeless = set()
    for one in operations(told):
        good, *others = sorted(set(one["responses"]) & {"200", "201", "202", "204"})
        assert others in ([], ["204"])
        content = one["responses"][good].get("content", {}).get("application/json", {})
        if "$ref" not in content.get("schema", {}):
            shapeless.add(one["operationId"])

    assert shapeless == WITHOUT_JSON


def test_errors_are_problems(told: dict[str, Any]) -> None:
    """
    Of every route, and with the fresh state where that may have changed.
    """
    problems = {json.dumps(one["responses"]["default"]["content"]) for one in operations(told)}
    stale = told["paths"]["/api/groups/merge"]["post"]["responses"]["409"]["content"]

    assert problems == {
        json.dumps({PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}})
    }
    assert stale == {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Conflict"}}}


def test_what_a_function_says_of_itself_is_told(told: dict[str, Any]) -> None:
    """
    Its sentence of purpose sums the operation up; what more it says follows.
    """
    health = told["paths"]["/api/health"]["get"]

    assert health["summary"].startswith("Tell whether what people need is up")
    assert health["description"].startswith("Admins")
