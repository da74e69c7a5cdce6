"""
Whose view a request asks for, and whether its caller has the answer already.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Annotated, Any

import orjson
from fastapi import Depends, Query, Request, Response

from gateway import model_reads
from gateway.guard import Reader, Taste
from gateway.rooms import Parts
from gateway.stored_groups import NOBODY
from gateway.viewpoint import View
from mediacore.errors import ForbiddenError

CACHE = {"cache-control": "private, no-cache", "vary": "authorization, cookie, x-api-key"}
NOT_MODIFIED = 304
UNCHANGED: dict[int | str, dict[str, Any]] = {
    NOT_MODIFIED: {"description": "The caller has it already, as `If-None-Match` says"}
}


class Scope(StrEnum):
    """
    Other groups than those of the caller's own photos.
    """

    UNMATCHED = "unmatched"


async def viewing(
    viewer: Reader,
    taste: Taste,
    parts: Parts,
    partners: Annotated[bool, Query(description="with the photos that others share")] = False,
    scope: Scope | None = None,
) -> View:
    """
    Give the view that a request asks for.

    :raises ForbiddenError: when it asks for what only admins may see.
    """
    owners: tuple[str, ...] = (viewer.user_id,)
    if scope is Scope.UNMATCHED:
        if not viewer.is_admin:
            raise ForbiddenError("Files that Immich does not know are for admins only")
        owners = (NOBODY,)
    elif partners:
        shared = await parts.shared.of(viewer)
        owners += tuple(sorted(set(shared) - {viewer.user_id}))

    def read() -> tuple[int, ...]:
        with parts.database.read() as session:
            return tuple(model_reads.versions_of(session, owners))

    return View(owners, await asyncio.to_thread(read), taste)


Seen = Annotated[View, Depends(viewing)]


def answer(view: View, body: dict[str, Any], **headers: str) -> Response:
    """
    Give a body with the version of the caller's read models.
    """
    told = orjson.dumps({**body, "version": view.versions[0]})
    return Response(told, media_type="application/json", headers={**CACHE, **headers})


def tag_of(request: Request, view: View, stamp: str = "") -> str:
    """
    Give what tells this answer from every other: the question, who asks, and what has changed.

    :param stamp: of what the answer is made of beside the view.
    """
    told = (str(request.url), view.owners, view.versions, view.taste, stamp)
    return f'W/"{hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()}"'


async def unless_known(
    request: Request,
    view: View,
    make: Callable[[], Awaitable[dict[str, Any]]],
    stamp: str = "",
) -> Response:
    """
    Make an answer, or say that the caller has it already.
    """
    if view.unmatched:
        return answer(view, await make())
    tag = tag_of(request, view, stamp)
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=NOT_MODIFIED, headers={**CACHE, "etag": tag})
    return answer(view, await make(), etag=tag)
