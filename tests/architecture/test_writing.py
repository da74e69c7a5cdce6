"""
How tests and docstrings are written.
"""

import ast

import pytest

from tests.architecture import tree

# The one place that may sleep: it looks again until a deadline.
WAITING = tree.ROOT / "tests/waiting.py"

Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module


def named(node: ast.AST) -> str:
    """
    Give the dotted name that a call or an attribute is written as.
    """
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""


def sleeps(module: ast.AST) -> list[int]:
    """
    Give the lines that wait a fixed time instead of for a condition.
    """
    return [
        node.lineno
        for node in ast.walk(module)
        if (isinstance(node, ast.Call) and named(node.func) == "time.sleep")
        or (isinstance(node, ast.ImportFrom) and node.module == "time" and _names_sleep(node))
    ]


def _names_sleep(node: ast.ImportFrom) -> bool:
    return any(alias.name == "sleep" for alias in node.names)


def without_a_fact(module: ast.AST) -> list[str]:
    """
    Name the test functions that do not say what they prove.
    """
    return [
        node.name
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and ast.get_docstring(node) is None
    ]


def cramped_docstrings(module: ast.AST) -> list[str]:
    """
    Name what has a docstring whose quotes do not stand on their own lines.
    """
    nodes = [node for node in ast.walk(module) if isinstance(node, Documented)]
    texts = [(node, ast.get_docstring(node, clean=False)) for node in nodes]
    return [
        getattr(node, "name", "the module")
        for node, text in texts
        if text is not None and not (text.startswith("\n") and text.rstrip(" ").endswith("\n"))
    ]


def test_no_test_sleeps() -> None:
    """
    A test waits for what it needs, with a deadline, and never longer.
    """
    found = {path: sleeps(tree.parsed(path)) for path in tree.files_of_tests()}
    found.pop(WAITING, None)

    assert {str(path): numbers for path, numbers in found.items() if numbers} == {}


def test_every_test_states_its_fact() -> None:
    """
    The docstring of a test is the sentence it proves.
    """
    found = {path: without_a_fact(tree.parsed(path)) for path in tree.files_of_tests()}

    assert {str(path): names for path, names in found.items() if names} == {}


def test_quotes_of_docstrings_stand_on_their_own_lines() -> None:
    """
    Every docstring of the repository looks the same.
    """
    found = {path: cramped_docstrings(tree.parsed(path)) for path in tree.files(".py")}

    assert {str(path): names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("import time\ntime.sleep(1)", [2]),
        ("from time import sleep", [1]),
        ("from time import monotonic", []),
        ("clock.sleep(1)\n(lambda: 0)()", []),
    ],
)
def test_sleeping_is_noticed_however_it_is_written(source: str, lines: list[int]) -> None:
    """
    The rule itself works.
    """
    assert sleeps(ast.parse(source)) == lines


def test_test_without_a_sentence_is_noticed() -> None:
    """
    The rule itself works, for plain and for asynchronous tests.
    """
    source = "def test_a(): ...\nasync def test_b(): ...\ndef test_c():\n  'A fact.'\ndef d(): ..."

    assert without_a_fact(ast.parse(source)) == ["test_a", "test_b"]


def test_cramped_docstring_is_noticed() -> None:
    """
    The rule itself works: one line, or a sentence behind the quotes, is cramped.
    """
    source = '"""Cramped."""\ndef f():\n  """\n  Fine.\n  """\nclass C:\n  """\n  No."""'

    assert cramped_docstrings(ast.parse(source)) == ["the module", "C"]
