"""
Which processes make up the local stack, in which waves they start, and what each is told.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from localstack.ports import LOOPBACK
from localstack.settings import Settings
from localstack.spec import ProcessSpec

DATABASES: Final = ("grouping", "dedup", "gateway")
ENGINES: Final = ("grouping", "dedup")
DRAIN_SECONDS: Final = 30.0
EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on

Wave = tuple[ProcessSpec, ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """
    Where everything listens in this run, and the secret the services share.
    """

    media_path: Path
    databases: Mapping[str, str]
    redis_url: str
    redis_cache_url: str
    service_token: str
    ports: Mapping[str, int]

    def url(self, service: str) -> str:
        """
        The loopback address of one of our HTTP services.
        """
        return f"http://{LOOPBACK}:{self.ports[service]}"


def external_database(url: str, name: str) -> str:
    """
    The address of one service's database on the user's own Postgres.
    """
    return urlsplit(url)._replace(scheme="postgresql+psycopg", path=f"/{name}").geturl()


def immich_url(settings: Settings, addresses: Addresses) -> str:
    """
    The user's Immich, or our stand-in for it.
    """
    return settings.immich_url or addresses.url("immich")


def shared_env(settings: Settings, addresses: Addresses) -> dict[str, str]:
    """
    What every service is told.
    """
    return {
        "TWINLENS_ENV": "local",
        "MEDIA_PATH": str(addresses.media_path),
        "DATA_PATH": str(settings.data),
        "REDIS_URL": addresses.redis_url,
        "REDIS_CACHE_URL": addresses.redis_cache_url,
        "SERVICE_TOKEN": addresses.service_token,
        "GROUPING_URL": addresses.url("grouping"),
        "DEDUP_URL": addresses.url("dedup"),
        "GATEWAY_URL": addresses.url("gateway"),
        "IMMICH_URL": immich_url(settings, addresses),
        "WORKER_COUNT": str(settings.worker_count),
        "HOST": LOOPBACK,
        "PYTHONUNBUFFERED": "1",
    }


def service_waves(
    settings: Settings,
    addresses: Addresses,
    ready: Callable[[str], Callable[[], bool]],
) -> tuple[Wave, ...]:
    """
    Migrations, then what works inside, then the doors.

    `ready` makes a readiness check out of a health address.
    """
    shared = shared_env(settings, addresses)

    def process(
        name: str, module: str, env: Mapping[str, str], port: int | None = None
    ) -> ProcessSpec:
        listening = {} if port is None else {"PORT": str(port)}
        told = {**shared, **env, **listening}
        host = LOOPBACK if told["HOST"] in EVERYWHERE else told["HOST"]
        return ProcessSpec(
            name=name,
            argv=(sys.executable, "-m", module),
            env=told,
            cwd=settings.root,
            ready=None if port is None else ready(f"http://{host}:{port}/health"),
            once=module.endswith(".migrate"),
            restart=not module.endswith(".migrate"),
            drain=module.endswith(".worker"),
            stop_timeout=DRAIN_SECONDS if module.endswith(".worker") else 10.0,
        )

    def own(service: str) -> dict[str, str]:
        return {"DATABASE_URL": addresses.databases[service]}

    migrations = [process(f"{name}-migrate", f"{name}.migrate", own(name)) for name in DATABASES]
    inside = [
        spec
        for name in ENGINES
        for spec in (
            process(name, f"{name}.main", own(name), addresses.ports[name]),
            process(f"{name}-worker", f"{name}.worker", own(name)),
            process(f"{name}-watcher", f"{name}.watch", own(name)),
        )
    ]
    if settings.immich_url is None:
        inside.append(process("immich", "tests.fakes.immich", {}, addresses.ports["immich"]))
    door = {**own("gateway"), "HOST": settings.host}
    web = {**door, "WEB_ROOT": str(settings.root / "services" / "web" / "dist")}
    doors = [
        process("gateway", "gateway.main", door, addresses.ports["gateway"]),
        process("web", "gateway.main", web, addresses.ports["web"]),
    ]
    return tuple(migrations), tuple(inside), tuple(doors)
