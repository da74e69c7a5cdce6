"""
The command line over the service's database.
"""

from typing import Any

import psycopg
from sqlalchemy.exc import ArgumentError

from dedup.decision_store import EVERYBODY
from dedup.fresh_state import add_decisions
from dedup.queries import Filter, list_groups
from dedup.records import Level
from mediacore.database import Database, is_transient
from mediacore.errors import InvalidRequestError, UnavailableError
from mediacore.pagination import PAGE_SIZE


def stored_groups(
    url: str,
    level: Level,
    prefix: str = "",
    limit: int | None = None,
    page_size: int = PAGE_SIZE,
) -> list[dict[str, Any]]:
    """
    Give up to `limit` groups of a level, the newest first, or all of them.

    :raises InvalidRequestError: when the address is none, or the tables are missing.
    :raises UnavailableError: when the database does not answer.
    """
    try:
        database = Database(url, pool_size=1, name="dedup-cli")
    except ArgumentError:
        # Not chained and not quoted: the address may hold a password.
        raise InvalidRequestError("DATABASE_URL is not the address of a database.") from None
    try:
        return _read(database, Filter(level=level, prefix=prefix), limit, page_size)
    except psycopg.errors.UndefinedTable:
        raise InvalidRequestError(
            "The database has no tables yet: `python -m dedup.migrate` makes them."
        ) from None
    except Exception as error:
        if not is_transient(error):
            raise
        raise UnavailableError("The database does not answer: is DATABASE_URL right?") from error
    finally:
        database.close()


def _read(
    database: Database, wanted: Filter, limit: int | None, page_size: int
) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    cursor = None
    with database.read() as session:
        while True:
            room = page_size if limit is None else min(page_size, limit - len(groups))
            page = list_groups(session, wanted, cursor=cursor, limit=room)
            add_decisions(session, EVERYBODY, page.items)
            groups += page.items
            cursor = page.next_cursor
            if cursor is None or len(groups) == limit:
                return groups
