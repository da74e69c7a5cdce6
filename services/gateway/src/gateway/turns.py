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
from mediacore.errors import UnavailableError

AT_A_TIME = 4  # users of one process; each holds a connection of the pool meanwhile
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.1
BUSY = "Another action of yours is under way; try again soon."


class Turns:
    """
    Gives each user one turn at a time.

    Whoever waits holds no connection, so that the one whose turn it is finds one.

    :param patience: how many seconds to wait for another process.
    """

    def __init__(self, database: Database, patience: float = PATIENCE_SECONDS) -> None:
        self._database = database
        self._patience = patience
        self._gate = asyncio.Semaphore(AT_A_TIME)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, user_id: str) -> AsyncIterator[None]:
        """
        Wait for the user's turn and hold it; whoever dies gives it back with the connection.

        :raises UnavailableError: when another process has it for too long.
        """
        lock = self._locks.setdefault(user_id, asyncio.Lock())
        async with lock, self._gate:
            connection = await self._wait(user_id)
            try:
                yield
            finally:
                await in_thread(_give_back, connection)

    async def _wait(self, user_id: str) -> Connection:
        clock = asyncio.get_running_loop().time
        until = clock() + self._patience
        while (connection := await in_thread(self._take, user_id)) is None:
            if clock() > until:
                raise UnavailableError(BUSY)
            await asyncio.sleep(PAUSE_SECONDS)
        return connection

    def _take(self, user_id: str) -> Connection | None:
        """
        Take the turn if nobody has it, on a connection of its own.
        """
        connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        key = {"key": lock_key(f"acting {user_id}")}
        if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar():
            return connection
        connection.close()
        return None


def _give_back(connection: Connection) -> None:
    """
    Close the connection for good: with it goes the lock.
    """
    connection.invalidate()
    connection.close()
