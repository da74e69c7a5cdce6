"""
Tests of comparing answers with a description of the API.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.fakes.immich.openapi import schema_of, spec_in, violations

THING = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "size": {"type": "integer", "nullable": True},
        "kind": {"allOf": [{"$ref": "#/components/schemas/Kind"}]},
        "many": {"type": "array", "items": {"type": "number"}},
        "either": {"oneOf": [{"type": "string"}, {"type": "boolean"}]},
    },
}
ANSWER = {"200": {"content": {"application/json": {"schema": THING}}}}
SPEC: dict[str, Any] = {
    "paths": {
        "/things/{id}": {"get": {"responses": ANSWER}},
        "/things/me": {"get": {"responses": {}}},
    },
    "components": {"schemas": {"Kind": {"type": "string", "enum": ["a", "b"]}}},
}


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"id": "x", "size": None, "kind": "a", "many": [1, 2.5], "either": True}, []),
        ({}, ["$.id: missing"]),
        ({"id": None}, ["$.id: null"]),
        ({"id": "x", "size": True}, ["$.size: bool instead of integer"]),
        ({"id": "x", "kind": "c"}, ["$.kind: not one of ['a', 'b']"]),
        ({"id": "x", "many": ["1"]}, ["$.many[]: str instead of number"]),
        ({"id": "x", "either": 1}, ["$.either: none of the choices"]),
    ],
)
def test_disagreements_are_told(value: Any, wrong: list[str]) -> None:
    """
    With their place.
    """
    assert list(violations(SPEC, THING, value)) == wrong


def test_schema_is_found_by_path() -> None:
    """
    An exact one before a pattern.
    """
    assert schema_of(SPEC, "GET", "/api/things/1?x=y", 200) is THING
    assert schema_of(SPEC, "GET", "/api/things/me", 200) is None
    assert schema_of(SPEC, "POST", "/api/things/1", 201) is None


def test_description_is_read(tmp_path: Path) -> None:
    """
    From its file.
    """
    (tmp_path / "a.json").write_text(json.dumps(SPEC))

    assert spec_in(tmp_path / "a.json") == SPEC
