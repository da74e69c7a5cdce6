"""
Health checks against real servers.
"""

import pytest
import redis

from mediacore.database import Database
from mediacore.health import database_check, examine, redis_check


def test_database_that_answers_tells_its_version(empty_database_url: str) -> None:
    """
    A person who reads the health page learns which Postgres it is.
    """
    database = Database(empty_database_url)

    told = database_check(database)()

    database.close()
    assert told.startswith("PostgreSQL 1")


def test_database_that_is_away_is_a_finding_without_a_password() -> None:
    """
    The page says what is wrong, in one line, and keeps the secret.
    """
    database = Database("postgresql://twin:hush@127.0.0.1:1/none")

    health = examine("grouping", "1", {"database": database_check(database)})

    assert health.status == "down"
    assert "hush" not in health.checks["database"].detail
    assert "\n" not in health.checks["database"].detail


def test_queue_that_keeps_every_job_is_well(redis_url: str) -> None:
    """
    The job queue answers and says that it evicts nothing.
    """
    with redis.Redis.from_url(redis_url) as client:
        assert redis_check(client)() == "answers, noeviction"


def test_queue_that_is_away_raises() -> None:
    """
    A missing Redis is what the check reports.
    """
    with (
        redis.Redis(host="127.0.0.1", port=1) as client,
        pytest.raises(redis.ConnectionError),
    ):
        redis_check(client)()
