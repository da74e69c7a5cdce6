"""
What changed, for whoever follows: append in the transaction that changes, read by position.

Serial ids commit out of order, so a reader sees only rows below the oldest running transaction:
it may come late by the length of a transaction, and never misses a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from mediacore.database import ReadSession, WriteSession, raw

MAX_CHANGES = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """
    One thing that changed: what kind, which subject, and what a follower wants to know.
    """

    id: int
    kind: str
    subject: str
    body: dict[str, Any]
    at: datetime


def publish(
    session: WriteSession, kind: str, subjects: Sequence[tuple[str, Mapping[str, Any]]]
) -> None:
    """
    Append changes of one kind, each a subject and its body.
    """
    if subjects:
        raw(session).execute(
            "INSERT INTO changes (kind, subject, body)"
            " SELECT %s, subject, body FROM unnest(%b::text[], %b::jsonb[]) AS c(subject, body)",
            (kind, [row[0] for row in subjects], [Jsonb(dict(row[1])) for row in subjects]),
        )


def read_changes(session: ReadSession, after: int, limit: int = MAX_CHANGES) -> list[Change]:
    """
    Give the changes behind a position, oldest first.
    """
    rows = session.execute(
        text(
            "SELECT id, kind, subject, body, at FROM changes WHERE id > :after"
            " AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
            " ORDER BY id LIMIT :limit"
        ),
        {"after": after, "limit": limit},
    )
    return [Change(*row) for row in rows]


def forget_changes(session: WriteSession, days: float) -> int:
    """
    Drop changes that every follower has had time to read.
    """
    result = session.execute(
        text("DELETE FROM changes WHERE at < now() - make_interval(secs => :seconds)"),
        {"seconds": days * 86400},
    )
    return int(result.rowcount)
