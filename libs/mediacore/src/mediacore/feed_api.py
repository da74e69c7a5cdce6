"""
The routes by which another service follows this one: all of its groups, and what changed of them.

A follower reads `GET /feed` to the end, keeps the position of its first page, then reads
`GET /changes` from there and asks `POST /feed` for what they name. Whatever a position behind
which changes were forgotten misses, only reading everything again can tell.
"""

import uuid
from collections.abc import Sequence
from typing import Annotated, Any, Protocol

import orjson
from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from mediacore.change_feed import MAX_CHANGES, is_lost, newest_position, read_changes
from mediacore.database import Database, ReadSession

MAX_FED = 1000

Fed = dict[str, Any]


class Source(Protocol):
    """
    What is fed: groups in the form of a feed, each complete in itself.
    """

    def ids_after(
        self, session: ReadSession, after: uuid.UUID | None, limit: int
    ) -> list[uuid.UUID]:
        """
        Give the ids of the groups of all views behind one, in their order.
        """

    def groups(self, session: ReadSession, ids: Sequence[uuid.UUID]) -> list[Fed]:
        """
        Give those of some groups that are there, in the order of their ids.
        """


class FeedRequest(BaseModel):
    """
    Ask how some groups are now.
    """

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[uuid.UUID], Field(max_length=MAX_FED)]


def make_feed_router(database: Database, source: Source) -> APIRouter:
    """
    Make `GET /changes`, `GET /feed` and `POST /feed`.
    """
    router = APIRouter()

    @router.get("/changes")
    def changes(
        after: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=MAX_CHANGES)] = MAX_CHANGES,
    ) -> dict[str, Any]:
        """
        Follow what changed, from a position on; `lost` says that some of it is forgotten.
        """
        with database.read() as session:
            rows = read_changes(session, after, limit)
            lost = is_lost(session, after)
        return {"items": rows, "last": rows[-1].id if rows else after, "lost": lost}

    @router.get("/feed")
    def feed(
        after: uuid.UUID | None = None,
        limit: Annotated[int, Query(ge=1, le=MAX_FED)] = MAX_FED,
    ) -> Response:
        """
        Give a page of all groups of all views, and from which position on to follow changes.
        """
        with database.read() as session:
            position = newest_position(session)
            ids = source.ids_after(session, after, limit + 1)
            groups = source.groups(session, ids[:limit])
        after = ids[limit - 1] if len(ids) > limit else None
        return _answer({"groups": groups, "next": after, "position": position})

    @router.post("/feed")
    def feed_some(body: FeedRequest) -> Response:
        """
        Give some groups as they are now, and say which are gone.
        """
        with database.read() as session:
            groups = source.groups(session, body.ids)
        there = {group["group_id"] for group in groups}
        gone = [key for key in dict.fromkeys(map(str, body.ids)) if key not in there]
        return _answer({"groups": groups, "gone": gone})

    return router


def _answer(body: object) -> Response:
    return Response(orjson.dumps(body), media_type="application/json")
