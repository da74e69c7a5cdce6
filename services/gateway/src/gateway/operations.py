"""
How the gateway is doing, for load balancers, for people, and for Prometheus.
"""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

import gateway
from gateway.rooms import Parts
from mediacore.errors import ForbiddenError
from mediacore.metrics import CONTENT_TYPE, Metrics
from mediacore.service_auth import bearer_matches

router = APIRouter(tags=["operations"])


@router.get("/health")
async def health() -> dict[str, Any]:
    """
    Tell that this process serves, whatever is behind it.
    """
    return {"status": "up", "service": "gateway", "version": gateway.__version__}


@router.get("/api/health")
async def public_health(parts: Parts) -> Response:
    """
    Tell whether what people need is up: this process, and Immich behind it.
    """
    if await parts.immich.is_up():
        return JSONResponse({"status": "up"})
    return JSONResponse({"status": "down"}, HTTPStatus.SERVICE_UNAVAILABLE)


@router.get("/metrics")
async def metrics(request: Request, parts: Parts) -> Response:
    """
    Give the Prometheus exposition to whoever has the service token.
    """
    if not bearer_matches(request.headers.get("authorization"), parts.service_token):
        raise ForbiddenError("Metrics are for those with the service token")
    registry: Metrics = request.app.state.metrics
    return Response(registry.render(), media_type=CONTENT_TYPE)
