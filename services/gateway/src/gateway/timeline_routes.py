"""
`/api/groups/timeline`: the library as cards, one a shot.
"""

import asyncio
import uuid
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from gateway.cards import columns
from gateway.guard import Reader
from gateway.picks import Pick, Picked, PickKind
from gateway.rooms import Parts, Rooms
from gateway.timeline_schemas import Columns, Months
from gateway.timeline_store import CardFilter
from gateway.timeline_views import month_of_cards, months_of
from gateway.viewpoint import View
from gateway.views import UNCHANGED, Seen, unless_known
from mediacore.database import ReadSession
from mediacore.errors import InvalidRequestError

FILTER_HELP = "only cards of these kinds; several mean any of them"

Filters = Annotated[frozenset[CardFilter], Query(alias="filter", description=FILTER_HELP)]
Month = Annotated[str, Query(pattern=r"^[1-9]\d{3}-(0[1-9]|1[0-2])-01", max_length=40)]
NOTHING: frozenset[CardFilter] = frozenset()

router = APIRouter(tags=["timeline"])


async def picked(
    viewer: Reader,
    view: Seen,
    parts: Parts,
    album: Annotated[
        uuid.UUID | None, Query(alias="albumId", description="only what is in this album")
    ] = None,
    person: Annotated[
        uuid.UUID | None, Query(alias="personId", description="only what shows this person")
    ] = None,
) -> Picked | None:
    """
    Give what the asked album or person picks out, as Immich tells the caller.

    :raises InvalidRequestError: when both are named, or files that Immich does not know.
    """
    named = ((PickKind.ALBUM, album), (PickKind.PERSON, person))
    picks = [Pick(kind, str(pick_id)) for kind, pick_id in named if pick_id is not None]
    if not picks:
        return None
    if len(picks) > 1 or view.unmatched:
        raise InvalidRequestError("Name an album or a person, and nothing beside")
    return await parts.picks.of(viewer.credentials, picks[0])


InPick = Annotated[Picked | None, Depends(picked)]


@router.get("/api/groups/timeline/buckets", response_model=Months, responses=UNCHANGED)
async def timeline_buckets(
    request: Request,
    view: Seen,
    parts: Parts,
    pick: InPick,
    filters: Filters = NOTHING,
    newest: Annotated[bool, Query(description="with the cards of the newest month")] = False,
) -> Response:
    """
    List the months that have cards, the newest first, with how many.
    """

    def read(session: ReadSession) -> dict[str, Any]:
        return {"items": months_of(session, view, filters, pick)}

    async def make() -> dict[str, Any]:
        counted = await parts.counts.of(view, ("months", _stamp(pick), *sorted(filters)), read)
        if not newest or not counted["items"]:
            return {**counted, "newest": None}
        first = counted["items"][0]["timeBucket"]
        cards = await asyncio.to_thread(_cards, parts, view, filters, pick, first)
        return {**counted, "newest": cards}

    return await unless_known(request, view, make, _stamp(pick))


@router.get("/api/groups/timeline/bucket", response_model=Columns, responses=UNCHANGED)
async def timeline_bucket(
    request: Request,
    view: Seen,
    parts: Parts,
    pick: InPick,
    month: Annotated[Month, Query(alias="timeBucket")],
    filters: Filters = NOTHING,
) -> Response:
    """
    Give the cards of a month in columns, the newest first.
    """

    async def make() -> dict[str, Any]:
        return await asyncio.to_thread(_cards, parts, view, filters, pick, month)

    return await unless_known(request, view, make, _stamp(pick))


def _cards(
    parts: Rooms, view: View, filters: frozenset[CardFilter], pick: Picked | None, month: str
) -> dict[str, Any]:
    day = date.fromisoformat(month[:10])
    with parts.database.read() as session:
        return dict(columns(month_of_cards(session, view, filters, day, pick)))


def _stamp(pick: Picked | None) -> str:
    return "" if pick is None else pick.stamp
