"""
The embedded Redis, for real.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from localstack.guardian import Guardian
from localstack.valkey import EmbeddedValkey, Role


@pytest.fixture
def cache(tmp_path: Path, guardian: Guardian) -> Iterator[EmbeddedValkey]:
    """
    A running server in the role of the cache.
    """
    server = EmbeddedValkey(tmp_path / "cache", Role.CACHE)
    server.start(guardian.env)
    yield server
    server.stop()


def settings(url: str, pattern: str) -> object:
    """
    Settings of a running server.
    """
    with redis.Redis.from_url(url, decode_responses=True) as client:
        return client.config_get(pattern)


def test_a_job_queue_never_evicts_and_is_kept_on_disk(redis_url: str) -> None:
    """
    The jobs instance refuses writes when full instead of losing messages.
    """
    assert settings(redis_url, "maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert settings(redis_url, "appendonly") == {"appendonly": "yes"}


def test_a_cache_evicts_and_keeps_nothing(cache: EmbeddedValkey) -> None:
    """
    The cache instance forgets the least recently used.
    """
    assert settings(cache.url, "maxmemory-policy") == {"maxmemory-policy": "allkeys-lru"}
    assert settings(cache.url, "appendonly") == {"appendonly": "no"}


def test_jobs_survive_a_restart(tmp_path: Path, guardian: Guardian) -> None:
    """
    What was queued before is queued afterwards.
    """
    server = EmbeddedValkey(tmp_path / "jobs", Role.JOBS)
    server.start(guardian.env)
    with redis.Redis.from_url(server.url) as client:
        client.rpush("queue", "message")
    server.stop()

    server.start(guardian.env)
    with redis.Redis.from_url(server.url) as client:
        length = client.llen("queue")
    server.stop()

    assert length == 1


def test_a_password_is_demanded(redis_url: str) -> None:
    """
    Loopback alone opens nothing.
    """
    open_url = "redis://" + redis_url.rpartition("@")[2]

    with redis.Redis.from_url(open_url) as client, pytest.raises(redis.AuthenticationError):
        client.ping()


def test_a_server_that_is_not_there_does_not_answer(tmp_path: Path) -> None:
    """
    Asking too early is an answer, not an error, and so is stopping too early.
    """
    server = EmbeddedValkey(tmp_path / "none", Role.CACHE)

    server.stop()

    assert not server.answers()
