"""
What a service says about its own state.
"""

from typing import Any, cast

import pytest
import redis
import redis.exceptions

from mediacore.health import examine, redis_check


class Valkey:
    """
    A Redis that answers as it is told.
    """

    def __init__(self, policy: str | Exception) -> None:
        self.policy = policy

    def ping(self) -> bool:
        """
        Answer.
        """
        return True

    def config_get(self, name: str) -> dict[str, Any]:
        """
        Give the policy, or refuse to.
        """
        if isinstance(self.policy, Exception):
            raise self.policy
        return {name: self.policy}


def well() -> str:
    """
    A check that is content.
    """
    return "fine"


def ill() -> str:
    """
    A check that is not.
    """
    raise ConnectionError("refused\nsecond line")


def test_service_is_up_when_every_check_is_content() -> None:
    """
    The body names the service, its version, and each finding with its time.
    """
    body = examine("grouping", "1.2", {"library": well}).body()

    assert body["checks"]["library"].pop("milliseconds") >= 0
    assert body == {
        "status": "up",
        "service": "grouping",
        "version": "1.2",
        "checks": {"library": {"ok": True, "detail": "fine"}},
    }


def test_one_failing_check_takes_the_service_down() -> None:
    """
    A check that raises is a finding in one line, and the others are still told.
    """
    health = examine("grouping", "1.2", {"database": ill, "library": well})

    assert health.status == "down"
    assert health.checks["database"].detail == "ConnectionError: refused"
    assert health.checks["library"].ok


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("noeviction", "answers, noeviction"),
        ("allkeys-lru", "jobs may vanish"),
        (redis.exceptions.NoPermissionError("config"), "does not show its maxmemory-policy"),
    ],
)
def test_redis_tells_whether_it_may_lose_jobs(policy: str | Exception, told: str) -> None:
    """
    A policy that evicts, or that nobody may read, is said in words and is no outage.
    """
    assert told in redis_check(cast("redis.Redis", Valkey(policy)))()
