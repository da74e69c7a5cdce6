"""
A local run put together.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from localstack.samples import FINISHED, VERSION
from localstack.settings import Settings
from localstack.stack import build_stack
from tests.unit.localstack.test_plan import SETTINGS


@pytest.fixture
def settings(server_folder: Path, tmp_path: Path) -> Settings:
    """
    A run over a data folder whose sample library is already there.
    """
    root = server_folder / tmp_path.name
    library = root / ".data" / "sample-library"
    library.mkdir(parents=True)
    (library / FINISHED).write_text(VERSION)
    return replace(SETTINGS, root=root, data=root / ".data")


def test_without_a_word_all_servers_are_ours(settings: Settings) -> None:
    """
    Postgres and both Redis roles come first, and do not chatter.
    """
    stack = build_stack(settings)

    assert [spec.name for spec in stack.waves[0]] == ["postgres", "redis-jobs", "redis-cache"]
    assert all(spec.quiet for spec in stack.waves[0])
    assert stack.addresses.media_path == settings.data / "sample-library"
    assert stack.addresses.databases["dedup"].startswith("postgresql+psycopg://dedup:")
    assert stack.notes == ()


def test_servers_of_the_users_own_are_used(settings: Settings, tmp_path: Path) -> None:
    """
    Nothing is started that was given.
    """
    given = replace(
        settings,
        media_path=tmp_path,
        database_url="postgresql://me@db/x",
        redis_url="redis://jobs",
        redis_cache_url="redis://cache",
    )

    stack = build_stack(given)

    assert stack.waves[0] == ()
    assert stack.addresses.databases["dedup"] == "postgresql+psycopg://me@db/dedup"
    assert (stack.addresses.redis_url, stack.addresses.redis_cache_url) == (
        "redis://jobs",
        "redis://cache",
    )


def test_a_redis_of_the_users_own_for_jobs_is_not_shared_with_the_cache(
    settings: Settings, tmp_path: Path
) -> None:
    """
    One eviction policy cannot serve both.
    """
    given = replace(
        settings, media_path=tmp_path, database_url="postgresql://db/x", redis_url="redis://jobs"
    )

    assert [spec.name for spec in build_stack(given).waves[0]] == ["redis-cache"]


def test_data_kept_elsewhere_are_spoken_of(settings: Settings, server_folder: Path) -> None:
    """
    Who looks for Postgres's data learns where they are.
    """
    elsewhere = server_folder / "elsewhere"

    stack = build_stack(settings, reachable=lambda *_: elsewhere)

    assert str(elsewhere) in stack.notes[0]
