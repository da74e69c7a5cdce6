"""
Our routes as an OpenAPI document: what the web's typed client is generated from.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from gateway.answer_schemas import Problem
from gateway.camel import camel
from mediacore import api_document

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {"model": Problem, "description": "What went wrong"}
}
IDENTITIES = {
    "cookie": {"type": "apiKey", "in": "cookie", "name": "twinlens"},
    "session": {"type": "http", "scheme": "bearer", "description": "The token of a session"},
    "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
}
ERRORS = frozenset({"Problem", "Conflict"})


def operation_id(route: APIRoute) -> str:
    """
    Name an operation by its function: in camel case it is a good name in a client.
    """
    return camel(route.name)


def document(app: FastAPI) -> api_document.Document:
    """
    Give the document of the gateway.
    """
    return api_document.document(app, IDENTITIES, ERRORS)
