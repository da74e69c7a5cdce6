"""
`/api/groups` and `/api/duplicates`, what is read of them: only what the caller may see.
"""

import uuid
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from gateway import group_totals
from gateway.duplicate_schemas import DuplicateCounts, DuplicateGroups, OneDuplicateGroup
from gateway.group_pages import DUPLICATE, NO_LEVEL, VERSION, Sort, Wanted
from gateway.group_schemas import OneVersionGroup, VersionCounts, VersionGroups
from gateway.preferences import Level
from gateway.rooms import Parts
from gateway.timeline_store import ACROSS_TYPES, CardFilter, months
from gateway.timeline_views import timeline_of
from gateway.viewpoint import View
from gateway.views import UNCHANGED, Seen, unless_known
from mediacore.database import ReadSession
from mediacore.pagination import PAGE_SIZE, Page

MAX_PREFIX = 4096

Limit = Annotated[int, Query(ge=1, le=PAGE_SIZE)]
Prefix = Annotated[str, Query(max_length=MAX_PREFIX, pattern=r"^[^\x00]*$")]
Type = Annotated[str | None, Query(max_length=100, pattern=r"^[a-z_]+$")]
Cursor = Annotated[str | None, Query(max_length=1000)]

router = APIRouter(tags=["groups"])


@dataclass(frozen=True, slots=True)
class Wish:
    """
    Which groups of a list are wanted, and which page of it.
    """

    type: Type = None
    prefix: Prefix = ""
    cursor: Cursor = None
    limit: Limit = PAGE_SIZE


Wished = Annotated[Wish, Depends()]


def body_of(page: Page[dict[str, Any]]) -> dict[str, Any]:
    """
    Give a page as an answer.
    """
    return {"items": list(page.items), "nextCursor": page.next_cursor}


@router.get("/api/groups", response_model=VersionGroups, responses=UNCHANGED)
async def list_groups(
    request: Request,
    view: Seen,
    parts: Parts,
    wish: Wished,
    sort: Literal["newest", "size"] = "newest",
) -> Response:
    """
    List groups of versions, the newest or the largest first.
    """
    wanted = Wanted(view.owners, VERSION, NO_LEVEL, wish.type, wish.prefix)

    async def make() -> dict[str, Any]:
        return body_of(await parts.listing.page(view, wanted, Sort(sort), wish.cursor, wish.limit))

    return await unless_known(request, view, make)


@router.get("/api/groups/counts", response_model=VersionCounts, responses=UNCHANGED)
async def count_groups(request: Request, view: Seen, parts: Parts, prefix: Prefix = "") -> Response:
    """
    Count groups by type, and the cards that each filter of the timeline shows.
    """

    def read(session: ReadSession) -> dict[str, Any]:
        wanted = Wanted(view.owners, VERSION, prefix=prefix)
        found = group_totals.totals(session, wanted, unmatched=view.unmatched)
        counted = group_totals.version_counts(found)
        filters = _filters(session, view, counted["byType"])
        single = group_totals.single_count(session, view.owners)
        more = {"ungrouped": single, "ungroupedRaw": filters[CardFilter.UNGROUPED_RAW.value]}
        return counted | more | {"filters": filters}

    async def make() -> dict[str, Any]:
        return await parts.counts.of(view, ("versions", prefix), read)

    return await unless_known(request, view, make)


def _filters(session: ReadSession, view: View, by_type: dict[str, Any]) -> dict[str, int]:
    """
    Count the cards that each filter of the timeline shows by itself: one a group, if there are any.
    """
    shown = {}
    for chosen in CardFilter:
        if chosen in ACROSS_TYPES:
            found = months(session, timeline_of(view, [chosen]))
            shown[chosen.value] = sum(month["count"] for month in found)
        else:
            part = by_type.get(chosen.value, {}) if view.taste.auto_group else {}
            shown[chosen.value] = part.get("groups", 0)
    return shown


@router.get("/api/groups/{group_id}", response_model=OneVersionGroup, responses=UNCHANGED)
async def get_group(request: Request, view: Seen, parts: Parts, group_id: uuid.UUID) -> Response:
    """
    Give one group of versions.
    """

    async def make() -> dict[str, Any]:
        return await parts.listing.one(view, VERSION, str(group_id), NO_LEVEL)

    return await unless_known(request, view, make)


@router.get("/api/duplicates", response_model=DuplicateGroups, responses=UNCHANGED)
async def list_duplicates(
    request: Request,
    view: Seen,
    parts: Parts,
    wish: Wished,
    level: Level | None = None,
    sort: Literal["newest", "space", "similarity"] = "newest",
) -> Response:
    """
    List groups of duplicates at a level, which is the caller's preferred one if none is named.
    """
    wanted = Wanted(view.owners, DUPLICATE, level or view.taste.level, wish.type, wish.prefix)

    async def make() -> dict[str, Any]:
        return body_of(await parts.listing.page(view, wanted, Sort(sort), wish.cursor, wish.limit))

    return await unless_known(request, view, make)


@router.get("/api/duplicates/counts", response_model=DuplicateCounts, responses=UNCHANGED)
async def count_duplicates(
    request: Request,
    view: Seen,
    parts: Parts,
    level: Level | None = None,
    prefix: Prefix = "",
) -> Response:
    """
    Count groups of duplicates, their files, and the bytes that could be freed.
    """
    chosen = level or view.taste.level

    def read(session: ReadSession) -> dict[str, Any]:
        wanted = Wanted(view.owners, DUPLICATE, prefix=prefix)
        found = group_totals.totals(session, wanted, unmatched=view.unmatched)
        return group_totals.duplicate_counts(found, chosen)

    async def make() -> dict[str, Any]:
        return await parts.counts.of(view, ("duplicates", chosen, prefix), read)

    return await unless_known(request, view, make)


@router.get("/api/duplicates/{group_id}", response_model=OneDuplicateGroup, responses=UNCHANGED)
async def get_duplicate_group(
    request: Request, view: Seen, parts: Parts, group_id: uuid.UUID, level: Level | None = None
) -> Response:
    """
    Give one group of duplicates.
    """

    async def make() -> dict[str, Any]:
        chosen = level or view.taste.level
        return await parts.listing.one(view, DUPLICATE, str(group_id), chosen)

    return await unless_known(request, view, make)
