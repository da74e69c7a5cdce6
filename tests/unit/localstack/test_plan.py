"""
Which processes run, in which order, and what they are told.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from localstack.plan import Addresses, Wave, external_database, service_waves
from localstack.settings import Settings

ROOT = Path("/repo")
SETTINGS = Settings(
    root=ROOT,
    data=ROOT / ".data",
    media_path=None,
    immich_url=None,
    database_url=None,
    redis_url=None,
    redis_cache_url=None,
    worker_count=3,
    host="0.0.0.0",
    gateway_port=3000,
    web_port=8080,
)
ADDRESSES = Addresses(
    media_path=Path("/photos"),
    databases={name: f"postgresql+psycopg://{name}" for name in ("grouping", "dedup", "gateway")},
    redis_url="redis://jobs",
    redis_cache_url="redis://cache",
    service_token="token",
    ports={"grouping": 1, "dedup": 2, "immich": 3, "gateway": 3000, "web": 8080},
)


def waves(settings: Settings = SETTINGS) -> tuple[Wave, ...]:
    """
    The plan with readiness checks that are always content.
    """
    return service_waves(settings, ADDRESSES, lambda _: lambda: True)


def names(plan: tuple[Wave, ...]) -> list[list[str]]:
    """
    The names of each wave.
    """
    return [[spec.name for spec in wave] for wave in plan]


def test_migrations_run_before_services_and_doors_open_last() -> None:
    """
    The waves follow what needs what.
    """
    assert names(waves()) == [
        ["grouping-migrate", "dedup-migrate", "gateway-migrate"],
        [
            *("grouping", "grouping-worker", "grouping-watcher"),
            *("dedup", "dedup-worker", "dedup-watcher"),
            "immich",
        ],
        ["gateway", "web"],
    ]


def test_an_immich_of_the_users_own_needs_no_stand_in() -> None:
    """
    With an address, the stand-in stays away and the address is passed on.
    """
    plan = waves(replace(SETTINGS, immich_url="http://nas:2283"))

    assert "immich" not in names(plan)[1]
    assert plan[2][0].env["IMMICH_URL"] == "http://nas:2283"


def test_workers_are_drained_and_given_time() -> None:
    """
    A running job may finish.
    """
    drained = {spec.name: spec.stop_timeout for wave in waves() for spec in wave if spec.drain}

    assert drained == {"grouping-worker": 30.0, "dedup-worker": 30.0}


def test_a_migration_runs_once_and_is_not_tried_again() -> None:
    """
    A migration that fails stops the start.
    """
    once = {spec.name: spec.restart for wave in waves() for spec in wave if spec.once}

    assert once == {
        "grouping-migrate": False,
        "dedup-migrate": False,
        "gateway-migrate": False,
    }


def test_a_service_is_told_its_own_database_and_everybody_elses_address() -> None:
    """
    The environment is all a service needs to know.
    """
    env = waves()[1][0].env

    assert env["DATABASE_URL"] == "postgresql+psycopg://grouping"
    assert env["PORT"] == "1"
    assert env["HOST"] == "127.0.0.1"
    assert env["DEDUP_URL"] == "http://127.0.0.1:2"
    assert env["IMMICH_URL"] == "http://127.0.0.1:3"
    assert env["WORKER_COUNT"] == "3"
    assert env["DATA_PATH"] == "/repo/.data"


def test_only_the_doors_listen_where_the_user_says() -> None:
    """
    Inner services stay on loopback.
    """
    open_to_all = [s.name for wave in waves() for s in wave if s.env["HOST"] == "0.0.0.0"]

    assert open_to_all == ["gateway", "web"]


@pytest.mark.parametrize(
    ("host", "asked"), [("0.0.0.0", "127.0.0.1"), ("192.168.1.5", "192.168.1.5")]
)
def test_a_door_is_asked_where_it_listens(host: str, asked: str) -> None:
    """
    A door on one address only does not answer on loopback.
    """
    urls: list[str] = []

    def ready(url: str) -> Callable[[], bool]:
        urls.append(url)
        return lambda: True

    service_waves(replace(SETTINGS, host=host), ADDRESSES, ready)

    assert urls[-2:] == [f"http://{asked}:3000/health", f"http://{asked}:8080/health"]


def test_the_web_door_serves_the_built_pages() -> None:
    """
    The second gateway process differs by its folder of pages.
    """
    gateway, web = waves()[2]

    assert web.env["WEB_ROOT"] == "/repo/services/web/dist"
    assert "WEB_ROOT" not in gateway.env


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_a_database_of_the_users_own_is_derived_by_name(scheme: str) -> None:
    """
    Host and credentials stay, the database's name follows the service.
    """
    url = external_database(f"{scheme}://me:secret@db:5433/any?sslmode=require", "dedup")

    assert url == "postgresql+psycopg://me:secret@db:5433/dedup?sslmode=require"
