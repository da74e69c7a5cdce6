"""
The stand-in's application.
"""

from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.routing import Route, WebSocketRoute

from tests.fakes.immich import (
    activity_api,
    album_api,
    asset_api,
    asset_extras_api,
    auth_api,
    duplicate_api,
    folder_api,
    library_api,
    media_api,
    memory_api,
    people_api,
    search_api,
    server_api,
    server_facts,
    session_api,
    shared_link_api,
    sockets,
    stack_api,
    sync_api,
    tag_api,
    timeline_api,
    trash_api,
    upload_api,
    user_api,
)
from tests.fakes.immich.answers import ExpressManners, ImmichJson
from tests.fakes.immich.errors import ImmichError, immich_error, unknown_route
from tests.fakes.immich.routing import Endpoint, routes_of
from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.world import World

MODULES = (
    *(search_api, timeline_api, media_api, upload_api, album_api, asset_extras_api),
    *(asset_api, auth_api, activity_api),
    *(duplicate_api, folder_api, library_api, memory_api, people_api, server_api),
    *(session_api, shared_link_api, stack_api, sync_api, tag_api, trash_api, user_api),
)
PAGES = ("text/html", "text/*", "*/*")


def endpoints() -> list[Endpoint]:
    """
    Give all routes that the stand-in knows, of either version.
    """
    return [endpoint for module in MODULES for endpoint in module.routes.endpoints]


def _well_known(_request: Request) -> Response:
    return ImmichJson(server_facts.WELL_KNOWN)


def _custom_css(_request: Request) -> Response:
    return Response("", media_type="text/css")


def _health(_request: Request) -> Response:
    return ImmichJson({"status": "up", "service": "immich-stand-in"})


def _not_found(request: Request, error: Exception) -> Response:
    """
    Answer what no route knows: the web page outside of `/api`, for who can show one.
    """
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api") or request.method not in ("GET", "HEAD"):
        return unknown_route(request)
    accepted = request.headers.get("accept", "*/*")
    if not any(kind in accepted for kind in PAGES):
        return immich_error(request, ImmichError(HTTPStatus.NOT_ACCEPTABLE, "Not Acceptable"))
    answer = ImmichJson(server_facts.PAGE)
    page = HTMLResponse(server_facts.PAGE, headers={"cache-control": "no-store"})
    page.headers["etag"] = answer.headers["etag"]
    page.headers["vary"] = answer.headers["vary"]
    return page


def create_app(world: World | Path) -> FastAPI:
    """
    Make a stand-in of a world, or of a new one over a folder.
    """
    if not isinstance(world, World):
        world = seeded(world)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.world = world
    app.router.routes.extend(
        [
            Route("/.well-known/immich", _well_known),
            Route("/custom.css", _custom_css),
            Route("/health", _health),
            Route(auth_api.IDENTITY_PROVIDER, auth_api.identity_provider),
            Route(sockets.PATH, sockets.no_polling),
            WebSocketRoute(sockets.PATH, sockets.serve),
            *routes_of(endpoints(), world),
        ]
    )
    app.add_exception_handler(ImmichError, immich_error)
    app.add_exception_handler(HTTPException, _not_found)
    app.add_middleware(ExpressManners, v3=world.v3)
    return app
