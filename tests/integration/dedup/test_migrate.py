"""
Bringing the database forward.
"""

import os
import subprocess
import sys
from pathlib import Path

from dedup.migrate import MIGRATIONS
from mediacore import migrating
from tests.integration.dedup.processes import environment


def test_migrations_make_the_tables_of_the_code(empty_database_url: str, tmp_path: Path) -> None:
    """
    After the migration process the database has the newest revision, and no table is missing.
    """
    env = environment(empty_database_url, "redis://127.0.0.1:1", tmp_path / "library")

    subprocess.run([sys.executable, "-m", "dedup.migrate"], env={**os.environ, **env}, check=True)

    current, newest = migrating.revisions(MIGRATIONS, empty_database_url)
    assert current == newest
    migrating.check(MIGRATIONS, empty_database_url)


def test_migrations_can_be_taken_back(empty_database_url: str) -> None:
    """
    Down to nothing and up again.
    """
    from alembic import command  # noqa: PLC0415 - needed here only

    migrating.upgrade(MIGRATIONS, empty_database_url)
    command.downgrade(migrating.alembic_config(MIGRATIONS, empty_database_url), "base")
    migrating.upgrade(MIGRATIONS, empty_database_url)

    newest = migrating.known_revisions(MIGRATIONS)[0]
    assert migrating.revisions(MIGRATIONS, empty_database_url) == (newest, newest)
