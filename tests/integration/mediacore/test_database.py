"""
Sessions on a real Postgres.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError, OperationalError

from mediacore.database import Database, is_transient, raw


@pytest.fixture
def database(empty_database_url: str) -> Iterator[Database]:
    """
    A database with one empty table.
    """
    made = Database(empty_database_url, pool_size=1, name="tests")
    with made.write() as session:
        session.execute(text("CREATE TABLE notes (line text)"))
    yield made
    made.close()


def lines(database: Database) -> list[str]:
    """
    Read what the table holds.
    """
    with database.read() as session:
        return list(session.execute(text("SELECT line FROM notes")).scalars())


def test_block_that_ends_well_is_committed(database: Database) -> None:
    """
    What a write session wrote is there for the next one.
    """
    with database.write() as session:
        session.execute(text("INSERT INTO notes VALUES ('kept')"))

    assert lines(database) == ["kept"]


def test_block_that_fails_leaves_nothing(database: Database) -> None:
    """
    An error takes back everything the block wrote.
    """

    def fail() -> None:
        with database.write() as session:
            session.execute(text("INSERT INTO notes VALUES ('lost')"))
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()

    assert lines(database) == []


def test_read_session_cannot_write(database: Database) -> None:
    """
    The server itself refuses, whatever the types said.
    """
    with database.read() as session, pytest.raises(InternalError, match="read-only"):
        session.execute(text("INSERT INTO notes VALUES ('no')"))


def test_connection_that_read_may_write_afterwards(database: Database) -> None:
    """
    Read-only holds for one transaction, not for the pooled connection.
    """
    lines(database)
    with database.write() as session:
        session.execute(text("INSERT INTO notes VALUES ('kept')"))

    assert lines(database) == ["kept"]


def test_driver_under_a_session_shares_its_transaction(database: Database) -> None:
    """
    COPY by psycopg is committed or rolled back with everything else of the block.
    """
    with database.write() as session, raw(session).cursor() as cursor:
        with cursor.copy("COPY notes FROM STDIN") as copy:
            copy.write_row(["copied"])
        cursor.execute("SELECT current_setting('application_name')")
        name = cursor.fetchone()

    assert lines(database) == ["copied"]
    assert name == ("tests",)


@pytest.mark.parametrize("setting", ["lock_timeout", "idle_in_transaction_session_timeout"])
def test_no_statement_waits_for_ever(database: Database, setting: str) -> None:
    """
    Every connection of the pool is bounded, from its first transaction on.
    """
    with database.read() as session:
        value = session.execute(text(f"SHOW {setting}")).scalar_one()

    assert value != "0"


def test_connection_lost_while_it_was_idle_is_replaced(database: Database) -> None:
    """
    A restarted server costs nobody an error.
    """
    with database.read() as session:
        lost = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    second = Database(str(database.engine.url.render_as_string(hide_password=False)))
    with second.write() as session:
        session.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": lost})
    second.close()

    assert lines(database) == []


def test_error_of_a_server_that_is_away_is_transient() -> None:
    """
    What a missing server raises is what patience is for.
    """
    away = Database("postgresql://nobody@127.0.0.1:1/none")

    with pytest.raises(OperationalError, match="connection") as caught:
        lines(away)

    assert is_transient(caught.value)
