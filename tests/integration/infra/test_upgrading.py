"""
Upgrades: every database is brought forward from the first release, with data in it.
"""

import importlib
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from localstack.plan import DATABASES
from mediacore import migrating
from tests.integration.infra.upgrade_walk import FIRST, counts, fill, value, walk

# Where a revision empties a table on purpose, because a scan fills it again: revision, table.
MAY_CHANGE: dict[str, frozenset[tuple[str, str]]] = {name: frozenset() for name in DATABASES}

ENV = """
from sqlalchemy import MetaData
from mediacore.migrating import run_environment

run_environment(MetaData())
"""
STEP = """
from alembic import op

revision, down_revision = "{revision}", {before!r}


def upgrade():
    op.execute("{statement}")
"""

Steps = Callable[..., Path]


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    """
    A function that writes a folder of migrations, one a statement.
    """

    def write(*statements: str) -> Path:
        (tmp_path / "versions").mkdir()
        (tmp_path / "env.py").write_text(ENV)
        before = None
        for number, statement in enumerate(statements, 1):
            revision = f"{number:04}"
            step = STEP.format(revision=revision, before=before, statement=statement)
            (tmp_path / "versions" / f"{revision}.py").write_text(step)
            before = revision
        return tmp_path

    return write


@pytest.mark.parametrize("service", DATABASES)
def test_first_release_is_brought_to_the_newest(service: str, empty_database_url: str) -> None:
    """
    No row is lost on the way, and the tables are those of the code in the end.
    """
    migrations = importlib.import_module(f"{service}.migrate").MIGRATIONS

    assert migrating.known_revisions(migrations)[-1] == FIRST
    assert walk(migrations, empty_database_url, MAY_CHANGE[service]) == []
    assert min(counts(empty_database_url).values()) >= 2
    migrating.check(migrations, empty_database_url)


def test_revision_that_loses_rows_is_noticed(steps: Steps, empty_database_url: str) -> None:
    """
    The walk itself works: what a step takes away, or adds, is named.
    """
    folder = steps(
        "CREATE TABLE kept (id int); CREATE TABLE few (id int); CREATE TABLE old (id int)",
        "DELETE FROM few WHERE id = 1",
        "DROP TABLE old",
    )

    assert walk(folder, empty_database_url) == [
        "0002: few had 2 rows and has 1",
        "0003: old had 2 rows and has gone",
    ]


def test_revision_may_empty_a_table_on_purpose(steps: Steps, empty_database_url: str) -> None:
    """
    When it is said so.
    """
    folder = steps("CREATE TABLE few (id int)", "DELETE FROM few")

    assert walk(folder, empty_database_url, [("0002", "few")]) == []


def test_revision_that_data_hinders_is_noticed(steps: Steps, empty_database_url: str) -> None:
    """
    An empty database would let it pass.
    """
    folder = steps("CREATE TABLE few (id int)", "ALTER TABLE few ALTER id SET NOT NULL")

    with pytest.raises(Exception, match="contains null values"):
        walk(folder, empty_database_url)


def test_type_that_nobody_can_fill_is_noticed(empty_database_url: str) -> None:
    """
    A new kind of column needs a word on how to make its values.
    """
    with psycopg.connect(empty_database_url.replace("+psycopg", "")) as opened:
        opened.execute("CREATE TABLE odd (place point)")

    with pytest.raises(KeyError, match="point"):
        fill(empty_database_url)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("bigint", "7"),
        ("text[]", "'{}'"),
        ("vector(3)", "'[7, 7, 7]'"),
        ("halfvec(2)", "'[7, 7]'"),
        ("bit(4)", "7::bit(4)"),
        ("jsonb", "'{}'"),
    ],
)
def test_values_are_made_of_numbers(kind: str, wanted: str) -> None:
    """
    Each as Postgres takes it.
    """
    assert value(kind, 7) == wanted
