"""
The health of a service: each part checked, with a sentence that says what to do.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import redis
from sqlalchemy import text

from mediacore.database import Database

Check = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Checked:
    """
    What one check found.
    """

    ok: bool
    detail: str
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Health:
    """
    All findings; up only when every one is fine.
    """

    status: str
    service: str
    version: str
    checks: dict[str, Checked] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """
        Give the JSON form.
        """
        return asdict(self)


def examine(service: str, version: str, checks: Mapping[str, Check]) -> Health:
    """
    Run every check; one that raises is a finding, never an error.
    """
    checked: dict[str, Checked] = {}
    for name, check in checks.items():
        started = time.perf_counter()
        try:
            ok, detail = True, check()
        except Exception as error:  # noqa: BLE001 - whatever is wrong is the finding
            ok, detail = False, f"{type(error).__name__}: {error}".splitlines()[0]
        checked[name] = Checked(ok, detail, round((time.perf_counter() - started) * 1000, 1))
    up = all(one.ok for one in checked.values())
    return Health("up" if up else "down", service, version, checked)


def database_check(database: Database) -> Check:
    """
    Make the check that the database answers.
    """

    def check() -> str:
        with database.read() as session:
            version = session.execute(text("SHOW server_version")).scalar_one()
        return f"PostgreSQL {version}"

    return check


def redis_check(client: "redis.Redis") -> Check:
    """
    Make the check that Redis answers and evicts no job.
    """

    def check() -> str:
        client.ping()
        try:
            policy = client.config_get("maxmemory-policy")["maxmemory-policy"]
        except redis.ResponseError:
            return "answers, but does not show its maxmemory-policy: it must be noeviction"
        if policy != "noeviction":
            return f"answers, but maxmemory-policy is {policy}: set noeviction or jobs may vanish"
        return "answers, noeviction"

    return check
