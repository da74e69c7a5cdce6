"""
Routes with Immich's guards before them: who is asking, with what permission, about which ids.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from tests.fakes.immich.accounts import Caller, identify
from tests.fakes.immich.answers import ImmichJson
from tests.fakes.immich.errors import ImmichError, bad_request
from tests.fakes.immich.fields import Fields
from tests.fakes.immich.world import World

IDS = frozenset({"id", "assetId", "userId"})


class Access(Enum):
    """
    Whom a route is for.
    """

    PUBLIC = "public"
    SHARED = "shared"
    USER = "user"
    ADMIN = "admin"


@dataclass(slots=True)
class Call:
    """
    One request, past the guards.
    """

    request: Request
    world: World
    body: dict[str, Any]
    has_body: bool
    found: Caller | None = None

    @property
    def caller(self) -> Caller:
        """
        Who is asking.
        """
        assert self.found is not None
        return self.found

    @property
    def user_id(self) -> str:
        """
        Whose request it is.
        """
        return self.caller.user.user_id

    @property
    def asset_id(self) -> str:
        """
        The id in the path.
        """
        return self.param("id")

    def param(self, name: str) -> str:
        """
        Give a part of the path.
        """
        value: str = self.request.path_params[name]
        return value

    def query(self, name: str) -> str | None:
        """
        Give a parameter of the query.
        """
        return self.request.query_params.get(name)

    def fields(self) -> Fields:
        """
        Begin to check the body.
        """
        fields = Fields(self.body, v3=self.world.v3)
        if self.world.v3 and not self.has_body:
            message = "Invalid input: expected object, received undefined"
            fields.wrong(["no body"], "invalid_type", message, expected="object")
            fields.done()
        return fields

    def query_fields(self) -> Fields:
        """
        Begin to check the query.
        """
        return Fields(dict(self.request.query_params), v3=self.world.v3)


Handler = Callable[[Call], Any] | Callable[[Call], Awaitable[Any]]
Decorator = Callable[[Handler], Handler]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """
    One route: its method, path and guards.

    :ivar needs: the permission that an API key must have.
    :ivar only: the one major version that has it.
    :ivar threaded: whether it works long, outside of the event loop.
    """

    method: str
    path: str
    handler: Handler
    needs: str | None
    access: Access
    status: int
    only: int | None
    threaded: bool


@dataclass(slots=True)
class Routes:
    """
    The routes of one module.
    """

    endpoints: list[Endpoint] = field(default_factory=list)

    def on(
        self,
        method: str,
        path: str,
        needs: str | None = None,
        *,
        access: Access = Access.USER,
        status: int = HTTPStatus.OK,
        only: int | None = None,
        twin: bool = False,
        threaded: bool = False,
    ) -> Decorator:
        """
        Register a handler of `/api` + path; a `twin` answers to PATCH in version 3 as well.
        """

        def register(handler: Handler) -> Handler:
            made = Endpoint(method, path, handler, needs, access, status, only, threaded)
            self.endpoints.append(made)
            if twin:
                made = Endpoint("PATCH", path, handler, needs, access, status, 3, threaded)
                self.endpoints.append(made)
            return handler

        return register


def routes_of(endpoints: Iterable[Endpoint], world: World) -> list[Route]:
    """
    Give the routes that the world's version has.
    """
    major = world.settings.version[0]
    return [
        Route(f"/api{one.path}", _guarded(one, world), methods=[one.method])
        for one in endpoints
        if one.only in (None, major)
    ]


def _guarded(endpoint: Endpoint, world: World) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        body, has_body = await _json_body(request)
        call = Call(request, world, body, has_body)
        world.look_again()
        if endpoint.access is not Access.PUBLIC:
            call.found = _admitted(endpoint, identify(world, request))
        _check_ids(call)
        given = await _given(endpoint, call)
        if isinstance(given, Response):
            return given
        if given is None:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        return ImmichJson(given, endpoint.status)

    return answer


async def _given(endpoint: Endpoint, call: Call) -> Any:
    if endpoint.threaded:
        return await run_in_threadpool(endpoint.handler, call)
    given = endpoint.handler(call)
    return await given if isinstance(given, Awaitable) else given


async def _json_body(request: Request) -> tuple[dict[str, Any], bool]:
    if not request.headers.get("content-type", "").startswith("application/json"):
        return {}, False
    text = await request.body()
    try:
        body = orjson.loads(text or b"{}")
    except orjson.JSONDecodeError as error:
        where = f"position {error.pos} (line {error.lineno} column {error.colno})"
        message = f"Expected property name or '}}' in JSON at {where}"
        raise bad_request(message) from None
    return (body, True) if isinstance(body, dict) else ({}, False)


def _admitted(endpoint: Endpoint, caller: Caller) -> Caller:
    is_admin = caller.user.is_admin and caller.link is None
    if endpoint.access is Access.ADMIN and not is_admin:
        raise ImmichError(HTTPStatus.FORBIDDEN, "Forbidden")
    if caller.link is not None and endpoint.access is not Access.SHARED:
        raise ImmichError(HTTPStatus.FORBIDDEN, "Forbidden")
    if endpoint.needs is not None and not caller.may(endpoint.needs):
        message = f"Missing required permission: {endpoint.needs}"
        raise ImmichError(HTTPStatus.FORBIDDEN, message)
    return caller


def _check_ids(call: Call) -> None:
    fields = Fields(call.request.path_params, v3=call.world.v3)
    for name in call.request.path_params.keys() & IDS:
        fields.uuid(name)
    fields.done()
