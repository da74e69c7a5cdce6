"""
Names as the web reads them: what our services call `files_failed` is `filesFailed` there; pure.
"""

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def camel(name: str) -> str:
    """
    Give a name in camel case.
    """
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def camel_keys(value: Any) -> Any:
    """
    Give a JSON value with the names of all its objects in camel case.
    """
    if isinstance(value, dict):
        return {camel(key): camel_keys(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [camel_keys(inner) for inner in value]
    return value
