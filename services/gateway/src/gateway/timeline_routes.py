"""
`/api/groups/timeline`: the library as cards, one a shot.
"""

import asyncio
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from gateway.cards import columns
from gateway.rooms import Parts
from gateway.timeline_schemas import Columns, Months
from gateway.timeline_store import CardFilter, months
from gateway.timeline_views import month_of_cards, timeline_of
from gateway.views import UNCHANGED, Seen, unless_known
from mediacore.database import ReadSession

FILTER_HELP = "only cards of these kinds; several mean any of them"

Filters = Annotated[frozenset[CardFilter], Query(alias="filter", description=FILTER_HELP)]
Month = Annotated[str, Query(pattern=r"^[1-9]\d{3}-(0[1-9]|1[0-2])-01", max_length=40)]
NOTHING: frozenset[CardFilter] = frozenset()

router = APIRouter(tags=["timeline"])


@router.get("/api/groups/timeline/buckets", response_model=Months, responses=UNCHANGED)
async def timeline_buckets(
    request: Request, view: Seen, parts: Parts, filters: Filters = NOTHING
) -> Response:
    """
    List the months that have cards, the newest first, with how many.
    """

    def read(session: ReadSession) -> dict[str, Any]:
        return {"items": months(session, timeline_of(view, filters))}

    async def make() -> dict[str, Any]:
        return await parts.counts.of(view, ("months", *sorted(filters)), read)

    return await unless_known(request, view, make)


@router.get("/api/groups/timeline/bucket", response_model=Columns, responses=UNCHANGED)
async def timeline_bucket(
    request: Request,
    view: Seen,
    parts: Parts,
    month: Annotated[Month, Query(alias="timeBucket")],
    filters: Filters = NOTHING,
) -> Response:
    """
    Give the cards of a month in columns, the newest first.
    """

    def read() -> dict[str, Any]:
        day = date.fromisoformat(month[:10])
        with parts.database.read() as session:
            return dict(columns(month_of_cards(session, view, filters, day)))

    async def make() -> dict[str, Any]:
        return await asyncio.to_thread(read)

    return await unless_known(request, view, make)
