"""
The embedded Postgres, for real.
"""

import psycopg

from localstack.postgres import EmbeddedPostgres


def test_every_database_has_a_role_of_its_own_and_vectors(
    postgres_server: EmbeddedPostgres,
) -> None:
    """
    A role signs in to its database and finds the vector extension there.
    """
    postgres_server.ensure_databases(["alpha"])

    url = postgres_server.url("alpha").replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_user, '[1,2]'::vector::text").fetchone()

    assert row == ("alpha", "[1,2]")
