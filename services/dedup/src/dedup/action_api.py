"""
The routes by which people decide: each parses, calls one function, and shapes the answer.
"""

import uuid
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header
from fastapi.responses import Response

from dedup import action_schemas as shapes
from dedup import actions
from dedup.decision_store import EVERYBODY
from dedup.resolving import Desk, Wish, let_go
from dedup.resolving_many import resolve
from dedup.schemas import MAX_OWNER
from mediacore.database import Database

Owner = Annotated[str, Header(alias="X-Twinlens-Owner", max_length=MAX_OWNER)]
REFUSED: dict[int | str, dict[str, Any]] = {409: {"model": shapes.ProblemOut}}


def _answer(body: object) -> Response:
    return Response(orjson.dumps(body), media_type="application/json")


def _outcome(outcome: actions.Outcome) -> Response:
    return _answer(
        {
            "undo_token": str(outcome.token),
            "groups": outcome.groups,
            "files": outcome.files,
        }
    )


def make_action_router(database: Database, desk: Desk) -> APIRouter:
    """
    Make the routes of decisions.
    """
    router = APIRouter()

    @router.post(
        "/duplicates/{group_id}/dismiss", response_model=shapes.OutcomeOut, responses=REFUSED
    )
    def dismiss(
        group_id: uuid.UUID, body: shapes.DismissRequest | None = None, owner: Owner = EVERYBODY
    ) -> Response:
        """
        Do not show these contents as duplicates to this owner any more.
        """
        wanted = body or shapes.DismissRequest()
        with database.write() as session:
            return _outcome(
                actions.dismiss(session, owner, group_id, wanted.revision, wanted.paths)
            )

    @router.post("/duplicates/{group_id}/keep", response_model=shapes.OutcomeOut, responses=REFUSED)
    def keep(group_id: uuid.UUID, body: shapes.KeepRequest, owner: Owner = EVERYBODY) -> Response:
        """
        Remember which copies this owner keeps.
        """
        with database.write() as session:
            return _outcome(actions.keep(session, owner, group_id, body.paths, body.revision))

    @router.delete(
        "/duplicates/{group_id}/files", response_model=shapes.RemovalOut, responses=REFUSED
    )
    def remove(
        group_id: uuid.UUID, body: shapes.RemoveRequest, owner: Owner = EVERYBODY
    ) -> Response:
        """
        Decide that files are to go; say what is to be carried out by whom. Nothing is removed here.
        """
        wish = Wish(group_id, body.revision, body.paths, body.keep)
        with database.write() as session:
            done = let_go(session, desk, owner, wish, body.batch)
        return _answer(
            {
                "undo_token": str(done.token),
                "group": done.group,
                "keeper": done.keeper,
                "files": done.files,
            }
        )

    @router.post("/duplicates/resolve", response_model=shapes.ResolveOut)
    def resolve_many(body: shapes.ResolveRequest, owner: Owner = EVERYBODY) -> Response:
        """
        Resolve up to 500 groups, each on its own, with a result for each.
        """
        wishes = [Wish(item.group_id, item.revision, item.remove, item.keep) for item in body.items]
        token, results = resolve(database, desk, owner, wishes)
        return _answer({"undo_token": str(token), "results": results})

    @router.post("/duplicates/undo/{token}", response_model=shapes.OutcomeOut)
    def undo(token: uuid.UUID, owner: Owner = EVERYBODY) -> Response:
        """
        Take a decision back.
        """
        with database.write() as session:
            return _outcome(actions.undo(session, desk.check, owner, token))

    return router
