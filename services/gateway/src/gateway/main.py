"""
`python -m gateway.main`: the gateway, alone or (with WEB_ROOT) as the web UI's own origin.
"""

import gc
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

import gateway
from gateway import (
    action_routes,
    ended_sessions,
    event_routes,
    group_routes,
    oauth_api,
    operations,
    preferences_api,
    scan_routes,
    search_routes,
    sessions,
    suggestion_routes,
    timeline_routes,
    well_known,
)
from gateway.front import Front
from gateway.openapi import PROBLEMS, operation_id
from gateway.rooms import Rooms, open_rooms
from gateway.server_protocol import ServerProtocol
from gateway.settings import CONFIG, GatewaySettings
from mediacore import api_errors
from mediacore.metrics import LatencyMiddleware, Metrics, Sample
from mediacore.process_start import begin
from mediacore.request_id import RequestIdMiddleware

WORTH_COMPRESSING = 1024
COMPRESSION = 1  # of answers made anew each time: a third of the time of 6, a fifth more bytes
ALLOCATIONS = 50_000  # between looks for garbage: a large answer makes that many, none of it cyclic


def create_app(settings: GatewaySettings) -> FastAPI:
    """
    Put the gateway together; connections open when it starts.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_rooms(settings) as parts:
            app.state.rooms = parts
            yield

    def measured() -> Iterable[Sample]:
        rooms: Rooms = app.state.rooms  # which are there once it runs
        return rooms.measures.samples()

    app = FastAPI(
        title="Twinlens gateway",
        version=gateway.__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        responses=PROBLEMS,
        generate_unique_id_function=operation_id,
    )
    api_errors.install(app)
    ended_sessions.install(app)
    app.state.metrics = Metrics("gateway", measured)
    lists = (timeline_routes, group_routes, search_routes, suggestion_routes)
    for module in (
        *(operations, well_known, sessions, oauth_api, preferences_api),
        *(event_routes, scan_routes, *lists, action_routes),
    ):
        app.include_router(module.router)
    app.add_middleware(GZipMiddleware, WORTH_COMPRESSING, compresslevel=COMPRESSION)
    app.add_middleware(LatencyMiddleware, metrics=app.state.metrics)
    app.add_middleware(RequestIdMiddleware)
    return app


def server(settings: GatewaySettings) -> uvicorn.Server:
    """
    Make the server: it adds no header of its own, and takes what proxies say from us.
    """
    return uvicorn.Server(
        uvicorn.Config(
            Front(create_app(settings)),
            host=settings.host,
            port=settings.port,
            http=ServerProtocol,
            ws="websockets-sansio",
            ws_max_size=2**40,
            ws_per_message_deflate=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=5,
        )
    )


def main() -> None:
    """
    Run until told to stop.
    """
    instance = server(begin(GatewaySettings, CONFIG))
    gc.freeze()  # what was loaded for good need not be looked at again and again
    gc.set_threshold(ALLOCATIONS)
    instance.run()


if __name__ == "__main__":
    main()
