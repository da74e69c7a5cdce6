"""
`/api/groups` and `/api/duplicates`: the caller is identified, then the service answers.
"""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import unquote

import httpx
from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

from gateway.guard import admin
from gateway.rooms import Parts
from mediacore.errors import NotFoundError, UnavailableError

METHODS = ["POST", "PUT", "PATCH", "DELETE"]
MAX_BODY_BYTES = 8 * 1024 * 1024
PASSED_ON = frozenset({"content-type", "x-request-id"})
GIVEN_BACK = frozenset({"content-type", "retry-after"})

router = APIRouter(tags=["groups"], dependencies=[Depends(admin)])


async def small_body(request: Request) -> bytes:
    """
    Read a request's body, up to what any route of the services takes.

    :raises HTTPException: 413 beyond that.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large")
    return bytes(body)


def service_path(raw_path: str) -> str:
    """
    Give the service's path of one of ours: without `/api`, and never with a way upwards.

    :raises NotFoundError: when it has one.
    """
    if any(part in {".", ".."} for part in unquote(raw_path).split("/")):
        raise NotFoundError("There is no such route")
    return raw_path.removeprefix("/api")


async def ask(client: httpx.AsyncClient, token: str, request: Request, body: bytes) -> Response:
    """
    Ask a service with its token, and give its answer.

    :raises UnavailableError: when it does not answer.
    """
    path = service_path(request.scope["raw_path"].decode("latin-1"))
    query = request.scope["query_string"].decode("latin-1")
    told = {key: value for key, value in request.headers.items() if key in PASSED_ON}
    try:
        answer = await client.request(
            request.method,
            f"{path}?{query}" if query else path,
            content=body,
            headers={**told, "authorization": f"Bearer {token}"},
        )
    except httpx.HTTPError as error:
        raise UnavailableError(f"{path} does not answer for now; try again soon") from error
    kept = {key: value for key, value in answer.headers.items() if key in GIVEN_BACK}
    return Response(answer.content, answer.status_code, kept)


Body = Annotated[bytes, Depends(small_body)]


@router.api_route("/api/groups", methods=METHODS)
@router.api_route("/api/groups/{rest:path}", methods=METHODS)
async def groups(request: Request, parts: Parts, body: Body) -> Response:
    """
    Pass a request on to grouping.
    """
    return await ask(parts.grouping, parts.service_token, request, body)


@router.api_route("/api/duplicates", methods=METHODS)
@router.api_route("/api/duplicates/{rest:path}", methods=METHODS)
async def duplicates(request: Request, parts: Parts, body: Body) -> Response:
    """
    Pass a request on to dedup.
    """
    return await ask(parts.dedup, parts.service_token, request, body)
