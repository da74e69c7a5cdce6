"""
The dedup service's routes: each parses, calls one function, and shapes the answer.
"""

import uuid
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Query
from fastapi.responses import Response

from dedup import queries, schemas, totals
from dedup.decision_store import EVERYBODY
from dedup.fresh_state import add_decisions, add_kept
from dedup.queries import Filter, Sort
from dedup.records import DuplicateType, Level
from mediacore.database import Database
from mediacore.pagination import PAGE_SIZE

Owner = Annotated[str, Header(alias="X-Twinlens-Owner", max_length=schemas.MAX_OWNER)]
Limit = Annotated[int, Query(ge=1, le=PAGE_SIZE)]
Prefix = Annotated[str, Query(max_length=schemas.MAX_PREFIX, pattern=schemas.NO_NUL)]


def answer(body: object) -> Response:
    """
    Give JSON fast: the body is ours, so it is not validated again.
    """
    return Response(orjson.dumps(body), media_type="application/json")


def make_router(database: Database, default_level: Level = Level.L95) -> APIRouter:
    """
    Make the routes of duplicates.

    :param default_level: whose groups are given when a caller names no level.
    """
    router = APIRouter()

    @router.get("/duplicates", response_model=schemas.GroupPage)
    def list_groups(
        type: DuplicateType | None = None,  # noqa: A002 - the name callers use
        level: Level = default_level,
        prefix: Prefix = "",
        sort: Sort = Sort.NEWEST,
        cursor: str | None = None,
        limit: Limit = PAGE_SIZE,
        owner: Owner = EVERYBODY,
    ) -> Response:
        """
        List groups at a level, by type or with a member under a prefix, in one of three orders.
        """
        wanted = Filter(owner, type, prefix, level)
        with database.read() as session:
            page = queries.list_groups(session, wanted, sort=sort, cursor=cursor, limit=limit)
            add_decisions(session, owner, page.items)
        return answer({"items": page.items, "next_cursor": page.next_cursor})

    @router.get("/duplicates/counts", response_model=schemas.CountsOut)
    def counts(level: Level = default_level, owner: Owner = EVERYBODY) -> Response:
        """
        Count groups, their files, and the bytes that could be freed.
        """
        with database.read() as session:
            return answer(totals.counts(session, owner, level))

    @router.get("/duplicates/{group_id}", response_model=schemas.GroupOut)
    def get_group(group_id: uuid.UUID, owner: Owner = EVERYBODY) -> Response:
        """
        Give one group, dismissed or not.
        """
        with database.read() as session:
            group = queries.get_group(session, group_id)
            add_decisions(session, owner, [group])
        return answer(group)

    @router.post("/duplicates/lookup", response_model=schemas.LookupOut)
    def lookup(body: schemas.LookupRequest) -> Response:
        """
        Give the groups of up to 10,000 paths at a level.
        """
        owner, level = body.owner or EVERYBODY, body.level or default_level
        with database.read() as session:
            groups = queries.lookup(session, owner, body.paths, level)
            add_kept(session, owner, groups)
        return answer({"groups": groups})

    @router.post("/duplicates/details", response_model=schemas.DetailsOut)
    def details(body: schemas.DetailsRequest) -> Response:
        """
        Give up to 200 groups in full, as an owner sees them.
        """
        owner = body.owner or EVERYBODY
        with database.read() as session:
            found = queries.details(session, owner, body.ids)
            add_decisions(session, owner, found)
        return answer({"groups": found})

    return router
