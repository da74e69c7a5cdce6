"""
Who did what, when, and how it was before and after: written with the deed, never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from mediacore.database import ReadSession, WriteSession, raw
from mediacore.pagination import PAGE_SIZE, Page, decode_cursor, page_of

UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Deed:
    """
    One thing that was done.

    :ivar subject: what it was done to, as `asset:<id>` or `group:<id>`.
    """

    action: str
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]


def write_down(session: WriteSession, user_id: str, token: str, deeds: Sequence[Deed]) -> None:
    """
    Keep what somebody did under a token.
    """
    with raw(session).cursor() as cursor:
        cursor.executemany(
            "INSERT INTO audit (user_id, token, action, subject, before, after)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [
                (user_id, token, deed.action, deed.subject, Jsonb(deed.before), Jsonb(deed.after))
                for deed in deeds
            ],
        )


def deeds_of(
    session: ReadSession | WriteSession, user_id: str, token: str, actions: Sequence[str]
) -> list[Deed]:
    """
    Give what a user did under a token, of some kinds.
    """
    rows = raw(session).execute(
        "SELECT action, subject, before, after FROM audit WHERE token = %s AND user_id = %s"
        " AND action = ANY(%s) ORDER BY id",
        (token, user_id, list(actions)),
    )
    return [Deed(*row) for row in rows]


def is_undone(session: ReadSession | WriteSession, user_id: str, token: str) -> bool:
    """
    Tell whether everything under a token was taken back.
    """
    return bool(deeds_of(session, user_id, token, [UNDONE]))


def page(session: ReadSession, user_id: str | None, cursor: str | None) -> Page[dict[str, Any]]:
    """
    List what a user did, or everybody, the newest first.
    """
    before = decode_cursor(cursor, (int,))[0] if cursor else 2**62
    rows = (
        raw(session)
        .execute(
            "SELECT id, at, user_id, token, action, subject, before, after FROM audit"
            " WHERE id < %(before)s AND (%(user)s::uuid IS NULL OR user_id = %(user)s::uuid)"
            " ORDER BY id DESC LIMIT %(limit)s",
            {"before": before, "user": user_id, "limit": PAGE_SIZE + 1},
        )
        .fetchall()
    )
    found = page_of(rows, PAGE_SIZE, lambda row: (row[0],))
    return Page(tuple(_told(row) for row in found.items), found.next_cursor)


def _told(row: Sequence[Any]) -> dict[str, Any]:
    return {
        "id": row[0],
        "at": row[1].isoformat(),
        "userId": str(row[2]),
        "token": None if row[3] is None else str(row[3]),
        "action": row[4],
        "subject": row[5],
        "before": row[6],
        "after": row[7],
    }
