"""
Our routes as an OpenAPI document: what the web's typed client is generated from.
"""

from copy import deepcopy
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from gateway.answer_schemas import Problem
from gateway.camel import camel

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {"model": Problem, "description": "What went wrong"}
}
IDENTITIES = {
    "cookie": {"type": "apiKey", "in": "cookie", "name": "twinlens"},
    "session": {"type": "http", "scheme": "bearer", "description": "The token of a session"},
    "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
}
PROBLEM_JSON = "application/problem+json"
ERRORS = frozenset(f"#/components/schemas/{name}" for name in ("Problem", "Conflict"))

Document = dict[str, Any]


def operation_id(route: APIRoute) -> str:
    """
    Name an operation by its function: in camel case it is a good name in a client.
    """
    return camel(route.name)


def document(app: FastAPI) -> Document:
    """
    Give the document of an application: no server is named, and errors are problem+json.
    """
    found = deepcopy(app.openapi())
    for methods in found["paths"].values():
        for operation in methods.values():
            _in_own_words(operation)
    components = found["components"]
    for schema in components["schemas"].values():
        for field in schema.get("properties", {}).values():
            field.pop("title", None)
    components["securitySchemes"] = IDENTITIES
    return {**found, "security": [{name: []} for name in IDENTITIES]}


def _in_own_words(operation: Document) -> None:
    """
    Sum an operation up by what its function says of itself; tell which answers are problems.
    """
    first, _, more = operation.pop("description").partition("\n\n")
    operation["summary"] = " ".join(first.split())
    if more:
        operation["description"] = " ".join(more.split())
    for parameter in operation.get("parameters", ()):
        parameter["schema"].pop("title", None)
    for answer in operation["responses"].values():
        for told in answer.get("content", {}).values():
            if told.get("schema", {}).get("$ref") in ERRORS:
                answer["content"] = {PROBLEM_JSON: told}
