"""
How far the services and the indexes are: gathered from everybody, and what each caller is told.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from gateway.camel import camel_keys
from gateway.engine_client import EngineClient
from mediacore.database import ReadSession, raw
from mediacore.errors import TwinlensError

ASKING_SECONDS = 2.0

Progress = dict[str, Any]

# What names no file. Whatever a service tells beside it is for admins.
FOR_EVERYBODY = frozenset(
    {
        *("state", "note", "runId", "trigger", "stage", "startedAt", "finishedAt"),
        *("found", "unchanged", "total", "done", "failed", "rate", "etaSeconds"),
        *("files", "filesFailed", "backlog"),
    }
)

_USERS = (
    "SELECT user_id::text, version, index_state, index_done, index_total, indexed_at"
    " FROM users WHERE user_id = ANY(%s::uuid[])"
)


async def scan_progress(engines: Sequence[EngineClient]) -> Progress:
    """
    Give each service's scan status by its name; of one that does not answer, only that.
    """

    async def one(engine: EngineClient) -> Progress:
        try:
            status = await engine.ask("GET", "/scan/status", seconds=ASKING_SECONDS)
        except TwinlensError as error:
            return {"state": "unavailable", "note": error.message}
        told: Progress = camel_keys(status)
        return told

    answers = await asyncio.gather(*(one(engine) for engine in engines))
    return {engine.name: answer for engine, answer in zip(engines, answers, strict=True)}


def without_paths(progress: Mapping[str, Any]) -> Progress:
    """
    Give progress as everybody may see it: no file is named, because not everybody may know it.
    """
    return {
        name: {key: value for key, value in status.items() if key in FOR_EVERYBODY}
        for name, status in progress.items()
    }


def all_users(session: ReadSession) -> list[Progress]:
    """
    Give every user's index, the newest users of it first.
    """
    rows = raw(session).execute(
        "SELECT user_id::text, name, index_state, index_done, index_total, indexed_at,"
        " extract(epoch FROM now() - indexed_at)::float8 FROM users ORDER BY seen_at DESC"
    )
    return [
        {
            "userId": user_id,
            "name": name,
            "state": state,
            "done": done,
            "total": total,
            "indexedAt": None if indexed_at is None else indexed_at.isoformat(),
            "ageSeconds": age,
        }
        for user_id, name, state, done, total, indexed_at, age in rows
    ]


def user_states(session: ReadSession, user_ids: Sequence[str]) -> dict[str, Progress]:
    """
    Give how new each user's groups are, and how far their index is.
    """
    rows = raw(session).execute(_USERS, (list(user_ids),)).fetchall()
    return {
        user_id: {
            "groups": {"version": version},
            "index": {
                "state": state,
                "done": done,
                "total": total,
                "indexedAt": None if indexed_at is None else indexed_at.isoformat(),
            },
        }
        for user_id, version, state, done, total, indexed_at in rows
    }
