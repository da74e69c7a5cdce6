"""
The page of the gateway's routes, against the OpenAPI document it is made of.
"""

import importlib.util
import json
from types import ModuleType
from typing import Any

import pytest

from tests.architecture import tree

SOURCE = tree.ROOT / "infra/ci/api_page.py"
DOCUMENT: dict[str, Any] = json.loads((tree.ROOT / "docs/openapi.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", name="script")
def load() -> ModuleType:
    """
    Give the script as a module.
    """
    spec = importlib.util.spec_from_file_location("api_page", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_that_of_the_document(script: ModuleType) -> None:
    """
    `make openapi` writes both anew.
    """
    assert script.FILE.read_text(encoding="utf-8") == script.written(DOCUMENT)


def test_every_route_and_shape_is_on_the_page(script: ModuleType) -> None:
    """
    Nothing of the document is left out.
    """
    page = script.written(DOCUMENT)
    routes = [
        f"| `{method.upper()} {path}` |"
        for path, methods in DOCUMENT["paths"].items()
        for method in methods
    ]
    shapes = [f"\n### {name}\n" for name in DOCUMENT["components"]["schemas"]]

    assert [one for one in routes + shapes if one not in page] == []


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"$ref": "#/components/schemas/Level"}, "[Level](#level)"),
        ({"const": "up", "type": "string"}, "`up`"),
        ({"enum": ["a", "b"], "default": "a"}, '`a`, `b` else `"a"`'),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"type": "array", "items": {"format": "uuid"}, "maxItems": 50}, "list of uuid at most 50"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "map of integer"),
        ({"type": "integer", "minimum": 1, "maximum": 100}, "integer from 1 to 100"),
        ({"type": "object", "additionalProperties": True}, "object"),
        ({}, "anything"),
    ],
)
def test_schema_is_told_for_people(script: ModuleType, schema: dict[str, Any], words: str) -> None:
    """
    Whatever kind it is of.
    """
    assert script.told(schema) == words


def test_cell_does_not_break_its_table(script: ModuleType) -> None:
    """
    Neither by a bar nor by a second line.
    """
    assert script.row("a|b", "c\nd") == "| a\\|b | c d |"
