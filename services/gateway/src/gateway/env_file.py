"""
What `.env` says, read as `docker compose` reads it: quotes, comments and variables mean the same.
"""

import re
from collections.abc import Mapping
from typing import Final

from mediacore.errors import TwinlensError

_GAP: Final = re.compile(r"(?:\s|#[^\n]*)*")
_NAME: Final = re.compile(
    r"(?:export[^\S\n]+)?([A-Za-z_][\w.]*)[^\S\n]*(?:([=:])[^\S\n]*|$|(?=\n))"
)
_QUOTED: Final = re.compile(r"""(['"])((?:\\.|(?!\1)[^\\])*)\1[^\S\n]*(?=$|\n|#)""", re.DOTALL)
_PLAIN: Final = re.compile(r"[^\n]*")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_VARIABLE: Final = re.compile(
    r"\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])([^}]*))?\}|)", re.ASCII
)
_COMMENT: Final = " #"
_SINGLE: Final = {"'": "'"}
_CONTROLS: Final = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_DOUBLE: Final = {'"': '"', "\\": "\\", "$": "$$", **_CONTROLS}


Environ = Mapping[str, str]


class EnvFileError(TwinlensError):
    """
    Raised for a line that `docker compose` would not take either.
    """


def read(text: str, environ: Environ) -> dict[str, str]:
    """
    Give the variables of a file; what the environment says of the same name counts more.

    :raises EnvFileError: naming the line.
    """
    found: dict[str, str] = {}
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    at = _end(_GAP, text, 0)
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        name, value, at = _statement(text, at, {**environ, **found}, line)
        if name in environ or value is not None:
            found[name] = environ.get(name, value or "")
        at = _end(_GAP, text, at)
    return found


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    matched = pattern.match(text, at)
    return at if matched is None else matched.end()


def _statement(text: str, at: int, known: Environ, line: int) -> tuple[str, str | None, int]:
    """
    Give name and value of what begins here, and where it ends; no value: it is the environment's.
    """
    named = _NAME.match(text, at)
    if named is None:
        raise EnvFileError(f"Line {line} does not begin with a name and `=`.")
    name, sign = named.groups()
    at = named.end()
    if not sign:
        return name, None, at
    if text[at : at + 1] not in ("'", '"'):
        plain, end = text[at : _end(_PLAIN, text, at)], _end(_PLAIN, text, at)
        return name, _filled(plain.partition(_COMMENT)[0].rstrip(), known, line), end
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        raise EnvFileError(f"The quotes of line {line} do not end, or something follows them.")
    quote, inner = quoted.groups()
    if quote == "'":
        return name, _unescaped(inner, _SINGLE), quoted.end()
    return name, _filled(_unescaped(inner, _DOUBLE), known, line), quoted.end()


def _unescaped(value: str, escapes: Mapping[str, str]) -> str:
    return _ESCAPE.sub(lambda found: escapes.get(found[1], found[0]), value)


def _filled(value: str, known: Environ, line: int) -> str:
    """
    Put values in the place of variables.
    """

    def one(found: re.Match[str]) -> str:
        escaped, bare, braced, kind, word = found.groups()
        name = bare or braced
        if escaped:
            return "$"
        if not name:
            raise EnvFileError(
                f"Line {line} has a `$` before what is no variable:"
                " write `$$`, or put the value in single quotes."
            )
        return _chosen(known.get(name), kind or "", word or "", f"Line {line}: {name}")

    return _VARIABLE.sub(one, value)


def _chosen(told: str | None, kind: str, word: str, where: str) -> str:
    """
    Give the value of a variable, or what is to stand in its place.
    """
    is_there = bool(told) if kind.startswith(":") else told is not None
    if kind.endswith("+"):
        return word if is_there else ""
    if is_there or not kind:
        return told or ""
    if kind.endswith("?"):
        raise EnvFileError(f"{where} is missing: {word}")
    return word
