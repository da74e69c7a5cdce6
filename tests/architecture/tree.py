"""
The files of this repository, as the architecture tests look at them.
"""

import ast
import io
import os
import tokenize
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = {
    "mediacore": ROOT / "libs/mediacore",
    "grouping": ROOT / "services/grouping",
    "dedup": ROOT / "services/dedup",
    "gateway": ROOT / "services/gateway",
    "localstack": ROOT / "infra/local",
}
PLACES = ("libs", "services", "infra", "tests", "bench")
MADE_BY_TOOLS = frozenset({"__pycache__", "node_modules", "dist", "coverage"})
GENERATED = frozenset({ROOT / "services/web/src/shared/api/schema.d.ts"})  # of docs/openapi.json


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of a file, with where it stands.
    """

    path: Path
    number: int
    text: str

    def __str__(self) -> str:
        """
        Say where to look.
        """
        return f"{self.path.relative_to(ROOT)}:{self.number}: {self.text.strip()}"


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """
    Give every file people wrote that ends in one of the suffixes, sorted.
    """
    found = (path for place in PLACES for path in _under(ROOT / place))
    return tuple(
        sorted(path for path in found if path.suffix in suffixes and path not in GENERATED)
    )


def _under(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in MADE_BY_TOOLS]
        yield from (Path(place, name) for name in names)


def source_files(package: str) -> list[Path]:
    """
    Give the Python files of a member's package, migrations included.
    """
    return [path for path in files(".py") if path.is_relative_to(MEMBERS[package] / "src")]


def files_of_tests() -> list[Path]:
    """
    Give the Python files under `tests`.
    """
    return [path for path in files(".py") if path.is_relative_to(ROOT / "tests")]


@cache
def parsed(path: Path) -> ast.Module:
    """
    Give the syntax tree of a Python file.
    """
    return ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> list[Line]:
    """
    Give the lines of a file.
    """
    text = path.read_text(encoding="utf-8")
    return [Line(path, number, line) for number, line in enumerate(text.splitlines(), 1)]


def comments(path: Path, text: str) -> list[Line]:
    """
    Give the comments of Python source, so that strings are not taken for comments.
    """
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [
        Line(path, token.start[0], token.string)
        for token in tokens
        if token.type == tokenize.COMMENT
    ]


def listed(names: Iterable[str]) -> str:
    """
    Give names as one sorted text, so that a failing assert shows all of them.
    """
    return ", ".join(sorted(names))


def project(folder: Path) -> dict[str, object]:
    """
    Read the pyproject file of a folder.
    """
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
