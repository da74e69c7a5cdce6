"""
The OpenAPI documents against the services, and their pages against the documents.
"""

import importlib.util
import json
from types import ModuleType
from typing import Any

import pytest

from tests.architecture import tree

DOCS = tree.ROOT / "docs"
NAMES = ("openapi", "openapi-grouping", "openapi-dedup")


def loaded(name: str) -> ModuleType:
    """
    Give a script as a module.
    """
    spec = importlib.util.spec_from_file_location(name, tree.ROOT / f"infra/ci/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", name="script")
def pages() -> ModuleType:
    """
    Give the script that writes the pages.
    """
    return loaded("api_page")


def documented(name: str) -> dict[str, Any]:
    """
    Give a document as it is committed.
    """
    found: dict[str, Any] = json.loads((DOCS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_documents_are_those_of_the_code() -> None:
    """
    `make openapi` writes them anew.
    """
    script = loaded("openapi")

    assert [name.removesuffix(".json") for name in script.DOCUMENTS] == list(NAMES)
    assert [
        name
        for name in script.DOCUMENTS
        if (DOCS / name).read_text(encoding="utf-8") != script.written(name)
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_page_is_that_of_the_document(script: ModuleType, name: str) -> None:
    """
    `make openapi` writes both anew.
    """
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")

    assert page == script.written(name, documented(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_route_and_shape_is_on_the_page(script: ModuleType, name: str) -> None:
    """
    Nothing of the document is left out.
    """
    document = documented(name)
    page = script.written(name, document)
    routes = [
        f"| `{method.upper()} {path}` |"
        for path, methods in document["paths"].items()
        for method in methods
    ]
    shapes = [f"\n### {name}\n" for name in document["components"]["schemas"]]

    assert [one for one in routes + shapes if one not in page] == []


@pytest.mark.parametrize("name", NAMES[1:])
def test_services_want_their_token_but_for_their_health(name: str) -> None:
    """
    The documents of grouping and dedup say so as well.
    """
    document = documented(name)

    assert document["security"] == [{"service": []}]
    assert [
        path
        for path, methods in document["paths"].items()
        for operation in methods.values()
        if operation.get("security") == []
    ] == ["/health"]


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
