"""
The frame of every service's API: errors, health, metrics and the service token in one place.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from fastapi.routing import APIRoute

from mediacore import api_errors
from mediacore.api_document import REFUSALS
from mediacore.health import Check, examine
from mediacore.metrics import CONTENT_TYPE, LatencyMiddleware, Metrics, Sample
from mediacore.request_id import RequestIdMiddleware
from mediacore.service_auth import require_token

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def _no_lifespan(_app: FastAPI) -> AsyncIterator[None]:
    yield


def make_app(
    *,
    service: str,
    version: str,
    token: str,
    checks: Mapping[str, Check],
    samples: Callable[[], Iterable[Sample]],
    lifespan: Lifespan = _no_lifespan,
) -> FastAPI:
    """
    Make a service's application; routes added to it demand the service token by themselves.

    Only `GET /health` is open: load balancers ask it.
    """
    app = FastAPI(
        title=f"Twinlens {service}",
        version=version,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        responses=REFUSALS,
        dependencies=[Depends(require_token(token))],
    )
    api_errors.install(app)
    metrics = Metrics(service, samples)
    app.add_middleware(LatencyMiddleware, metrics=metrics)
    app.add_middleware(RequestIdMiddleware)

    def health() -> Response:
        """
        Tell whether the service and what it needs are up.
        """
        result = examine(service, version, checks)
        return JSONResponse(result.body(), status_code=200 if result.status == "up" else 503)

    @app.get("/metrics", response_class=PlainTextResponse)
    def metrics_text() -> Response:
        """
        Give the Prometheus exposition.
        """
        return Response(metrics.render(), media_type=CONTENT_TYPE)

    app.router.routes.append(APIRoute("/health", health, openapi_extra={"security": []}))
    return app
