"""
Settings of a service: `config.yml`, overridden by environment variables, checked at start.

A key `batch_size` of the file is the variable `BATCH_SIZE` of the environment.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)

from mediacore.errors import SettingsError
from mediacore.exclusions import DEFAULT_NAMES, Exclusions

BATCH_SIZE_RANGE = (100, 500)
WORKER_COUNT_RANGE = (1, 64)
POOL_SIZE_RANGE = (1, 100)


class ServiceSettings(BaseSettings):
    """
    What every service with a database, a queue and a library needs to know.
    """

    model_config = SettingsConfigDict(extra="forbid", env_ignore_empty=True)

    twinlens_env: Literal["local", "production"] = "production"
    media_path: Path = Path("/media")
    database_url: str = Field(min_length=1)
    redis_url: str = "redis://127.0.0.1:6379/0"
    service_token: str = Field(min_length=16)
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    worker_count: Annotated[int, Field(ge=WORKER_COUNT_RANGE[0], le=WORKER_COUNT_RANGE[1])] = 2
    batch_size: Annotated[int, Field(ge=BATCH_SIZE_RANGE[0], le=BATCH_SIZE_RANGE[1])] = 500
    database_pool_size: Annotated[int, Field(ge=POOL_SIZE_RANGE[0], le=POOL_SIZE_RANGE[1])] = 10
    watch_mode: Literal["auto", "inotify", "poll"] = "auto"
    poll_interval_seconds: Annotated[float, Field(ge=0.1, le=86400)] = 30
    reconcile_hours: Annotated[float, Field(ge=0.01, le=720)] = 24
    forget_missing_days: Annotated[float, Field(ge=0, le=3650)] = 30
    excluded_folders: tuple[str, ...] = ()
    follow_symlinks: bool = False

    def exclusions(self) -> Exclusions:
        """
        Give what discovery and watching pass over: the defaults, and the configured folders.
        """
        names = (*DEFAULT_NAMES, *(name.encode() for name in self.excluded_folders))
        return Exclusions(names=names, follow_symlinks=self.follow_symlinks)

    @classmethod
    def settings_customise_sources(  # noqa: D102 - the meaning is pydantic's
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - we read no .env ourselves
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - nor a secrets folder
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


S = TypeVar("S", bound=BaseSettings)


def load_settings(settings_class: type[S], config_path: Path | None = None) -> S:
    """
    Read the settings of a service.

    :raises SettingsError: naming each wrong key, what is wrong with it, and its allowed range.
    """
    values: dict[str, Any] = {}
    if config_path is not None and config_path.exists():
        try:
            source = YamlConfigSettingsSource(settings_class, yaml_file=config_path)
            values = dict(source())
        except (yaml.YAMLError, TypeError, ValueError) as error:
            raise SettingsError(f"{config_path.name} is not readable: {error}") from error
    try:
        return settings_class(**values)
    except ValidationError as error:
        lines = [_line(row) for row in error.errors()]
        raise SettingsError("Settings cannot be used:\n" + "\n".join(lines)) from error


def _line(row: Any) -> str:
    key = ".".join(str(part) for part in row["loc"])
    got = "" if row["type"] == "missing" else f" (got {row['input']!r})"
    return f"  {key} / {key.upper()}: {row['msg']}{got}"
