"""
Adding members to objects inside a JSON text without touching anything else; pure.

The text itself is kept and the new members are written before the closing brace, so every number,
escape and space that Immich wrote stays as it was.
"""

import json
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

EACH = "[]"

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """
    An object in a text: its value, and where its closing brace stands.
    """

    value: dict[str, Any]
    brace: int


def find(text: str, path: Sequence[str]) -> Iterator[Found]:
    """
    Give every object at a path such as `("assets", "items", "[]")`; none where the path ends.

    :raises ValueError: when the text is no JSON.
    """
    try:
        yield from _find(text, tuple(path), _skip(text, 0))
    except (IndexError, RecursionError) as error:
        raise ValueError("The text is not JSON") from error


def splice(text: str, additions: Iterable[tuple[Found, str]]) -> str:
    """
    Write members (JSON without its outer braces, e.g. `"a":1`) into the objects found.
    """
    pieces, position = [], 0
    for found, members in sorted(additions, key=lambda addition: addition[0].brace):
        comma = "," if found.value else ""
        pieces += [text[position : found.brace], comma, members]
        position = found.brace
    pieces.append(text[position:])
    return "".join(pieces)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    assert match is not None  # noqa: S101 - the pattern matches nothing at all, too
    return match.end()


def _after_comma(text: str, position: int) -> int:
    position = _skip(text, position)
    return _skip(text, position + 1) if text[position] == "," else position


def _find(text: str, path: Path, position: int) -> Generator[Found, None, int]:
    """
    Search the value that starts here; the end of the value is returned.
    """
    if path and path[0] == EACH and text[position] == "[":
        return (yield from _elements(text, path[1:], position))
    if path and path[0] != EACH and text[position] == "{":
        return (yield from _members(text, path, position))
    value, end = _DECODER.raw_decode(text, position)
    if not path and isinstance(value, dict):
        yield Found(value, end - 1)
    return end


def _members(text: str, path: Path, position: int) -> Generator[Found, None, int]:
    position = _skip(text, position + 1)
    while text[position] != "}":
        key, position = _DECODER.raw_decode(text, position)
        position = _skip(text, _skip(text, position) + 1)
        if key == path[0]:
            position = yield from _find(text, path[1:], position)
        else:
            _, position = _DECODER.raw_decode(text, position)
        position = _after_comma(text, position)
    return position + 1


def _elements(text: str, path: Path, position: int) -> Generator[Found, None, int]:
    position = _skip(text, position + 1)
    while text[position] != "]":
        position = yield from _find(text, path, position)
        position = _after_comma(text, position)
    return position + 1
