"""
Writes pages for people out of the OpenAPI documents that lie in a folder.

    python infra/ci/api_page.py [FOLDER=docs]
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
TITLES: Final = {
    "openapi": """# The gateway's routes, one by one

Out of [openapi.json](openapi.json), by `make openapi`. [The routes](api.md) explains them, with
examples. A session or an API key of Immich says who asks; what goes wrong is told as
[Problem](#problem).
""",
    "openapi-grouping": """# Grouping's routes, one by one

Out of [openapi-grouping.json](openapi-grouping.json), by `make openapi`.
[The routes](api.md#grouping) explains them, with examples. They are for the internal
network: all but `GET /health` want `Authorization: Bearer` with the service token; what goes wrong
is told as [Refusal](#refusal).
""",
    "openapi-dedup": """# Dedup's routes, one by one

Out of [openapi-dedup.json](openapi-dedup.json), by `make openapi`.
[The routes](api.md#dedup) explains them, with examples. They are for the internal
network: all but `GET /health` want `Authorization: Bearer` with the service token; what goes wrong
is told as [Refusal](#refusal).
""",
}
HEAD: Final = "| Route | What it does | Takes | Answers |\n|---|---|---|---|"
JSON: Final = {"type": "JSON"}  # of an answer that no model describes
BOUNDS: Final = (("minimum", "from"), ("maximum", "to"), ("maxItems", "at most"))

_FIELD = re.compile(r"^:ivar (\w+):", re.MULTILINE)

Document = Mapping[str, Any]


def kind(schema: Document) -> str:
    """
    Say what a schema lets pass.
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema.get("enum", [schema.get("const")]))
    if several := schema.get("anyOf", schema.get("oneOf", schema.get("allOf"))):
        return " or ".join(kind(one) for one in several)
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"map of {kind(schema['additionalProperties'])}"
    return str(schema.get("format", schema.get("type", "anything")))


def told(schema: Document) -> str:
    """
    Say what a schema lets pass, with its limits and what holds without it.
    """
    words = [kind(schema)]
    words += [f"{word} {schema[bound]:,}" for bound, word in BOUNDS if bound in schema]
    if schema.get("default") not in (None, "", []):
        words.append(f"else `{json.dumps(schema['default'])}`")
    return " ".join(words)


def takes(operation: Document) -> Iterator[str]:
    """
    Say what a route is given.
    """
    for one in operation.get("parameters", ()):
        yield f"`{one['name']}`: {told(one['schema'])}"
    body = operation.get("requestBody", {}).get("content", {})
    yield from (f"body: {kind(one['schema'])}" for one in body.values())


def answers(operation: Document) -> Iterator[str]:
    """
    Say what a route answers with, errors that all have apart.
    """
    for status, answer in operation["responses"].items():
        if status != "default":
            content = answer.get("content", {}).values()
            body = [kind(one["schema"] or JSON) for one in content if "schema" in one]
            yield " ".join([status, *body])


def row(*cells: str) -> str:
    """
    Give a line of a table.
    """
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def tag_of(path: str, operation: Document) -> str:
    """
    Give the tag of a route: its own, else the first word of its path.
    """
    told: str = operation.get("tags", [path.split("/")[1]])[0]
    return told


def routes(document: Document) -> Iterator[str]:
    """
    Give the routes, a table for each tag.
    """
    found = [
        (tag_of(path, operation), f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    for tag in sorted({tag for tag, _, _ in found}):
        yield f"\n## {tag.capitalize()}\n\n{HEAD}"
        for _, route, operation in (one for one in found if one[0] == tag):
            given, got = "<br>".join(takes(operation)), "<br>".join(answers(operation))
            yield row(f"`{route}`", operation["summary"], given, got)


def shapes(document: Document) -> Iterator[str]:
    """
    Give what is sent and answered, each with its fields.
    """
    yield "\n## Shapes\n\nFields in *italics* may be missing."
    for name, schema in sorted(document["components"]["schemas"].items()):
        said = _FIELD.sub(r"- `\1`:", schema.get("description", ""))
        yield f"\n### {name}\n\n{said}".rstrip()
        fields = schema.get("properties", {})
        if not fields:
            yield f"\nIs {told(schema)}."
            continue
        yield "\n| Field | Is | Meaning |\n|---|---|---|"
        for field, one in fields.items():
            needed = f"`{field}`" if field in schema.get("required", ()) else f"*`{field}`*"
            yield row(needed, told(one), one.get("description", ""))


def written(name: str, document: Document) -> str:
    """
    Give the page of a document, by its name without an ending.
    """
    return "\n".join([TITLES[name].rstrip(), *routes(document), *shapes(document)]) + "\n"


def main(arguments: Sequence[str]) -> int:
    """
    Write them.
    """
    folder = Path(arguments[0]) if arguments else DOCS
    for name in TITLES:
        document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        path = folder / f"{name}.md"
        path.write_text(written(name, document), encoding="utf-8")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
