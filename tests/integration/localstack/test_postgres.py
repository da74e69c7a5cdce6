"""
The embedded Postgres, for real.
"""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no type information
import psycopg
import pytest

from localstack.account import own_account
from localstack.errors import StartFailedError
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres, Patience
from localstack.process import Process
from localstack.spec import ProcessSpec


def address(server: EmbeddedPostgres, database: str) -> str:
    """
    The address as psycopg alone takes it.
    """
    return server.url(database).replace("+psycopg", "")


def ask(server: EmbeddedPostgres, database: str, statement: str) -> object:
    """
    The first value of an answer, signed in as the database's own role.
    """
    with psycopg.connect(address(server, database)) as connection:
        row = connection.execute(statement).fetchone()
    return row and row[0]


@pytest.fixture(scope="module")
def own_server(server_folder: Path, guardian: Guardian) -> Iterator[EmbeddedPostgres]:
    """
    A server these tests may kill, with one table in one database.
    """
    server = EmbeddedPostgres(server_folder / "own-postgres", durable=False)
    server.start(guardian.env)
    server.ensure_databases(["alpha"])
    with psycopg.connect(address(server, "alpha")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    yield server
    server.stop()


def test_every_database_has_a_role_of_its_own_and_vectors(
    postgres_server: EmbeddedPostgres,
) -> None:
    """
    A role signs in to its database and finds the vector extension there.
    """
    postgres_server.ensure_databases(["alpha"])

    assert ask(postgres_server, "alpha", "SELECT current_user") == "alpha"
    assert ask(postgres_server, "alpha", "SELECT '[1,2]'::vector::text") == "[1,2]"


def test_making_databases_again_changes_nothing(postgres_server: EmbeddedPostgres) -> None:
    """
    Every start makes sure of the same databases.
    """
    postgres_server.ensure_databases(["twice"])
    postgres_server.ensure_databases(["twice"])

    assert ask(postgres_server, "twice", "SELECT 1") == 1


def test_a_wrong_password_is_refused(postgres_server: EmbeddedPostgres) -> None:
    """
    Loopback alone opens nothing.
    """
    postgres_server.ensure_databases(["alpha"])
    wrong = address(postgres_server, "alpha").replace("alpha:", "alpha:x")

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)


def test_letters_of_all_scripts_have_their_cases(postgres_server: EmbeddedPostgres) -> None:
    """
    Case rules do not depend on the locales of the machine.
    """
    postgres_server.ensure_databases(["alpha"])

    assert ask(postgres_server, "alpha", "SELECT lower('ÄÖЖ')") == "äöж"


def test_data_are_found_again(own_server: EmbeddedPostgres, guardian: Guardian) -> None:
    """
    A stopped server starts over the same folder, with the same passwords.
    """
    own_server.stop()

    again = EmbeddedPostgres(own_server.data_dir, own_server.port, durable=False)
    again.start(guardian.env)
    answer = ask(again, "alpha", "SELECT answer FROM kept")
    again.stop()
    own_server.start(guardian.env)

    assert answer == 42


def test_a_killed_server_recovers(own_server: EmbeddedPostgres, guardian: Guardian) -> None:
    """
    SIGKILL loses nothing that was committed.
    """
    assert own_server._process is not None
    own_server._process.popen.kill()
    own_server.stop()

    own_server.start(guardian.env)

    assert ask(own_server, "alpha", "SELECT answer FROM kept") == 42


def test_a_server_left_behind_is_ended_first(
    own_server: EmbeddedPostgres, guardian: Guardian
) -> None:
    """
    Two servers never run over one folder.
    """
    left = own_server._process
    assert left is not None

    own_server.start(guardian.env)

    assert not left.alive
    assert ask(own_server, "alpha", "SELECT answer FROM kept") == 42


def test_a_stubborn_server_left_behind_is_killed(
    own_server: EmbeddedPostgres, guardian: Guardian
) -> None:
    """
    A start does not wait for ever for the end of another.
    """
    own_server.stop()
    script = "trap '' INT; echo up; while :; do sleep 0.05; done"
    argv = ("sh", "-c", script, str(own_server.cluster))
    stubborn = Process.spawn(ProcessSpec("stubborn", argv), subprocess.PIPE, guardian.env)
    assert stubborn.popen.stdout is not None
    stubborn.popen.stdout.readline()
    stubborn.popen.stdout.close()
    (own_server.cluster / "postmaster.pid").write_text(f"{stubborn.popen.pid}\n")
    impatient = EmbeddedPostgres(
        own_server.data_dir, durable=False, patience=Patience(leftover=0.1)
    )

    impatient.prepare()

    assert not stubborn.alive
    stubborn.kill()
    (own_server.cluster / "postmaster.pid").unlink()
    own_server.start(guardian.env)


def test_a_lock_whose_number_another_program_took_is_dropped(
    own_server: EmbeddedPostgres, guardian: Guardian
) -> None:
    """
    After a reboot the old process id may be anybody's.
    """
    own_server.stop()
    (own_server.cluster / "postmaster.pid").write_text(f"{psutil.Process().pid}\n")

    own_server.start(guardian.env)

    assert ask(own_server, "alpha", "SELECT answer FROM kept") == 42


def test_a_durable_server_writes_through(own_server: EmbeddedPostgres) -> None:
    """
    Outside tests, no crash safety is given away.
    """
    durable = EmbeddedPostgres(own_server.data_dir)

    assert "fsync=off" not in durable.spec().argv
    assert "fsync=off" in own_server.spec().argv


def test_a_server_that_was_not_started_can_be_stopped() -> None:
    """
    Cleaning up needs no questions.
    """
    server = EmbeddedPostgres(Path("/nowhere"), account=own_account())

    server.stop()

    assert server.port > 0


def test_open_connections_do_not_keep_a_server_from_stopping() -> None:
    """
    The stop signal is the one that cuts connections.
    """
    assert EmbeddedPostgres(Path("/nowhere"), account=own_account()).spec().stop_signal == (
        signal.SIGINT
    )


def test_readiness_makes_the_databases(postgres_server: EmbeddedPostgres) -> None:
    """
    Whatever starts next finds its database.
    """
    spec = postgres_server.spec(["ready"])

    spec.when_ready()

    assert ask(postgres_server, "ready", "SELECT current_database()") == "ready"


def broken_home(folder: Path, *, initdb: int) -> Path:
    """
    An installation whose server fails, and whose initdb fails too if asked to.
    """
    binaries = folder / "home" / "bin"
    binaries.mkdir(parents=True)
    made = 'mkdir "$2"; touch "$2/PG_VERSION"'
    for name, script in (
        ("initdb", f"{made}; echo no room >&2; exit {initdb}"),
        ("postgres", "echo bad memory; exit 1"),
    ):
        (binaries / name).write_text(f"#!/bin/sh\n{script}\n")
        (binaries / name).chmod(0o755)
    return binaries.parent


def test_a_cluster_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    """
    The words of initdb are passed on.
    """
    server = EmbeddedPostgres(
        tmp_path / "data", account=own_account(), home=broken_home(tmp_path, initdb=1)
    )

    with pytest.raises(StartFailedError, match="no room"):
        server.start()


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    """
    The end of its log is passed on.
    """
    server = EmbeddedPostgres(
        tmp_path / "data",
        account=own_account(),
        home=broken_home(tmp_path, initdb=0),
        patience=Patience(start=1.0),
    )

    with pytest.raises(StartFailedError, match="bad memory"):
        server.start()
    assert not server.answers()
