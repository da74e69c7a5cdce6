"""
An application's routes as an OpenAPI document, for typed clients and for people's pages.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

PROBLEM_JSON = "application/problem+json"
SERVICE_TOKEN = {"service": {"type": "http", "scheme": "bearer", "description": "SERVICE_TOKEN"}}

Document = dict[str, Any]


class Refusal(BaseModel):
    """
    What went wrong, as problem+json (RFC 9457): 400 it cannot mean anything, 401 the service token
    is missing, 404 there is no such thing, 409 it has changed since and is as `current` says, 422
    the request has another shape, 503 something is down for now, with `Retry-After`.
    """

    type: str
    title: Annotated[str, Field(description="The status in words")]
    status: int
    detail: Annotated[str, Field(description="What is the matter, for people")]
    errors: Annotated[
        list[dict[str, Any]] | SkipJsonSchema[None],
        Field(description="Of a request that is not as it should be: `field` and `message` each"),
    ] = None
    current: Annotated[
        dict[str, Any] | SkipJsonSchema[None],
        Field(description="What has changed since, as it is now"),
    ] = None


REFUSALS: dict[int | str, dict[str, Any]] = {
    "default": {"model": Refusal, "description": "What went wrong"}
}


def document(app: FastAPI, identities: Mapping[str, Any], errors: frozenset[str]) -> Document:
    """
    Give the document of an application: no server is named, and errors are problem+json.

    :param identities: the ways in which callers say who they are, any of which will do.
    :param errors: names of the shapes that tell of an error.
    """
    found = deepcopy(app.openapi())
    references = frozenset(f"#/components/schemas/{name}" for name in errors)
    for methods in found["paths"].values():
        for operation in methods.values():
            _in_own_words(operation, references)
    components = found["components"]
    for schema in components["schemas"].values():
        for field in schema.get("properties", {}).values():
            field.pop("title", None)
    components["securitySchemes"] = dict(identities)
    return {**found, "security": [{name: []} for name in identities]}


def _in_own_words(operation: Document, errors: frozenset[str]) -> None:
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
            if told.get("schema", {}).get("$ref") in errors:
                answer["content"] = {PROBLEM_JSON: told}
