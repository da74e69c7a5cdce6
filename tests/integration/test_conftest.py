"""
The fixtures that give tests their databases.
"""

import sys
from collections.abc import Callable
from types import ModuleType

import psycopg
import pytest


def plain(url: str) -> str:
    """
    An address as psycopg alone takes it.
    """
    return url.replace("+psycopg", "")


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """
    A service with one table, and the addresses it was asked to migrate.
    """
    migrated: list[str] = []

    def upgrade(url: str) -> None:
        migrated.append(url)
        with psycopg.connect(plain(url)) as connection:
            connection.execute("CREATE TABLE things (name text)")

    migrate = ModuleType("toy.migrate")
    migrate.upgrade = upgrade  # type: ignore[attr-defined]  # a module made by hand
    monkeypatch.setitem(sys.modules, "toy", ModuleType("toy"))
    monkeypatch.setitem(sys.modules, "toy.migrate", migrate)
    return migrated


def test_databases_are_migrated_once_and_start_empty(
    toy: list[str], database_url: Callable[[str], str]
) -> None:
    """
    What one test writes, the next one does not see.
    """
    first, second = database_url("toy"), database_url("toy")
    with psycopg.connect(plain(first)) as connection:
        connection.execute("INSERT INTO things VALUES ('one')")

    with psycopg.connect(plain(second)) as connection:
        count = connection.execute("SELECT count(*), current_user FROM things").fetchone()

    assert count == (0, "toy")
    assert len(toy) == 1


def test_an_empty_database_has_vectors_and_no_tables(empty_database_url: str) -> None:
    """
    Migrations can be tried on it from nothing.
    """
    with psycopg.connect(plain(empty_database_url)) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
        vector = connection.execute("SELECT '[1]'::vector::text").fetchone()

    assert (tables, vector) == ((0,), ("[1]",))
