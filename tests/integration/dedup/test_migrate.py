"""
Bringing the database forward.
"""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
from alembic import command

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
    migrating.upgrade(MIGRATIONS, empty_database_url)
    command.downgrade(migrating.alembic_config(MIGRATIONS, empty_database_url), "base")
    migrating.upgrade(MIGRATIONS, empty_database_url)

    newest = migrating.known_revisions(MIGRATIONS)[0]
    assert migrating.revisions(MIGRATIONS, empty_database_url) == (newest, newest)


def test_savings_are_those_of_the_suggested_copy(empty_database_url: str) -> None:
    """
    Not of the largest one, nor of frames of a burst; of what is hidden nothing counts.
    """
    config = migrating.alembic_config(MIGRATIONS, empty_database_url)
    command.upgrade(config, "0002")
    group = uuid.uuid4()
    plain = empty_database_url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO duplicate_groups (group_id, duplicate_type, level, levels, content,"
            " cover_file_id, similarity, burst, keeper_file_id, reasons, member_count, total_size,"
            " savings, fingerprint) VALUES (%s, 'perceptual', '0.95', '{0.95}', '', 1, 0.97, true,"
            " 1, '[]', 4, 52, 22, '')",
            (group,),
        )
        for number, size in enumerate((10, 30, 5, 7), 1):
            connection.execute(
                "INSERT INTO duplicate_members (group_id, file_id, file_path, file_type, quick_id,"
                " content, similarity_score, relation, reasons, file_size, is_cover,"
                " is_suggested_keeper, burst, preselected, also_at) VALUES (%s, %s, 'a', 'jpeg',"
                " '', '', %s, 'same', '[]', %s, %s, %s, %s, false, '{}')",
                (group, number, 1 - number / 100, size, number == 1, number == 1, number == 4),
            )
        connection.execute(
            "INSERT INTO duplicate_levels (group_id, level, duplicate_type, created_at, savings,"
            " similarity, member_count) VALUES (%s, '0.95', 'perceptual', now(), 22, 0.97, 4)",
            (group,),
        )
        connection.execute(
            "INSERT INTO duplicate_hidden (group_id, owner, whole, file_ids, member_count,"
            " total_size, savings, similarity) VALUES (%s, '', false, '{2}', 3, 22, 12, 0.97),"
            " (%s, 'anna', false, '{1}', 3, 42, 12, 0.97)",
            (group, group),
        )

        def savings() -> list[int]:
            tables = ("duplicate_groups", "duplicate_levels", "duplicate_hidden")
            query = " UNION ALL ".join(f"SELECT savings FROM {table}" for table in tables)  # noqa: S608 - names of this test
            return [row[0] for row in connection.execute(query.encode())]

        command.upgrade(config, "0003")
        forward = savings()
        command.downgrade(config, "0002")

        assert (forward, savings()) == ([35, 35, 5, 5], [22, 22, 12, 12])
