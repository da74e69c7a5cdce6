"""
Where files stand, and how long they may become.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture import tree

MAX_LINES = 400
NO_TEST_OF_THEIR_OWN = {"__init__.py", "__main__.py"}
TIERS = ("unit", "integration")
# Tests of what several modules hold together, of real files, of a package's README and __main__.
WHOLES = {
    *("properties.py", "readme.py", "samples.py", "thread.py", "main.py"),
    *("node.py", "transparency.py", "acting_with_dedup.py", "visibility.py"),
}
SUPPORT = {"bench", "ci", "fakes", "infra", "install", "nginx", "samples"}


def modules(package: str) -> set[str]:
    """
    Give the modules of a package that need a test, as paths relative to the package.
    """
    top = tree.MEMBERS[package] / "src" / package
    return {
        path.relative_to(top).as_posix()
        for path in tree.source_files(package)
        if path.name not in NO_TEST_OF_THEIR_OWN and "migrations" not in path.parts
    }


def mirrored(package: str, tier: str) -> set[str]:
    """
    Give the modules that the test files of one tier say they test.
    """
    top = tree.ROOT / "tests" / tier / package
    return {
        path.relative_to(top).with_name(path.name.removeprefix("test_")).as_posix()
        for path in tree.files_of_tests()
        if path.is_relative_to(top) and path.name.startswith("test_")
    }


def too_long(paths: Iterable[Path]) -> list[str]:
    """
    Name the files that are longer than one concept needs.
    """
    counted = [(path.relative_to(tree.ROOT), len(tree.lines(path))) for path in paths]
    return [f"{path}: {count} lines" for path, count in counted if count > MAX_LINES]


def test_every_folder_with_tests_is_a_package() -> None:
    """
    Without `__init__.py` all the way up, a test folder shadows the package it tests.
    """
    folders = {parent for path in tree.files_of_tests() for parent in path.parents}
    wanted = {folder for folder in folders if folder.is_relative_to(tree.ROOT / "tests")}

    assert [folder for folder in sorted(wanted) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("package", tree.MEMBERS)
def test_every_test_file_mirrors_a_module(package: str, tier: str) -> None:
    """
    A test is found from its source, and a source from its test, by name alone.
    """
    assert tree.listed(mirrored(package, tier) - modules(package) - WHOLES) == ""


@pytest.mark.parametrize("package", tree.MEMBERS)
def test_every_module_has_a_test_in_its_mirror(package: str) -> None:
    """
    No module is covered only by accident, from the tests of its callers.
    """
    tested = {module for tier in TIERS for module in mirrored(package, tier)}

    assert tree.listed(modules(package) - tested) == ""


@pytest.mark.parametrize("tier", TIERS)
def test_tiers_hold_only_mirrors_of_what_there_is(tier: str) -> None:
    """
    A folder under a tier is named after a package, or after the code that supports tests.
    """
    top = tree.ROOT / "tests" / tier
    names = {path.relative_to(top).parts[0] for path in top.glob("*/*.py")}

    assert tree.listed(names - set(tree.MEMBERS) - SUPPORT) == ""


def test_no_file_outgrows_one_concept() -> None:
    """
    Beyond 400 lines a file is two.
    """
    written = [path for path in tree.files(".py", ".ts", ".tsx") if "versions" not in path.parts]

    assert too_long(written) == []


def test_line_that_is_too_much_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """
    The rule itself works: 400 lines pass, one more does not.
    """
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    (tmp_path / "fits.py").write_text("x\n" * MAX_LINES)
    (tmp_path / "long.py").write_text("x\n" * (MAX_LINES + 1))

    assert too_long(sorted(tmp_path.iterdir())) == ["long.py: 401 lines"]
