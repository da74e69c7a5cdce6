"""
Adding members to objects inside a JSON text without touching anything else; pure.

The text itself is kept and the new members are written before the closing brace, so every number,
escape and space that Immich wrote stays as it was. A text that two readers could understand in two
ways (a key twice, `NaN`, something behind its end) is refused.

Nearly every text is just what its own value is when written without spaces. That is cheap to find
out, and tells where each object ends; any other text is read token by token.
"""

import json
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import orjson

EACH = "[]"

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """
    An object in a text: its value, and where its closing brace stands.
    """

    value: dict[str, Any]
    brace: int


def find(text: str, *paths: Path) -> list[Found]:
    """
    Give every object at one of some paths such as `("assets", "items", "[]")`.

    :raises ValueError: when the text is no JSON, or ambiguous.
    """
    plain = _plain(text, paths)
    if plain is not None:
        return plain
    try:
        return list(_document(text, paths))
    except (IndexError, RecursionError, StopIteration) as error:
        raise ValueError("The text is not JSON") from error


def splice(text: str, additions: Iterable[tuple[int, str]]) -> str:
    """
    Write pieces of text at some places, given in any order.
    """
    pieces, position = [], 0
    for place, piece in sorted(additions):
        pieces += [text[position:place], piece]
        position = place
    pieces.append(text[position:])
    return "".join(pieces)


def members(found: Found, written: str) -> tuple[int, str]:
    """
    Make the addition of members (JSON without its outer braces, e.g. `"a":1`) to an object.
    """
    return found.brace, f",{written}" if found.value else written


class _NotPlainError(Exception):
    """
    Raised where a text is not what its value is when written without spaces.
    """


def _plain(text: str, paths: Sequence[Path]) -> list[Found] | None:
    """
    Give every object at the paths, if the text is what its value is when written without spaces.
    """
    found: list[Found] = []
    try:
        end = _walk(text, orjson.loads(text), paths, 0, found)
    except (ValueError, _NotPlainError):
        return None
    return found if end == len(text) else None


def _walk(text: str, value: Any, paths: Sequence[Path], position: int, found: list[Found]) -> int:
    """
    Give where a value ends that is written at a position.

    :raises _NotPlainError: when it is written in another way.
    """
    if isinstance(value, list) and any(path and path[0] == EACH for path in paths):
        beneath, opening = _beneath(paths, EACH), "["
        for item in value:
            position = _walk(text, item, beneath, _past(text, position, opening), found)
            opening = ","
        return _past(text, position, "]" if value else "[]")
    if isinstance(value, dict) and any(path and path[0] != EACH for path in paths):
        opening = "{"
        for key, inner in value.items():
            start = _past(text, position, f"{opening}{orjson.dumps(key).decode()}:")
            position = _walk(text, inner, _beneath(paths, key), start, found)
            opening = ","
        return _past(text, position, "}" if value else "{}")
    end = _past(text, position, orjson.dumps(value).decode())
    if isinstance(value, dict) and () in paths:
        found.append(Found(value, end - 1))
    return end


def _past(text: str, position: int, token: str) -> int:
    if not text.startswith(token, position):
        raise _NotPlainError
    return position + len(token)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("A key stands twice in one object")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_scan = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant).raw_decode
_to_token = re.compile(r"[ \t\r\n]*").match


def _skip(text: str, position: int) -> int:
    match = _to_token(text, position)
    assert match is not None  # noqa: S101 - the pattern matches nothing at all, too
    return match.end()


def _expect(text: str, position: int, token: str) -> int:
    position = _skip(text, position)
    if text[position] != token:
        raise ValueError(f"{token!r} expected at {position}")
    return _skip(text, position + 1)


def _document(text: str, paths: Sequence[Path]) -> Iterator[Found]:
    end = yield from _value(text, paths, _skip(text, 0))
    if _skip(text, end) != len(text):
        raise ValueError("Something stands behind the end")


def _value(text: str, paths: Sequence[Path], position: int) -> Generator[Found, None, int]:
    """
    Search the value that starts here; the end of the value is returned.
    """
    first = text[position]
    if first == "[" and any(path and path[0] == EACH for path in paths):
        return (yield from _elements(text, _beneath(paths, EACH), position))
    if first == "{" and any(path and path[0] != EACH for path in paths):
        return (yield from _members(text, paths, position))
    value, end = _scan(text, position)
    if isinstance(value, dict) and () in paths:
        yield Found(value, end - 1)
    return end


def _beneath(paths: Sequence[Path], step: str) -> tuple[Path, ...]:
    return tuple(path[1:] for path in paths if path and path[0] == step)


def _members(text: str, paths: Sequence[Path], position: int) -> Generator[Found, None, int]:
    seen: set[str] = set()
    position = _skip(text, position + 1)
    while text[position] != "}":
        if seen:
            position = _expect(text, position, ",")
        key, position = _scan(text, position)
        if not isinstance(key, str) or key in seen:
            raise ValueError("A key stands twice in one object, or is none")
        seen.add(key)
        position = _expect(text, position, ":")
        position = _skip(text, (yield from _value(text, _beneath(paths, key), position)))
    return position + 1


def _elements(text: str, paths: Sequence[Path], position: int) -> Generator[Found, None, int]:
    is_first = True
    position = _skip(text, position + 1)
    while text[position] != "]":
        if not is_first:
            position = _expect(text, position, ",")
        is_first = False
        position = _skip(text, (yield from _value(text, paths, position)))
    return position + 1
