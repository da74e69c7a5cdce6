"""
What an answer has against Immich's own description of its API.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
}


@lru_cache
def spec_in(path: Path) -> Json:
    """
    Read a description.
    """
    read: Json = json.loads(path.read_text())
    return read


def schema_of(spec: Json, method: str, path: str, status: int) -> Json | None:
    """
    Give the schema of an answer in JSON, if the description has one for it.
    """
    bare = path.partition("?")[0].removeprefix("/api")
    exact = [one for one in spec["paths"] if one == bare]
    like = [one for one in spec["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one), bare)]
    for template in exact or like:
        operation = spec["paths"][template].get(method.lower(), {})
        content = operation.get("responses", {}).get(str(status), {}).get("content", {})
        if "application/json" in content:
            schema: Json = content["application/json"]["schema"]
            return schema
    return None


def violations(spec: Json, schema: Json, value: Any, path: str = "$") -> Iterator[str]:
    """
    Tell how a value disagrees with a schema; keys that it does not name may stand in it.
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from violations(spec, spec["components"]["schemas"][name], value, path)
        return
    for part in schema.get("allOf", ()):
        yield from violations(spec, part, value, path)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if value is None:
        if not schema.get("nullable") and schema.get("type") is not None:
            yield f"{path}: null"
        return
    if choices and all(list(violations(spec, one, value, path)) for one in choices):
        yield f"{path}: none of the choices"
    yield from _of_type(spec, schema, value, path)


def _of_type(spec: Json, schema: Json, value: Any, path: str) -> Iterator[str]:
    kind = schema.get("type")
    is_flag = isinstance(value, bool) and kind in ("integer", "number")
    if kind is not None and (is_flag or not isinstance(value, KINDS[kind])):
        yield f"{path}: {type(value).__name__} instead of {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: not one of {schema['enum']}"
    if kind == "object":
        for name in set(schema.get("required", ())) - value.keys():
            yield f"{path}.{name}: missing"
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                yield from violations(spec, inner, value[name], f"{path}.{name}")
    if kind == "array":
        for one in value[:3]:
            yield from violations(spec, schema["items"], one, f"{path}[]")
