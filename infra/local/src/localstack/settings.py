"""
What the environment says about a local run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from localstack.errors import SettingError
from localstack.ports import LOOPBACK, port_number

GATEWAY_PORT: Final = "3000"
WEB_PORT: Final = "8080"
WORKER_COUNT: Final = "2"
WORKER_COUNT_RANGE: Final = (1, 64)


@dataclass(frozen=True, slots=True)
class Settings:
    """
    A local run as asked for; None means that we bring our own.
    """

    root: Path
    data: Path
    media_path: Path | None
    immich_url: str | None
    database_url: str | None
    redis_url: str | None
    redis_cache_url: str | None
    worker_count: int
    host: str
    gateway_port: int
    web_port: int


def read_settings(environ: Mapping[str, str], root: Path) -> Settings:
    """
    Read the environment; empty variables count as absent.

    Raises SettingError, naming the variable to change.
    """
    given = {name: value for name, value in environ.items() if value}
    gateway_port = port_number(given.get("GATEWAY_PORT", GATEWAY_PORT), "GATEWAY_PORT")
    web_port = port_number(given.get("WEB_PORT", WEB_PORT), "WEB_PORT")
    if gateway_port == web_port:
        raise SettingError(f"GATEWAY_PORT and WEB_PORT are both {web_port}: they must differ")
    return Settings(
        root=root,
        data=Path(given.get("DATA_PATH", root / ".data")).expanduser().resolve(),
        media_path=_folder(given.get("MEDIA_PATH"), "MEDIA_PATH"),
        immich_url=_address(given, "IMMICH_URL", "http", "https"),
        database_url=_address(given, "DATABASE_URL", "postgresql", "postgresql+psycopg"),
        redis_url=_address(given, "REDIS_URL", "redis", "rediss"),
        redis_cache_url=_address(given, "REDIS_CACHE_URL", "redis", "rediss"),
        worker_count=_count(given.get("WORKER_COUNT", WORKER_COUNT)),
        host=given.get("TWINLENS_HOST", LOOPBACK),
        gateway_port=gateway_port,
        web_port=web_port,
    )


def _folder(text: str | None, variable: str) -> Path | None:
    """
    An existing folder, or None for none given.
    """
    if text is None:
        return None
    folder = Path(text).expanduser().resolve()
    if not folder.is_dir():
        raise SettingError(f"{variable} is {text!r}, which is no folder")
    return folder


def _address(given: Mapping[str, str], variable: str, *schemes: str) -> str | None:
    """
    An address of one of the schemes, without a slash at its end, or None for none given.
    """
    text = given.get(variable)
    if text is None:
        return None
    if urlsplit(text).scheme not in schemes or not urlsplit(text).hostname:
        known = " or ".join(f"{scheme}://…" for scheme in schemes)
        raise SettingError(f"{variable} is not an address: it takes {known}")
    return text.rstrip("/")


def _count(text: str) -> int:
    """
    A number of worker processes.
    """
    low, high = WORKER_COUNT_RANGE
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingError(f"WORKER_COUNT is {text!r}: it takes a number from {low} to {high}")
    return int(text)
