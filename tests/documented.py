"""
Holding the gateway's answers against what its OpenAPI document says of them.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal

from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.routing import BaseRoute, Match

from gateway.answer_schemas import Problem
from gateway.main import create_app
from gateway.settings import GatewaySettings

SETTINGS = GatewaySettings.model_validate(
    {
        "service_token": "no service is asked",
        "database_url": "postgresql:///none",
        "media_path": "/",
    }
)


def api_routes(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    """
    Give every route, and those of the routers among them.
    """
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:
            yield from api_routes(getattr(route, "original_router").routes)  # noqa: B009 - FastAPI tells its type to nobody


@cache
def ours() -> tuple[APIRoute, ...]:
    """
    Give the routes of the gateway.
    """
    return tuple(api_routes(create_app(SETTINGS).routes))


def route_of(method: str, path: str) -> APIRoute | None:
    """
    Give the route of ours that answers; nothing where Immich does.
    """
    scope = {"type": "http", "method": method, "path": path.partition("?")[0]}
    return next((route for route in ours() if route.matches(scope)[0] is Match.FULL), None)


def model_of(route: APIRoute, status: int) -> Any:
    """
    Give the model of an answer of a route.
    """
    if status == (route.status_code or 200):
        return route.response_model
    return route.responses.get(status, {}).get("model", Problem)


def check(method: str, path: str, status: int, body: bytes) -> None:
    """
    Fail where an answer is not as documented: no field more, none less, each of its type. Only
    problems may say more.

    :raises pydantic.ValidationError: then.
    """
    route = route_of(method, path)
    model = None if route is None or not body else model_of(route, status)
    if model is not None:
        more: Literal["allow", "forbid"] = "allow" if issubclass(model, Problem) else "forbid"
        TypeAdapter(model).validate_json(body, strict=True, extra=more)
