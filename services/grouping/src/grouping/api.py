"""
The grouping service's routes: each parses, calls one function, and shapes the answer.
"""

import uuid
from collections.abc import Callable
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Query
from fastapi.responses import Response

from grouping import actions, listing, queries, schemas, suggestions
from grouping.decision_store import EVERYBODY
from grouping.records import GroupType
from grouping.rules import Rules
from mediacore.database import Database
from mediacore.pagination import PAGE_SIZE

Owner = Annotated[str, Header(alias="X-Twinlens-Owner")]
Limit = Annotated[int, Query(ge=1, le=PAGE_SIZE)]


def answer(body: object) -> Response:
    """
    Give JSON fast: the body is ours, so it is not validated again.
    """
    return Response(orjson.dumps(body), media_type="application/json")


def _outcome(outcome: actions.Outcome) -> Response:
    return answer({"undo_token": str(outcome.token), "groups": outcome.groups})


def make_router(database: Database, rules: Rules) -> APIRouter:  # noqa: C901, PLR0915 - one closure a route
    """
    Make the routes of groups and suggestions.
    """
    router = APIRouter()

    @router.get("/groups", response_model=schemas.GroupPage)
    def list_groups(
        type: GroupType | None = None,  # noqa: A002 - the name callers use
        prefix: str = "",
        ungrouped: bool = False,
        cursor: str | None = None,
        limit: Limit = PAGE_SIZE,
        owner: Owner = EVERYBODY,
    ) -> Response:
        """
        List groups, newest first; by type, under a path prefix, or the files that stand alone.
        """
        with database.read() as session:
            page = (
                listing.list_ungrouped(session, prefix=prefix, cursor=cursor, limit=limit)
                if ungrouped
                else listing.list_groups(
                    session,
                    owner=owner,
                    group_type=type,
                    prefix=prefix,
                    cursor=cursor,
                    limit=limit,
                )
            )
        return answer({"items": page.items, "next_cursor": page.next_cursor})

    @router.get("/groups/counts")
    def counts(owner: Owner = EVERYBODY) -> Response:
        """
        Count groups by type, their files and bytes, and what stands alone.
        """
        with database.read() as session:
            return answer(queries.counts(session, owner))

    @router.get("/groups/{group_id}", response_model=schemas.GroupOut)
    def get_group(group_id: uuid.UUID) -> Response:
        """
        Give one group.
        """
        with database.read() as session:
            return answer(queries.get_group(session, group_id))

    @router.post("/groups/lookup", response_model=schemas.LookupOut)
    def lookup(body: schemas.LookupRequest) -> Response:
        """
        Give the groups of up to 10,000 paths.
        """
        with database.read() as session:
            groups = queries.lookup(session, body.owner or EVERYBODY, body.paths)
        return Response(f'{{"groups":{groups}}}', media_type="application/json")

    @router.post("/groups/details", response_model=schemas.DetailsOut)
    def details(body: schemas.DetailsRequest) -> Response:
        """
        Give up to 200 groups in full, as an owner sees them.
        """
        with database.read() as session:
            found = queries.details(session, body.owner or EVERYBODY, body.ids)
        return answer({"groups": found})

    @router.post("/groups/merge", response_model=schemas.OutcomeOut)
    def merge(body: schemas.MergeRequest, owner: Owner = EVERYBODY) -> Response:
        """
        Put groups and single files together: they are one shot.
        """
        groups = [(row.group_id, row.revision) for row in body.groups]
        with database.write() as session:
            return _outcome(actions.merge(session, rules, owner, groups, body.paths))

    @router.post("/groups/dissolve", response_model=schemas.DissolveOut)
    def dissolve(body: schemas.DissolveRequest, owner: Owner = EVERYBODY) -> Response:
        """
        Take up to 1,000 groups apart; each has its own result, one token undoes all.
        """
        groups = [(row.group_id, row.revision) for row in body.groups]
        with database.write() as session:
            token, results = actions.dissolve(session, rules, owner, groups)
        return answer({"undo_token": str(token) if token else None, "results": results})

    @router.post("/groups/undo/{token}", response_model=schemas.OutcomeOut)
    def undo(token: uuid.UUID, owner: Owner = EVERYBODY) -> Response:
        """
        Take a decision back.
        """
        with database.write() as session:
            return _outcome(actions.undo(session, rules, owner, token))

    @router.post("/groups/{group_id}/primary", response_model=schemas.OutcomeOut)
    def set_primary(
        group_id: uuid.UUID, body: schemas.PrimaryRequest, owner: Owner = EVERYBODY
    ) -> Response:
        """
        Make a member the primary version.
        """
        with database.write() as session:
            return _outcome(
                actions.set_primary(session, rules, owner, group_id, body.path, body.revision)
            )

    @router.post("/groups/{group_id}/split", response_model=schemas.OutcomeOut)
    def split(
        group_id: uuid.UUID, body: schemas.SplitRequest, owner: Owner = EVERYBODY
    ) -> Response:
        """
        Put members apart: they are not the same shot.
        """
        with database.write() as session:
            return _outcome(
                actions.split(session, rules, owner, group_id, body.paths, body.revision)
            )

    @router.get("/suggestions/orphan-raws")
    def orphan_raws(
        cursor: str | None = None, limit: Limit = 20, owner: Owner = EVERYBODY
    ) -> Response:
        """
        List RAWs without a partner, with candidates and the reason they did not match.
        """
        with database.read() as session:
            page = suggestions.orphan_raws(session, rules, owner=owner, cursor=cursor, limit=limit)
        return answer({"items": page.items, "next_cursor": page.next_cursor})

    @router.post("/suggestions/lookup")
    def orphans_of(body: schemas.OrphansRequest) -> Response:
        """
        Give candidates for those of up to 100 paths that are RAWs without a partner.
        """
        with database.read() as session:
            found = suggestions.orphans_of(session, rules, body.owner or EVERYBODY, body.paths)
        return answer({"items": found})

    @router.post("/suggestions/{suggestion_id}/accept", response_model=schemas.OutcomeOut)
    def accept(suggestion_id: str, owner: Owner = EVERYBODY) -> Response:
        """
        Join the RAW with the candidate, for ever.
        """
        return _judge(actions.accept_pair, suggestion_id, owner)

    @router.post("/suggestions/{suggestion_id}/reject", response_model=schemas.OutcomeOut)
    def reject(suggestion_id: str, owner: Owner = EVERYBODY) -> Response:
        """
        Never suggest this pair again.
        """
        return _judge(actions.reject_pair, suggestion_id, owner)

    def _judge(action: Callable[..., actions.Outcome], suggestion_id: str, owner: str) -> Response:
        raw_id, candidate_id = suggestions.parse_suggestion_id(suggestion_id)
        with database.write() as session:
            return _outcome(action(session, rules, owner, raw_id, candidate_id))

    return router
