"""
Bringing the database forward.
"""

import os
import subprocess
import sys
from pathlib import Path

from gateway.migrate import MIGRATIONS
from mediacore import migrating


def test_migrations_make_the_tables_of_the_code(empty_database_url: str, tmp_path: Path) -> None:
    """
    After the migration process the database has the newest revision, and no table is missing.
    """
    env = {
        "DATABASE_URL": empty_database_url,
        "MEDIA_PATH": str(tmp_path),
        "SERVICE_TOKEN": "0123456789abcdef",
    }

    subprocess.run([sys.executable, "-m", "gateway.migrate"], env={**os.environ, **env}, check=True)

    current, newest = migrating.revisions(MIGRATIONS, empty_database_url)
    assert current == newest == "0001"
    migrating.check(MIGRATIONS, empty_database_url)


def test_migrations_can_be_taken_back(empty_database_url: str) -> None:
    """
    Down to nothing and up again.
    """
    from alembic import command  # noqa: PLC0415 - needed here only

    migrating.upgrade(MIGRATIONS, empty_database_url)
    command.downgrade(migrating.alembic_config(MIGRATIONS, empty_database_url), "base")
    migrating.upgrade(MIGRATIONS, empty_database_url)

    assert migrating.revisions(MIGRATIONS, empty_database_url) == ("0001", "0001")
