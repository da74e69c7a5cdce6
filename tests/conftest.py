"""
Fixtures every test may ask for: real Postgres and Redis servers, started when first needed.
"""

import importlib
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
import structlog

from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role

_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _logging_starts_anew() -> Iterator[None]:
    """
    Whatever logging a test set up is undone: the next one hears every line again.
    """
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """
    A folder for servers' data that an unprivileged account can reach, removed at the end.
    """
    wanted = Path(tempfile.mkdtemp(prefix="twinlens-tests-"))
    wanted.chmod(0o755)
    yield wanted
    shutil.rmtree(wanted)


@pytest.fixture(scope="session")
def guardian(server_folder: Path) -> Iterator[Guardian]:
    """
    Ends the servers even when the test process is killed.
    """
    with Guardian(server_folder) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_server(server_folder: Path, guardian: Guardian) -> Iterator[EmbeddedPostgres]:
    """
    A running embedded Postgres of this test process, fast rather than crash-safe.
    """
    server = EmbeddedPostgres(server_folder / "postgres", durable=False)
    server.start(guardian.env)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _migrated(postgres_server: EmbeddedPostgres) -> Callable[[str], str]:
    """
    Name of a migrated template database of a service, made at the first call for it.
    """
    made: dict[str, str] = {}

    def template(service: str) -> str:
        if service not in made:
            postgres_server.ensure_databases([service])
            importlib.import_module(f"{service}.migrate").upgrade(postgres_server.url(service))
            postgres_server.disconnect(service)
            made[service] = service
        return made[service]

    return template


@pytest.fixture
def database_url(
    postgres_server: EmbeddedPostgres, _migrated: Callable[[str], str]
) -> Iterator[Callable[[str], str]]:
    """
    A function from a service's name to the address of its own empty, migrated database.
    """
    made: list[str] = []

    def fresh(service: str) -> str:
        template = _migrated(service)
        name = f"{service}_{next(_numbers)}"
        postgres_server.ensure_database(name, owner=service, template=template)
        made.append(name)
        return postgres_server.url(service).rsplit("/", 1)[0] + f"/{name}"

    yield fresh
    for name in made:
        postgres_server.drop_database(name)


@pytest.fixture
def empty_database_url(postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """
    The address of an empty database with the vector extension and no tables at all.
    """
    name = f"empty_{next(_numbers)}"
    postgres_server.ensure_databases([name])
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture(scope="session")
def redis_server(server_folder: Path, guardian: Guardian) -> Iterator[EmbeddedValkey]:
    """
    A running embedded Redis of this test process, in the role of the job queue.
    """
    server = EmbeddedValkey(server_folder / "redis", Role.JOBS)
    server.start(guardian.env)
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis_server: EmbeddedValkey) -> Iterator[str]:
    """
    The address of an empty Redis; whatever the test wrote is gone afterwards.
    """
    yield redis_server.url
    with redis.Redis.from_url(redis_server.url) as client:
        client.flushall()
