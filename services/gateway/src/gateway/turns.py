"""
One after the other: a user's actions wait for each other, in all processes.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from sqlalchemy import Connection, text

from gateway.advisory_locks import lock_key
from gateway.background import in_thread
from mediacore.database import Database

AT_A_TIME = 4  # users of one process; each holds a connection of the pool meanwhile


class Turns:
    """
    Gives each user one turn at a time.

    Whoever waits in this process holds no connection, so that the one whose turn it is finds one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._gate = asyncio.Semaphore(AT_A_TIME)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, user_id: str) -> AsyncIterator[None]:
        """
        Wait for the user's turn and hold it; whoever dies gives it back with the connection.
        """
        lock = self._locks.setdefault(user_id, asyncio.Lock())
        async with lock, self._gate:
            connection = await in_thread(self._take, user_id)
            try:
                yield
            finally:
                await in_thread(_give_back, connection)

    def _take(self, user_id: str) -> Connection:
        connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            key = {"key": lock_key(f"acting {user_id}")}
            connection.execute(text("SELECT pg_advisory_lock(:key)"), key)
        except Exception:
            _give_back(connection)
            raise
        return connection


def _give_back(connection: Connection) -> None:
    """
    Close the connection for good: with it goes the lock.
    """
    connection.invalidate()
    connection.close()
