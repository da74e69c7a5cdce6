"""
Through whose eyes a list is made, and whether its caller has it already.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import orjson
from fastapi import Depends, Query, Request, Response

from gateway import read_models
from gateway.guard import Reader, Taste
from gateway.preferences import Preferences
from gateway.rooms import Parts
from gateway.stored_groups import NOBODY
from mediacore.errors import ForbiddenError

CACHE = {"cache-control": "private, no-cache", "vary": "authorization, cookie, x-api-key"}
UNCHANGED = 304


class Scope(StrEnum):
    """
    Other groups than those of the caller's own photos.
    """

    UNMATCHED = "unmatched"


class Level(StrEnum):
    """
    How alike duplicates must be.
    """

    EXACT = "exact"
    L98 = "0.98"
    L95 = "0.95"
    L90 = "0.90"
    L85 = "0.85"
    L80 = "0.80"


@dataclass(frozen=True, slots=True)
class View:
    """
    What of the library is seen, and how.

    :ivar owners: whose photos, the caller first; `NOBODY` for what Immich knows not.
    :ivar versions: how often each owner's read models have changed.
    """

    owners: tuple[str, ...]
    versions: tuple[int, ...]
    taste: Preferences
    tag: str

    @property
    def unmatched(self) -> bool:
        """
        Whether it is of files that Immich knows not; their groups carry no version.
        """
        return self.owners == (NOBODY,)

    def head(self) -> dict[str, str]:
        """
        Give the headers of an answer: what tells it from a later one.
        """
        return CACHE if self.unmatched else {**CACHE, "etag": self.tag}

    def answer(self, body: dict[str, Any]) -> Response:
        """
        Give a body with these headers and the version of the caller's read models.
        """
        told = {**body, "version": self.versions[0]}
        return Response(orjson.dumps(told), media_type="application/json", headers=self.head())


async def viewing(
    request: Request,
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
        shared = await parts.partners.of(viewer)
        owners += tuple(sorted(set(shared) - {viewer.user_id}))

    def read() -> tuple[int, ...]:
        with parts.database.read() as session:
            return tuple(read_models.versions_of(session, owners))

    versions = await asyncio.to_thread(read)
    parts_of_tag = [
        *(request.url.path, request.url.query, owners, versions),
        *(taste.primary_format, taste.level, taste.auto_group),
    ]
    digest = hashlib.blake2b(repr(parts_of_tag).encode(), digest_size=12).hexdigest()
    return View(owners, versions, taste, f'W/"{digest}"')


Seen = Annotated[View, Depends(viewing)]


async def unless_known(
    request: Request, view: View, make: Callable[[], Awaitable[dict[str, Any]]]
) -> Response:
    """
    Make an answer, or say that the caller has it already.
    """
    known = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    if view.tag in known and not view.unmatched:
        return Response(status_code=UNCHANGED, headers=view.head())
    return view.answer(await make())
