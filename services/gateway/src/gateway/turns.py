"""
One after the other: a user's actions wait for each other, in all processes.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Connection, text

from mediacore.database import Database

_KEY = "hashtextextended(:user, 7233)"


@asynccontextmanager
async def turn(database: Database, user_id: str) -> AsyncIterator[None]:
    """
    Wait for the user's turn and hold it; whoever dies gives it back with the connection.
    """
    connection = await asyncio.to_thread(_take, database, user_id)
    try:
        yield
    finally:
        await asyncio.to_thread(_give_back, connection, user_id)


def _take(database: Database, user_id: str) -> Connection:
    connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        connection.execute(text(f"SELECT pg_advisory_lock({_KEY})"), {"user": user_id})
    except Exception:
        connection.close()
        raise
    return connection


def _give_back(connection: Connection, user_id: str) -> None:
    with connection:
        connection.execute(text(f"SELECT pg_advisory_unlock({_KEY})"), {"user": user_id})
