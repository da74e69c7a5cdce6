"""
Settings of a service: `config.yml`, overridden by environment variables, checked at start.

A key `batch_size` of the file is the variable `BATCH_SIZE` of the environment.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

import pydantic_settings
import yaml
from pydantic import DirectoryPath, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from mediacore.errors import SettingsError
from mediacore.exclusions import DEFAULT_NAMES, Exclusions
from mediacore.secret_strength import address_problem, token_problem

BATCH_SIZE_RANGE = (100, 500)
WORKER_COUNT_RANGE = (1, 64)
POOL_SIZE_RANGE = (1, 100)
SECRET_WORDS = ("token", "url", "password", "secret", "key")


class ServiceSettings(BaseSettings):
    """
    What every service with a database, a queue and a library needs to know.
    """

    model_config = SettingsConfigDict(extra="forbid", env_ignore_empty=True)

    twinlens_env: Literal["local", "production"] = "production"
    media_path: Path = Path("/media")
    data_path: DirectoryPath = Path("/")
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

    @model_validator(mode="after")
    def _secrets_are_secret(self) -> Self:
        """
        Refuse default and missing secrets, but for the local mode, which makes its own.
        """
        if self.twinlens_env == "local":
            return self
        found = {"service_token": token_problem(self.service_token)}
        for name, value in self:
            if name.endswith("_url") and isinstance(value, str):
                found[name] = address_problem(value)
        problems = [f"{name.upper()} {problem}" for name, problem in found.items() if problem]
        if problems:
            raise ValueError("; ".join(problems))
        return self

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
    Read the settings of a service; without the file, the environment alone speaks.

    :raises SettingsError: naming each wrong key, what is wrong with it, and its allowed range.
    """
    values = read_config(config_path) if config_path is not None and config_path.exists() else {}
    try:
        return settings_class(**values)
    except ValidationError as error:
        lines = [_line(settings_class, row) for row in error.errors()]
        # Not chained: pydantic's own text shows every value, secrets too.
        raise SettingsError("Settings cannot be used:\n" + "\n".join(lines)) from None
    except pydantic_settings.SettingsError as error:
        raise SettingsError(f"Settings cannot be used: {error} (lists are JSON there)") from error


def read_config(path: Path) -> dict[str, Any]:
    """
    Read the keys and values of a YAML file.

    :raises SettingsError: when it is not readable or holds something else.
    """
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{path.name} is not readable: {error}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise SettingsError(f"{path.name} must hold keys and values, one `key: value` a line")
    return {str(key): value for key, value in values.items()}


def _line(settings_class: type[BaseSettings], row: Any) -> str:
    key = ".".join(str(part) for part in row["loc"]) or "settings"
    told = "" if _is_private(key, row["type"]) else f" (got {row['input']!r})"
    return f"  {key} / {key.upper()}: {row['msg']}{_allowed(settings_class, key)}{told}"


def _is_private(key: str, problem: str) -> bool:
    """
    Tell whether a value stays out of the log: it may be a secret, or a secret under a wrong key.
    """
    secret = any(word in key.lower() for word in SECRET_WORDS)
    return secret or key == "settings" or problem in {"missing", "extra_forbidden"}


def _allowed(settings_class: type[BaseSettings], key: str) -> str:
    field = settings_class.model_fields.get(key)
    bounds = field.metadata if field is not None else []
    least = next((bound.ge for bound in bounds if hasattr(bound, "ge")), None)
    most = next((bound.le for bound in bounds if hasattr(bound, "le")), None)
    return "" if least is None or most is None else f"; allowed: {least} to {most}"
