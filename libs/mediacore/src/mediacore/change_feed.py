"""
What changed, for whoever follows: append in the transaction that changes, read by position.

Serial ids commit out of order, so changes are read in the order of their transactions, and only
those below the oldest one that runs: a reader may come late by the length of a transaction, and
never misses a row. A position is the id of the last change that was read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from mediacore.database import ReadSession, WriteSession, raw
from mediacore.library_state import recall, remember

MAX_CHANGES = 1000
FORGOTTEN_KEY = "changes_forgotten"

_FINAL = "xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_START = (0, 0)


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


def read_changes(
    session: ReadSession | WriteSession, after: int, limit: int = MAX_CHANGES
) -> list[Change]:
    """
    Give the changes behind a position, oldest first; behind one that is lost, from the oldest on.
    """
    xid, last = _place(session, after) or _START
    rows = session.execute(
        text(
            "SELECT id, kind, subject, body, at FROM changes WHERE (xid, id) > (:xid, :last)"  # noqa: S608 - constant parts
            f" AND {_FINAL} ORDER BY xid, id LIMIT :limit"
        ),
        {"xid": xid, "last": last, "limit": limit},
    )
    return [Change(*row) for row in rows]


def is_lost(session: ReadSession | WriteSession, after: int) -> bool:
    """
    Tell whether changes behind a position may be forgotten: then only reading everything helps.
    """
    return _place(session, after) is None


def newest_position(session: ReadSession | WriteSession) -> int:
    """
    Give the position behind which is everything that is not yet to be seen.
    """
    row = session.execute(
        text(f"SELECT id FROM changes WHERE {_FINAL} ORDER BY xid DESC, id DESC LIMIT 1")  # noqa: S608 - constant parts
    ).one_or_none()
    return int(row[0]) if row else _forgotten(session)[1]


def forget_changes(session: WriteSession, days: float) -> int:
    """
    Drop changes that every follower has had time to read; give how many.
    """
    rows = session.execute(
        text(
            "DELETE FROM changes WHERE at < now() - make_interval(secs => :seconds)"
            " RETURNING xid, id"
        ),
        {"seconds": days * 86400},
    ).all()
    if rows:
        remember(session, FORGOTTEN_KEY, max(_forgotten(session), *(tuple(row) for row in rows)))
    return len(rows)


def _place(session: ReadSession | WriteSession, after: int) -> tuple[int, int] | None:
    """
    Give the transaction and id of a position, or nothing when more than it may be forgotten.
    """
    row = session.execute(
        text("SELECT xid, id FROM changes WHERE id = :after"), {"after": after}
    ).one_or_none()
    if row:
        return row[0], row[1]
    forgotten = _forgotten(session)
    return forgotten if after == forgotten[1] else None


def _forgotten(session: ReadSession | WriteSession) -> tuple[int, int]:
    xid, last = recall(session, FORGOTTEN_KEY) or _START
    return xid, last
