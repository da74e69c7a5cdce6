"""
Postgres: one engine a process, short transactions, and two kinds of session.

A function that writes asks for a `WriteSession`, one that reads for a `ReadSession`: handing the
wrong one over is a type error, not a surprise at run time. Whoever opens the session owns the
transaction; nothing below commits.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NewType, TypeVar, cast

import orjson
import psycopg
from psycopg.types.json import set_json_dumps, set_json_loads
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from mediacore.retry import backoff_seconds

ReadSession = NewType("ReadSession", Connection)
WriteSession = NewType("WriteSession", Connection)

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

CONNECT_TIMEOUT_SECONDS = 5
TRANSIENT = (
    OperationalError,
    InterfaceError,
    PoolTimeoutError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)

T = TypeVar("T")

set_json_dumps(orjson.dumps)
set_json_loads(orjson.loads)


def sqlalchemy_url(url: str) -> str:
    """
    Give a database address with the driver we use, whichever way it was written.
    """
    for scheme in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


class Database:
    """
    A pooled connection to one service's database.
    """

    def __init__(self, url: str, *, pool_size: int = 10, name: str = "twinlens") -> None:
        self.engine: Engine = create_engine(
            sqlalchemy_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            pool_recycle=1800,
            connect_args={
                "application_name": name,
                "connect_timeout": CONNECT_TIMEOUT_SECONDS,
                "prepare_threshold": 3,
            },
        )
        event.listen(self.engine, "connect", _on_connect)

    @contextmanager
    def read(self) -> Iterator[ReadSession]:
        """
        Open a read-only transaction.
        """
        with self.engine.connect() as connection:
            connection.execute(text("SET TRANSACTION READ ONLY"))
            yield ReadSession(connection)

    @contextmanager
    def write(self) -> Iterator[WriteSession]:
        """
        Open a transaction that commits when the block ends well, and rolls back when not.
        """
        with self.engine.begin() as connection:
            yield WriteSession(connection)

    def close(self) -> None:
        """
        Give every connection back.
        """
        self.engine.dispose()


def _on_connect(connection: Any, _record: Any) -> None:
    """
    Bound what one statement may wait for, so that a lost lock cannot hang a service.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = '300s'")
    connection.commit()


def raw(session: ReadSession | WriteSession) -> psycopg.Connection[Any]:
    """
    Give the psycopg connection under a session, for COPY and for large arrays.
    """
    return cast("psycopg.Connection[Any]", session.connection.driver_connection)


def is_transient(error: BaseException) -> bool:
    """
    Tell whether trying again later may help: the server is away, restarting, or chose a victim.
    """
    return isinstance(error, TRANSIENT)


def with_patience(
    action: Callable[[], T],
    *,
    attempts: int = 8,
    pause: Callable[[float], None] = time.sleep,
    base: float = 0.5,
    cap: float = 30.0,
) -> T:
    """
    Run an action, trying again with growing pauses while the database is away.

    The action must be whole: it runs again from its beginning.
    """
    for attempt in range(attempts - 1):
        try:
            return action()
        except Exception as error:
            if not is_transient(error):
                raise
            pause(backoff_seconds(attempt, base, cap))
    return action()
