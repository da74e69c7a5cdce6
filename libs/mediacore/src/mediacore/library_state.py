"""
Small facts about the library that must survive a restart, such as which device its root is on.
"""

from typing import Any

from psycopg.types.json import Jsonb

from mediacore.database import ReadSession, WriteSession, raw


def recall(session: ReadSession | WriteSession, key: str) -> Any:
    """
    Give what was remembered under a key, or `None`.
    """
    row = raw(session).execute("SELECT value FROM library_state WHERE key = %s", (key,)).fetchone()
    return row[0] if row else None


def remember(session: WriteSession, key: str, value: Any) -> None:
    """
    Keep a JSON value under a key.
    """
    raw(session).execute(
        "INSERT INTO library_state (key, value) VALUES (%s, %s)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, Jsonb(value)),
    )
