"""
The compose files and .env.example, as the architecture tests look at them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.architecture import tree

COMPOSE = tree.ROOT / "docker-compose.yml"
GPU = tree.ROOT / "docker-compose.gpu.yml"
EXAMPLE = tree.ROOT / ".env.example"

_VARIABLE = re.compile(r"\$\{([A-Z][A-Z0-9_]*)(?:(:-|:\?)([^}]*))?\}")
_LINE = re.compile(r"^([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)


class MissingError(Exception):
    """
    Raised for a variable that must be said, and is not.
    """


def variables(text: str) -> set[str]:
    """
    Give the variables that a compose file asks for.
    """
    return {name for name, _, _ in _VARIABLE.findall(text)}


def filled(text: str, env: Mapping[str, str]) -> str:
    """
    Put values in the place of variables, as `docker compose` does.

    :raises MissingError: when one that must be said is missing or empty.
    """

    def value(found: re.Match[str]) -> str:
        name, kind, word = found.groups()
        if env.get(name):
            return env[name]
        if kind == ":?":
            raise MissingError(name)
        return word or ""

    return _VARIABLE.sub(value, text)


@cache
def example() -> dict[str, str]:
    """
    Give the variables of .env.example with their values.
    """
    return dict(_LINE.findall(EXAMPLE.read_text(encoding="utf-8")))


def needed() -> dict[str, str]:
    """
    Give a value for every variable that must be said.
    """
    wanted = re.findall(r"\$\{([A-Z_]+):\?", COMPOSE.read_text(encoding="utf-8"))
    return dict.fromkeys(wanted, "f00dcafe") | {
        "IMMICH_URL": "http://nas:2283",
        "MEDIA_PATH": "/photos",
    }


def composed(path: Path = COMPOSE, /, **env: str) -> dict[str, Any]:
    """
    Give a compose file with its variables filled in.
    """
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    found: dict[str, Any] = everywhere(read, needed() | env)
    return found


def everywhere(value: Any, env: Mapping[str, str]) -> Any:
    """
    Fill in the variables of everything that stands in a value.
    """
    if isinstance(value, dict):
        return {key: everywhere(one, env) for key, one in value.items()}
    if isinstance(value, list):
        return [everywhere(one, env) for one in value]
    return filled(value, env) if isinstance(value, str) else value


def services(**env: str) -> dict[str, dict[str, Any]]:
    """
    Give all services by name.
    """
    found: dict[str, dict[str, Any]] = composed(**env)["services"]
    return found


def ours() -> dict[str, dict[str, Any]]:
    """
    Give the services of Twinlens, Immich's apart.
    """
    return {name: one for name, one in services().items() if "profiles" not in one}


def python_services() -> dict[str, dict[str, Any]]:
    """
    Give the services that run our Python.
    """
    built = {name: one.get("build", {}).get("dockerfile", "") for name, one in ours().items()}
    return {name: ours()[name] for name, file in built.items() if "python" in file}


def mounts(service: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """
    Give source, target and whether it is read only of every mount, however it is written.
    """
    for mount in service.get("volumes", ()):
        if isinstance(mount, dict):
            yield mount["source"], mount["target"], mount.get("read_only", False)
        else:
            source, target, *rest = mount.split(":")
            yield source, target, "ro" in rest


def limits(service: Mapping[str, Any]) -> dict[str, str]:
    """
    Give the limits of a service.
    """
    found: dict[str, str] = service["deploy"]["resources"]["limits"]
    return found
