"""
One replica at a time: locks of Postgres that belong to a connection, and go with it.
"""

import hashlib
import threading

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from mediacore.database import Database


def lock_key(name: str) -> int:
    """
    Give the number by which Postgres knows a lock.
    """
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)


class AdvisoryLocks:
    """
    The locks that this process holds, all on one connection; may be used from any thread.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._turn = threading.Lock()

    def acquire(self, name: str) -> bool:
        """
        Take a lock, if nobody else has it.
        """
        with self._turn:
            return self._ask("SELECT pg_try_advisory_lock(:key)", name)

    def release(self, name: str) -> None:
        """
        Give a lock back.
        """
        with self._turn:
            if self._connection is not None:
                self._ask("SELECT pg_advisory_unlock(:key)", name)

    def close(self) -> None:
        """
        Give all locks back.
        """
        with self._turn:
            self._drop()

    def _ask(self, question: str, name: str) -> bool:
        try:
            if self._connection is None:
                self._connection = self._open()
            answer = self._connection.execute(text(question), {"key": lock_key(name)})
            return bool(answer.scalar())
        except SQLAlchemyError:
            self._drop()
            return False

    def _open(self) -> Connection:
        """
        Open a connection that is no part of the pool: closing it is what gives locks back.
        """
        connection = self._database.engine.connect()
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        return connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
