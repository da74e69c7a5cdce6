"""
Bringing the database forward.
"""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
from alembic import command

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
    assert current == newest == "0003"
    migrating.check(MIGRATIONS, empty_database_url)


def test_migrations_can_be_taken_back(empty_database_url: str) -> None:
    """
    Down to nothing and up again.
    """
    migrating.upgrade(MIGRATIONS, empty_database_url)
    command.downgrade(migrating.alembic_config(MIGRATIONS, empty_database_url), "base")
    migrating.upgrade(MIGRATIONS, empty_database_url)

    assert migrating.revisions(MIGRATIONS, empty_database_url) == ("0003", "0003")


def test_savings_are_those_of_the_suggested_copy(empty_database_url: str) -> None:
    """
    Not of the largest one; of a burst only what may go counts, and going back forgets that.
    """
    config = migrating.alembic_config(MIGRATIONS, empty_database_url)
    command.upgrade(config, "0001")
    copy = {"versionGroupId": None, "preselected": False}
    members = [
        copy | {"size": 10},
        copy | {"size": 30},
        copy | {"size": 5, "preselected": True},
        copy | {"size": 7, "versionGroupId": "v"},
    ]
    plain = empty_database_url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        for burst in (False, True):
            connection.execute(
                "INSERT INTO owner_groups (owner_id, kind, level, group_id, type, switchable,"
                " burst, revision, count, size, savings, similarity, newest, earliest, cover_id,"
                " path, members) VALUES (gen_random_uuid(), 'duplicate', '0.95',"
                " gen_random_uuid(), 'perceptual', false, %s, 1, 4, 52, 22, 0.97, now(), now(),"
                " gen_random_uuid(), 'a.jpg', %s)",
                (burst, json.dumps(members)),
            )

        def savings() -> list[int]:
            query = "SELECT savings FROM owner_groups ORDER BY burst"
            return [row[0] for row in connection.execute(query)]

        command.upgrade(config, "0002")
        forward = savings()
        command.downgrade(config, "0001")

        assert (forward, savings()) == ([35, 5], [22, 22])


def test_format_becomes_an_order_of_one(empty_database_url: str) -> None:
    """
    The default one is none; going back keeps the first.
    """
    config = migrating.alembic_config(MIGRATIONS, empty_database_url)
    command.upgrade(config, "0002")
    plain = empty_database_url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        for number, wish in enumerate(("raw", "default")):
            connection.execute(
                "INSERT INTO preferences (user_id, primary_format, level, auto_group)"
                " VALUES (%s, %s, '0.90', false)",
                (uuid.UUID(int=number), wish),
            )

        def kept() -> list[object]:
            query = (
                "SELECT to_jsonb(p) - 'updated_at' - 'user_id' FROM preferences p ORDER BY user_id"
            )
            return [row[0] for row in connection.execute(query)]

        command.upgrade(config, "0003")
        forward = kept()
        connection.execute(
            "UPDATE preferences SET format_order = '{heif,raw}' WHERE format_order <> '{}'"
        )
        command.downgrade(config, "0002")

        rest = {"level": "0.90", "auto_group": False}
        assert forward == [{"format_order": ["raw"], **rest}, {"format_order": [], **rest}]
        assert kept() == [{"primary_format": "heif", **rest}, {"primary_format": "default", **rest}]
