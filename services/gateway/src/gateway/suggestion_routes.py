"""
`/api/suggestions/orphan-raws`: RAWs without a partner, among the caller's own photos.
"""

from fastapi import APIRouter, Response

from gateway.group_routes import Cursor, Limit, body_of
from gateway.rooms import Parts
from gateway.suggestion_schemas import Orphans
from gateway.views import Seen, answer

USUAL = 20

router = APIRouter(tags=["suggestions"])


@router.get("/api/suggestions/orphan-raws", response_model=Orphans)
async def orphan_raws(
    view: Seen, parts: Parts, cursor: Cursor = None, limit: Limit = USUAL
) -> Response:
    """
    List RAWs that stand alone, with candidates and the reason they did not match.
    """
    return answer(view, body_of(await parts.orphans.page(view, cursor, limit)))
