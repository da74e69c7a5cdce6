"""
The stand-in's application.
"""

import json
import uuid
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from tests.fakes.immich import media, server_facts, shapes
from tests.fakes.immich.accounts import COOKIE, Accounts, User, session_token
from tests.fakes.immich.answers import ExpressManners, ImmichJson
from tests.fakes.immich.errors import (
    NO_ACCESS,
    ImmichError,
    bad_request,
    immich_error,
    unknown_route,
)
from tests.fakes.immich.library import Library, StoredAsset
from tests.fakes.immich.searching import read_wish, search

COOKIES = (COOKIE, "immich_auth_type", "immich_is_authenticated")
FOUR_HUNDRED_DAYS = 34_560_000
PAGE = "<!doctype html><title>Stand-in</title><p>This is a stand-in for Immich, not Immich.</p>"

router = APIRouter()


def current_user(request: Request) -> User:
    """
    Give whose request it is.
    """
    accounts: Accounts = request.app.state.accounts
    return accounts.user_of(request)


CurrentUser = Annotated[User, Depends(current_user)]


def seen_assets(request: Request, user: CurrentUser) -> list[StoredAsset]:
    """
    Give the assets that a user sees: all, or none.
    """
    library: Library = request.app.state.library
    return library.assets() if user.owns_library else []


SeenAssets = Annotated[list[StoredAsset], Depends(seen_assets)]


def seen_asset(request: Request, asset_id: str, user: CurrentUser) -> StoredAsset:
    """
    Give one asset that a user sees; any other id is the same 400 as in Immich.
    """
    try:
        uuid.UUID(asset_id)
    except ValueError:
        raise bad_request(["id must be a UUID"]) from None
    library: Library = request.app.state.library
    asset = library.by_id(asset_id) if user.owns_library else None
    if asset is None:
        raise bad_request(NO_ACCESS)
    return asset


SeenAsset = Annotated[StoredAsset, Depends(seen_asset)]


async def json_object(request: Request) -> dict[str, Any]:
    """
    Read a JSON object; an empty body is an empty one.
    """
    text = await request.body()
    try:
        body = json.loads(text or b"{}")
    except ValueError as error:
        raise bad_request(str(error)) from None
    return body if isinstance(body, dict) else {}


Body = Annotated[dict[str, Any], Depends(json_object)]


@router.post("/api/auth/login")
def login(request: Request, body: Body) -> Response:
    """
    Open a session and set Immich's three cookies.
    """
    email, password = body.get("email"), body.get("password")
    wrong = [] if isinstance(email, str) and "@" in email else ["email must be an email"]
    if not isinstance(password, str):
        wrong += ["password should not be empty", "password must be a string"]
    if wrong:
        raise bad_request(wrong)
    user, token = request.app.state.accounts.login(email, password)
    answer = ImmichJson(shapes.login_body(user, token), HTTPStatus.CREATED)
    for name, value in zip(COOKIES, (token, "password", "true"), strict=True):
        answer.set_cookie(
            name,
            value,
            max_age=FOUR_HUNDRED_DAYS,
            path="/",
            secure=request.headers.get("x-forwarded-proto") == "https",
            httponly=name != COOKIES[2],
            samesite="lax",
        )
    return answer


@router.post("/api/auth/logout")
def logout(request: Request, _user: CurrentUser) -> Response:
    """
    End the session, and clear the cookies.
    """
    request.app.state.accounts.tokens.pop(session_token(request), None)
    answer = ImmichJson({"successful": True, "redirectUri": "/auth/login?autoLaunch=0"})
    for name in COOKIES:
        answer.delete_cookie(name)
    return answer


@router.post("/api/auth/validateToken")
def validate_token(_user: CurrentUser) -> Response:
    """
    Tell that the credential is good.
    """
    return ImmichJson({"authStatus": True})


@router.get("/api/users/me")
def users_me(user: CurrentUser) -> Response:
    """
    Tell who is asking.
    """
    return ImmichJson(shapes.user_body(user))


@router.post("/api/search/metadata")
def search_metadata(user: CurrentUser, assets: SeenAssets, body: Body) -> Response:
    """
    Search.
    """
    wish = read_wish(body)
    page, next_page = search(assets, wish)
    items = [
        shapes.asset_body(asset, user)
        | ({"exifInfo": shapes.exif_body(asset)} if wish.with_exif else {})
        for asset in page
    ]
    return ImmichJson(shapes.page_body(items, next_page))


@router.get("/api/assets/{asset_id}")  # noqa: FAST003 - the dependency reads it
def show_asset(user: CurrentUser, wanted: SeenAsset) -> Response:
    """
    Show one asset.
    """
    return ImmichJson(shapes.full_asset_body(wanted, user))


@router.api_route("/api/assets/{asset_id}/thumbnail", methods=["GET", "HEAD"])
def thumbnail(wanted: SeenAsset, size: str = "thumbnail") -> Response:
    """
    Show a small picture of an asset.
    """
    return media.thumbnail(wanted, size)


@router.api_route("/api/assets/{asset_id}/original", methods=["GET", "HEAD"])
def original(request: Request, wanted: SeenAsset) -> Response:
    """
    Give an asset's file.
    """
    return media.original(wanted, request)


@router.get("/health")
def health() -> Response:
    """
    Tell that the stand-in serves.
    """
    return ImmichJson({"status": "up", "service": "immich-stand-in"})


def _fact(body: dict[str, Any]) -> Callable[[], Response]:
    def tell() -> Response:
        return ImmichJson(body)

    return tell


def _not_found(request: Request, error: Exception) -> Response:
    """
    Answer what no route knows: the web page outside of `/api`.
    """
    if request.url.path.startswith("/api/"):
        return unknown_route(request, error)
    return HTMLResponse(PAGE, headers={"cache-control": "no-store"})


def create_app(root: Path, accounts: Accounts | None = None) -> FastAPI:
    """
    Make a stand-in over a folder.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.accounts = Accounts() if accounts is None else accounts
    app.state.library = Library(root)
    app.include_router(router)
    for path, body in server_facts.PUBLIC.items():
        app.add_api_route(path, _fact(body))
    app.add_api_route(
        "/api/server/about", _fact(server_facts.ABOUT), dependencies=[Depends(current_user)]
    )
    app.add_exception_handler(ImmichError, immich_error)
    app.add_exception_handler(HTTPException, _not_found)
    app.add_middleware(ExpressManners)
    return app
