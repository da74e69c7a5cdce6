"""
How the gateway is doing, for load balancers, for people, and for Prometheus.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

import gateway
from gateway.caller import Asker
from gateway.camel import camel_keys
from gateway.coverage import coverage
from gateway.guard import Visitor
from gateway.health_report import DOWN, UP, Check, Report, engine_check, report
from gateway.health_schemas import Alive, Health
from gateway.origin import own_origin
from gateway.progress import Progress, all_users
from gateway.rooms import Parts, Rooms
from gateway.viewer import Viewer
from mediacore.errors import ForbiddenError
from mediacore.health import database_check
from mediacore.metrics import CONTENT_TYPE, Metrics
from mediacore.service_auth import bearer_matches

LONGEST_ORIGIN = 300
DOWN_TOO: dict[int | str, dict[str, Any]] = {503: {"model": Health}}

router = APIRouter(tags=["operations"])


@router.get("/health")
async def alive() -> Alive:
    """
    Tell that this process serves, whatever is behind it.
    """
    return Alive(status="up", service="gateway", version=gateway.__version__)


@router.get("/api/health", response_model=Health, responses=DOWN_TOO)
async def health(
    request: Request,
    asker: Asker,
    visitor: Visitor,
    parts: Parts,
    ui: Annotated[str, Query(max_length=LONGEST_ORIGIN)] = "",
) -> Response:
    """
    Tell whether what people need is up: this process, and Immich behind it.

    Admins, and whoever has the service token, are told of every part, and what was found wrong.
    """
    trusted = bearer_matches(request.headers.get("authorization"), parts.service_token)
    if trusted or (visitor is not None and visitor.is_admin):
        here = own_origin(asker.peer.scheme, asker.headers) if asker.owns_origin else ""
        told = await examined_whole(parts, ui.rstrip("/") or here, visitor)
        return JSONResponse(told, _status(told["components"]["immich"]["status"]))
    up = await parts.immich.is_up()
    return JSONResponse({"status": UP if up else DOWN}, _status(UP if up else DOWN))


async def examined_whole(parts: Rooms, origin: str, visitor: Viewer | None) -> Report:
    """
    Give what every part says of itself, and what to do about it.

    :param origin: under which people reach the web UI; empty: nobody knows.
    """
    told = await report(*checks(parts))
    found = await parts.checkup.findings(told, origin, visitor)
    return {**told, "findings": [finding.body() for finding in found]}


def _status(immich: str) -> HTTPStatus:
    return HTTPStatus.OK if immich == UP else HTTPStatus.SERVICE_UNAVAILABLE


def checks(parts: Rooms) -> tuple[dict[str, Check], dict[str, Check]]:
    """
    Give the checks of all components, and of what else an admin wants to know.
    """
    database_is_up = database_check(parts.database)

    async def immich() -> Mapping[str, Any]:
        return {"version": await parts.immich.version()}

    async def database() -> Mapping[str, Any]:
        return {"detail": await asyncio.to_thread(database_is_up)}

    def read_users() -> list[Progress]:
        with parts.database.read() as session:
            return all_users(session)

    async def index() -> Mapping[str, Any]:
        return {"users": await asyncio.to_thread(read_users)}

    def read_coverage() -> Mapping[str, Any]:
        with parts.database.read() as session:
            found: dict[str, Any] = camel_keys(asdict(coverage(session)))
        return found

    async def matched() -> Mapping[str, Any]:
        return await asyncio.to_thread(read_coverage)

    components: dict[str, Check] = {"immich": immich, "database": database}
    components |= {engine.name: engine_check(engine) for engine in parts.engines}
    return components, {"index": index, "coverage": matched}


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request, parts: Parts) -> Response:
    """
    Give the Prometheus exposition to whoever has the service token.
    """
    if not bearer_matches(request.headers.get("authorization"), parts.service_token):
        raise ForbiddenError("Metrics are for those with the service token")
    registry: Metrics = request.app.state.metrics
    text = await asyncio.to_thread(registry.render)
    return Response(text, media_type=CONTENT_TYPE)
