"""
`/api/search`: shots by any of their versions, and by what Immich knows of them.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from gateway.group_routes import Cursor, Limit
from gateway.guard import Reader
from gateway.rooms import Parts
from gateway.timeline_schemas import Found
from gateway.views import Seen, answer
from mediacore.pagination import PAGE_SIZE

MAX_QUERY = 200

Words = Annotated[str, Query(min_length=1, max_length=MAX_QUERY, pattern=r"^[^\x00]*$")]

router = APIRouter(tags=["search"])


@router.get("/api/search", response_model=Found)
async def search(
    viewer: Reader,
    view: Seen,
    parts: Parts,
    q: Words,
    cursor: Cursor = None,
    limit: Limit = PAGE_SIZE,
) -> Response:
    """
    Find shots by any version's file name, camera, extension or date, and by Immich's own search.
    """
    return answer(view, await parts.search.page(view, viewer.credentials, q, cursor, limit))
