"""
Puts a local run together: servers of our own where none are given, then the services.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from localstack.account import Account, own_account, reachable_folder, server_account
from localstack.plan import DATABASES, Addresses, Wave, external_database, service_waves
from localstack.ports import free_port
from localstack.postgres import EmbeddedPostgres
from localstack.probe import healthy
from localstack.samples import make_sample_library
from localstack.secret import kept_secret
from localstack.settings import Settings
from localstack.valkey import EmbeddedValkey, Role

INNER: Final = ("grouping", "dedup", "immich")


@dataclass(frozen=True, slots=True)
class Stack:
    """
    A run ready to be started, and what a person should know about it.
    """

    settings: Settings
    addresses: Addresses
    waves: tuple[Wave, ...]
    notes: tuple[str, ...]


def build_stack(
    settings: Settings, reachable: Callable[[Path, Account], Path] = reachable_folder
) -> Stack:
    """
    Choose servers, ports and secrets; makes the data folder and the sample library if needed.
    """
    data = settings.data
    data.mkdir(mode=0o755, parents=True, exist_ok=True)
    servers: list[Wave] = []
    notes: list[str] = []
    if settings.database_url is None:
        wanted = data / "postgres"
        folder = reachable(wanted, server_account(own_account()))
        if folder != wanted:
            notes.append(f"Postgres keeps its data in {folder}: its account cannot reach {wanted}")
        postgres = EmbeddedPostgres(folder)
        postgres.prepare()
        databases = {name: postgres.url(name) for name in DATABASES}
        servers.append((replace(postgres.spec(DATABASES), quiet=True),))
    else:
        databases = {name: external_database(settings.database_url, name) for name in DATABASES}
    redis_url = settings.redis_url or _add_redis(data, Role.JOBS, servers)
    cache_url = settings.redis_cache_url or _add_redis(data, Role.CACHE, servers)
    ports = {name: free_port() for name in INNER}
    addresses = Addresses(
        media_path=settings.media_path or make_sample_library(data / "sample-library"),
        databases=databases,
        redis_url=redis_url,
        redis_cache_url=cache_url,
        service_token=kept_secret(data / "service-token"),
        ports={**ports, "gateway": settings.gateway_port, "web": settings.web_port},
    )
    first: Wave = tuple(spec for wave in servers for spec in wave)
    waves = (first, *service_waves(settings, addresses, healthy))
    return Stack(settings, addresses, waves, tuple(notes))


def _add_redis(data: Path, role: Role, servers: list[Wave]) -> str:
    """
    Add an embedded Redis to the servers; returns its address.
    """
    server = EmbeddedValkey(data / f"redis-{role.name.lower()}", role)
    servers.append((replace(server.spec(), quiet=True),))
    return server.url
