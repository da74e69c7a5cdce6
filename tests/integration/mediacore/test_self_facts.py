"""
A service looks at real servers and real folders.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from grouping.migrate import MIGRATIONS
from grouping.settings import GroupingSettings
from mediacore.database import Database, raw
from mediacore.findings import Level
from mediacore.library_state import remember
from mediacore.self_facts import (
    Surroundings,
    database_facts,
    media_facts,
    queue_facts,
    work_facts,
)

NOWHERE = "postgresql://twin:hush@127.0.0.1:1/none"


@pytest.fixture
def database(database_url: Callable[[str], str]) -> Iterator[Database]:
    """
    A migrated database.
    """
    made = Database(database_url("grouping"))
    yield made
    made.close()


def test_service_looks_at_all_that_it_stands_on(
    database: Database, redis_url: str, tmp_path: Path
) -> None:
    """
    Over an empty folder that nobody watches, those two things are what it finds.
    """
    settings = GroupingSettings(
        database_url="postgresql://", service_token="0123456789abcdef", media_path=tmp_path
    )
    with redis.Redis.from_url(redis_url) as client:
        found = Surroundings(
            "grouping", settings, database, MIGRATIONS, client, "grouping"
        ).findings()

    bad = {one.id for one in found if one.level is not Level.OK}
    assert bad - {"disk-space"} == {"media-readable", "media-watching", "media-read-only"}
    assert {one.part for one in found} == {"grouping"}


def test_disk_is_that_of_the_data(database: Database, redis_url: str, tmp_path: Path) -> None:
    """
    That of the photos does not grow.
    """
    settings = GroupingSettings(
        database_url="postgresql://", service_token="0123456789abcdef", data_path=tmp_path
    )
    with redis.Redis.from_url(redis_url) as client:
        around = Surroundings("grouping", settings, database, MIGRATIONS, client, "grouping")
        place, free, total = around.facts().disk

    assert place == str(tmp_path)
    assert 0 <= free <= total


def test_database_tells_revision_and_clock(database: Database) -> None:
    """
    A migrated one has the newest revision, and this machine's clock.
    """
    facts = database_facts(database, MIGRATIONS)

    assert facts.version.startswith("1")
    assert facts.size > 0
    assert facts.revision == facts.newest
    assert facts.knows_revision
    assert abs(facts.ahead) < 5


def test_database_of_a_newer_program_is_noticed(database: Database) -> None:
    """
    Its revision is none of ours.
    """
    with database.write() as session:
        raw(session).execute("UPDATE alembic_version SET version_num = '9999'")

    facts = database_facts(database, MIGRATIONS)

    assert (facts.revision, facts.knows_revision) == ("9999", False)


def test_empty_database_has_no_revision(empty_database_url: str) -> None:
    """
    Nor is there any work in it.
    """
    database = Database(empty_database_url)

    facts, work = database_facts(database, MIGRATIONS), work_facts(database)

    database.close()
    assert (facts.revision, facts.knows_revision, work) == (None, True, None)


def test_database_away_is_a_fact_without_a_password() -> None:
    """
    Its problem is told in one line.
    """
    database = Database(NOWHERE)

    facts, work = database_facts(database, MIGRATIONS), work_facts(database)

    assert "refused" in facts.problem
    assert "hush" not in facts.problem
    assert "\n" not in facts.problem
    assert work is None


def test_queue_tells_what_waits_and_that_nothing_is_evicted(redis_url: str) -> None:
    """
    Messages are counted by the queue's name.
    """
    with redis.Redis.from_url(redis_url) as client:
        client.rpush("twinlens:grouping", "message")
        facts = queue_facts(client, "grouping")

    assert (facts.problem, facts.policy, facts.messages) == ("", "noeviction", 1)


def test_queue_away_is_a_fact() -> None:
    """
    Nobody waits for it.
    """
    with redis.Redis(host="127.0.0.1", port=1) as client:
        assert "refused" in queue_facts(client, "grouping").problem


def test_queue_that_keeps_its_policy_to_itself_is_a_fact(redis_url: str) -> None:
    """
    Some servers forbid CONFIG.
    """
    with redis.Redis.from_url(redis_url) as client:
        client.execute_command("ACL", "SETUSER", "shy", "on", ">pw", "~*", "+@all", "-config")
        at = client.connection_pool.connection_kwargs["port"]
        with redis.Redis(port=at, username="shy", password="pw") as shy:
            assert queue_facts(shy, "grouping").policy is None
        client.execute_command("ACL", "DELUSER", "shy")


def test_library_is_looked_at_and_not_touched(tmp_path: Path) -> None:
    """
    Its folder keeps its times.
    """
    (tmp_path / "a.jpg").touch()
    before = tmp_path.stat()

    facts = media_facts(tmp_path, "auto")

    assert (facts.problem, facts.is_empty) == ("", False)
    assert facts.filesystem != "unknown"
    assert facts.is_writable == os.access(tmp_path, os.W_OK)
    assert tmp_path.stat().st_mtime_ns == before.st_mtime_ns


def test_library_that_is_not_there_is_a_fact(tmp_path: Path) -> None:
    """
    In the system's words.
    """
    assert media_facts(tmp_path / "gone", "auto").problem == "No such file or directory"


def test_work_tells_who_was_heard_of(database: Database) -> None:
    """
    What a cancelled scan left is no work; a portion that waits has an age.
    """
    with database.write() as session:
        remember(session, "watcher", {"mode": "poll", "at": 0.0})
        raw(session).execute(
            "INSERT INTO scan_batches (file_ids, total, state, retry_at, finished_at) VALUES"
            " ('{1}', 1, 'pending', now() - interval '5 minutes', NULL),"
            " ('{2}', 1, 'pending', now() + interval '5 minutes', NULL),"
            " ('{3}', 1, 'done', now(), now() - interval '1 minute')"
        )

    facts = work_facts(database)

    assert facts is not None
    assert (facts.waiting, round(facts.waited, -1), round(facts.idle, -1)) == (1, 300, 60)
    assert facts.watcher_silent > 1e9
