"""
What the Markdown files promise: links, commands, examples and settings that are really there.
"""

import ast
import doctest
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from dedup.settings import DedupSettings
from gateway.settings import GatewaySettings
from grouping.settings import GroupingSettings
from mediacore.settings import ServiceSettings
from tests.architecture import tree

ROOT_PAGES = tuple(sorted(tree.ROOT.glob("*.md")))
PAGES = (*ROOT_PAGES, *sorted((tree.ROOT / "docs").glob("**/*.md")), *tree.files(".md"))
SETTINGS = (ServiceSettings, GroupingSettings, DedupSettings, GatewaySettings)
LOCAL_SETTINGS = tree.ROOT / "infra/local/src/localstack/settings.py"

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_MAKE = re.compile(r"\bmake ([a-z][\w-]*)")
_TARGET = re.compile(r"^([a-z][\w-]*):", re.MULTILINE)
_VARIABLE = re.compile(r"`([A-Z][A-Z0-9_]*)`")


def broken_links(page: Path, text: str) -> list[str]:
    """
    Name the links of a page that lead to no file of this repository.
    """
    targets = (link.partition("#")[0] for link in _LINK.findall(_FENCE.sub("", text)))
    return [
        target
        for target in targets
        if target and "://" not in target and not (page.parent / unquote(target)).exists()
    ]


def fenced(text: str, language: str) -> list[str]:
    """
    Give the fenced blocks of one language.
    """
    return [body for name, body in _FENCE.findall(text) if name == language]


def code(text: str) -> list[str]:
    """
    Give what a page writes as code, in lines and in shell blocks.
    """
    return [*_CODE.findall(_FENCE.sub("", text)), *fenced(text, "sh")]


def make_targets(text: str) -> set[str]:
    """
    Give the targets of make that a page names as code.
    """
    return {target for piece in code(text) for target in _MAKE.findall(piece)}


def does_not_compile(block: str) -> bool:
    """
    Whether an example is no Python, be it a session with prompts or plain source.
    """
    examples = doctest.DocTestParser().get_examples(block)
    try:
        for source in [one.source for one in examples] or [block]:
            ast.parse(source)
    except SyntaxError:
        return True
    return False


def first_cells(text: str, head: str) -> list[str]:
    """
    Give the first cells of the tables whose first column has this head.
    """
    cells = []
    inside = False
    for line in text.splitlines():
        first = line.strip("|").partition("|")[0].strip()
        if not line.startswith("|"):
            inside = False
        elif inside:
            cells.append(first)
        else:
            inside = first == head
    return cells


def known_variables() -> set[str]:
    """
    Give the variables that a settings class, or the local stack, reads.
    """
    constants = {
        node.value
        for node in ast.walk(tree.parsed(LOCAL_SETTINGS))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {name.upper() for kind in SETTINGS for name in kind.model_fields} | constants


def named(page: Path) -> str:
    """
    Give a page's name for a test's id.
    """
    return page.relative_to(tree.ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """
    Whoever follows a link of ours finds the file.
    """
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_named_make_targets_exist(page: Path) -> None:
    """
    A command that a page tells people to type is there.
    """
    known = set(_TARGET.findall((tree.ROOT / "Makefile").read_text(encoding="utf-8")))

    assert make_targets(page.read_text(encoding="utf-8")) - known == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_examples_compile(page: Path) -> None:
    """
    An example can be typed in as it stands.
    """
    blocks = fenced(page.read_text(encoding="utf-8"), "python")

    assert [block for block in blocks if does_not_compile(block)] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_sessions_of_examples_are_true(page: Path) -> None:
    """
    What a page shows with prompts is what happens.
    """
    result = doctest.testfile(str(page), module_relative=False)

    assert result.failed == 0


def test_variables_of_the_readme_are_read_by_somebody() -> None:
    """
    No variable of the table is a wish.
    """
    cells = first_cells((tree.ROOT / "README.md").read_text(encoding="utf-8"), "Variable")
    told = {name for cell in cells for name in _VARIABLE.findall(cell)}

    assert told
    assert told - known_variables() == set()


@pytest.mark.parametrize("package", ["mediacore", "grouping", "dedup", "gateway"])
def test_keys_of_a_readme_are_settings(package: str) -> None:
    """
    A package's README speaks only of settings that a settings class has.
    """
    page = tree.MEMBERS[package] / "README.md"
    cells = first_cells(page.read_text(encoding="utf-8"), "Key")
    told = {name for cell in cells for name in _CODE.findall(cell)}

    assert told
    assert {name.upper() for name in told} - known_variables() == set()


def test_link_to_nowhere_is_noticed(tmp_path: Path) -> None:
    """
    The rule itself works: web addresses, anchors and code are left alone.
    """
    (tmp_path / "there.md").touch()
    text = "[a](there.md#part) [b](gone.md) [c](https://x.y/z) [d](#e)\n```\n[f](no.md)\n```\n"

    assert broken_links(tmp_path / "page.md", text) == ["gone.md"]


def test_make_is_noticed_only_in_code() -> None:
    """
    The rule itself works: prose may make sense.
    """
    text = "They make sense. `make run X=1`\n```sh\nmake test\n```\n```text\nmake no\n```\n"

    assert make_targets(text) == {"run", "test"}


@pytest.mark.parametrize(
    ("block", "wrong"),
    [
        ("x = 1\n", False),
        ("x = = 1\n", True),
        (">>> 1 + 1\n2\n", False),
        (">>> 1 +\n2\n", True),
    ],
)
def test_example_that_is_no_python_is_noticed(block: str, *, wrong: bool) -> None:
    """
    The rule itself works, for plain source and for sessions.
    """
    assert does_not_compile(block) is wrong
