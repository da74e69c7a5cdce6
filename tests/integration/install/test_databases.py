"""
The databases that a new server gets, made in a real one.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from localstack.binaries import postgres_home
from localstack.guardian import Guardian
from localstack.plan import DATABASES
from localstack.ports import LOOPBACK
from localstack.postgres import ADMIN, EmbeddedPostgres
from tests.architecture import tree

SCRIPT = tree.ROOT / "infra/postgres/databases.sh"


@pytest.fixture
def server(server_folder: Path, guardian: Guardian) -> Iterator[EmbeddedPostgres]:
    """
    A new server.
    """
    postgres = EmbeddedPostgres(server_folder / "new", durable=False)
    postgres.start(guardian.env)
    yield postgres
    postgres.stop()


def connected(server: EmbeddedPostgres, role: str, database: str) -> psycopg.Connection:
    """
    Sign in as one of the roles.
    """
    return psycopg.connect(
        host=LOOPBACK, port=server.port, user=role, password=f"{role}-word's", dbname=database
    )


def test_each_role_sees_its_own_database_alone(server: EmbeddedPostgres) -> None:
    """
    With vectors in it; and a password may hold whatever it likes.
    """
    words = {f"{name.upper()}_DB_PASSWORD": f"{name}-word's" for name in DATABASES}
    env = {
        "PATH": f"{postgres_home() / 'bin'}:{os.environ['PATH']}",
        "PGHOST": LOOPBACK,
        "PGPORT": str(server.port),
        "PGPASSWORD": server.password,
        "POSTGRES_USER": ADMIN,
        **words,
    }
    subprocess.run(["/bin/sh", SCRIPT], env=env, check=True, cwd="/")
    for name in DATABASES:
        with connected(server, name, name) as connection:
            connection.execute("CREATE TABLE t (v vector(3))")
        for other in set(DATABASES) - {name}:
            with pytest.raises(psycopg.OperationalError, match="permission denied"):
                connected(server, name, other)
