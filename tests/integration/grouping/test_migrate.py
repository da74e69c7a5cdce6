"""
The grouping database, brought forward and back.
"""

import subprocess
import sys

from alembic import command

from grouping.migrate import MIGRATIONS, upgrade
from mediacore.migrating import alembic_config, check, revisions
from tests.integration.grouping.processes import environment


def test_tables_and_migrations_agree(empty_database_url: str) -> None:
    """
    A migrated database has exactly the tables of the code.
    """
    upgrade(empty_database_url)

    check(MIGRATIONS, empty_database_url)


def test_migrations_go_back_and_forth(empty_database_url: str) -> None:
    """
    Down to nothing and up again ends where it began.
    """
    upgrade(empty_database_url)

    command.downgrade(alembic_config(MIGRATIONS, empty_database_url), "base")

    assert revisions(MIGRATIONS, empty_database_url)[0] is None
    upgrade(empty_database_url)
    check(MIGRATIONS, empty_database_url)


def test_command_migrates_the_configured_database(empty_database_url: str) -> None:
    """
    `python -m grouping.migrate` does it all by itself, and may run twice.
    """
    told = environment(DATABASE_URL=empty_database_url)
    for _ in range(2):
        subprocess.run([sys.executable, "-m", "grouping.migrate"], env=told, check=True)

    now, newest = revisions(MIGRATIONS, empty_database_url)
    assert now == newest
