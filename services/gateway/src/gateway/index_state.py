"""
How far the index of each user is, kept in `users`.
"""

from dataclasses import dataclass
from datetime import datetime

from gateway.viewer import Viewer
from mediacore.database import WriteSession, raw

_BEGIN = """
INSERT INTO users (user_id, name, email, is_admin)
VALUES (%(user)s, %(name)s, %(email)s, %(admin)s)
ON CONFLICT (user_id) DO UPDATE SET
    name = excluded.name, email = excluded.email, is_admin = excluded.is_admin, seen_at = now()
RETURNING indexed_at, updated_after
"""


@dataclass(frozen=True, slots=True)
class State:
    """
    When a user's index was last compared as a whole, and from when on to ask for changes.
    """

    indexed_at: datetime | None
    updated_after: datetime | None


def come_by(session: WriteSession, viewer: Viewer) -> State:
    """
    Note who came by, and give how far their index is.
    """
    row = (
        raw(session)
        .execute(
            _BEGIN,
            {
                "user": viewer.user_id,
                "name": viewer.name,
                "email": viewer.email,
                "admin": viewer.is_admin,
            },
        )
        .fetchone()
    )
    assert row is not None  # noqa: S101 - an upsert without a condition always gives its row
    return State(*row)


def started(session: WriteSession, user_id: str, at: datetime) -> None:
    """
    Note that a user's first index begins; changes from now on are asked for.
    """
    raw(session).execute(
        "UPDATE users SET index_state = 'running', started_at = now(), updated_after = %s"
        " WHERE user_id = %s",
        (at, user_id),
    )


def progressed(session: WriteSession, user_id: str, done: int, total: int) -> None:
    """
    Note how many of how many assets are in the index, as far as is known.
    """
    raw(session).execute(
        "UPDATE users SET index_done = %s, index_total = %s WHERE user_id = %s",
        (min(done, total), total, user_id),
    )


def completed(session: WriteSession, user_id: str, at: datetime) -> None:
    """
    Note that a user's index is as Immich's.
    """
    raw(session).execute(
        "UPDATE users SET index_state = 'complete', index_done = index_total, indexed_at = %s"
        " WHERE user_id = %s",
        (at, user_id),
    )


def counted(session: WriteSession, user_id: str, at: datetime, until: datetime | None) -> None:
    """
    Note that Immich's counts were compared, and up to when changes were asked for.
    """
    raw(session).execute(
        "UPDATE users SET checked_at = %s, updated_after = %s WHERE user_id = %s",
        (at, until, user_id),
    )
