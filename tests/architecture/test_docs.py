"""
What the Markdown files promise: links, commands, examples and settings that are really there.
"""

import ast
import doctest
import importlib.util
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from dedup.settings import DedupSettings
from gateway.settings import GatewaySettings
from grouping.settings import GroupingSettings
from mediacore.settings import ServiceSettings
from tests.architecture import deployment, tree

ROOT_PAGES = tuple(sorted(tree.ROOT.glob("*.md")))
PAGES = (*ROOT_PAGES, *sorted((tree.ROOT / "docs").glob("**/*.md")), *tree.files(".md"))
SETTINGS = (ServiceSettings, GroupingSettings, DedupSettings, GatewaySettings)
PAGES_FOR_USERS = (*ROOT_PAGES, *sorted((tree.ROOT / "docs").glob("*.md")))
READERS = (
    tree.ROOT / "infra/local/src/localstack/settings.py",
    tree.ROOT / "services/gateway/src/gateway/doctor.py",
    tree.ROOT / "services/grouping/src/grouping/wiring.py",
    tree.ROOT / "services/dedup/src/dedup/wiring.py",
    tree.ROOT / "tests/contract/server.py",
)
ELSEWHERE = frozenset({"UPLOAD_LOCATION", "TWINLENS_TESTDATA"})  # Immich's compose file; our tests

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_MAKE = re.compile(r"\bmake ([a-z][\w-]*)")
_TARGET = re.compile(r"^([a-z][\w-]*):", re.MULTILINE)
_VARIABLE = re.compile(r"`([A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)+)(?:=[^`]*)?`")
_SET = re.compile(r"\b([A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)+)=")
_ASKED = re.compile(r"\$\$?[({]([A-Z][A-Z_]+)")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_MODULE = re.compile(r"\bpython -m ([\w.]+)")
_SCRIPT = re.compile(r"\b(?:sh|python) ((?:[\w.-]+/)+[\w.-]+)")


def anchors(text: str) -> set[str]:
    """
    Give what the headings of a page can be reached by.
    """
    titles = _HEADING.findall(_FENCE.sub("", text))
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.strip().replace(" ", "-") for title in plain}


def leads_nowhere(page: Path, link: str) -> bool:
    """
    Whether a link leads to no file of this repository, or to no heading of it.
    """
    path, _, anchor = link.partition("#")
    target = page.parent / unquote(path) if path else page
    if not target.exists():
        return True
    return bool(anchor) and anchor not in anchors(target.read_text(encoding="utf-8"))


def broken_links(page: Path, text: str) -> list[str]:
    """
    Name the links of a page that lead nowhere in this repository.
    """
    links = _LINK.findall(_FENCE.sub("", text))
    return [link for link in links if "://" not in link and leads_nowhere(page, link)]


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


def missing_programs(text: str) -> list[str]:
    """
    Give the modules and scripts that a page's code runs, and that are not there.
    """
    pieces = code(text)
    modules = {name for piece in pieces for name in _MODULE.findall(piece)}
    scripts = {name for piece in pieces for name in _SCRIPT.findall(piece)}
    lost = [name for name in sorted(modules) if not is_module(name)]
    return lost + [name for name in sorted(scripts) if not (tree.ROOT / name).exists()]


def is_module(name: str) -> bool:
    """
    Whether Python could run a module of this name: one of ours, or one that is installed.
    """
    places = (tree.ROOT, *(member / "src" for member in tree.MEMBERS.values()))
    path = name.replace(".", "/")
    ours = any(
        (place / f"{path}{end}").exists() for place in places for end in (".py", "/__main__.py")
    )
    return ours or ("." not in name and importlib.util.find_spec(name) is not None)


def variables(text: str) -> set[str]:
    """
    Give the variables that a page names as code, alone or with a value.
    """
    told = _VARIABLE.findall(_FENCE.sub("", text))
    return {*told, *(name for piece in code(text) for name in _SET.findall(piece))}


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
    Give the variables that a settings class, the local stack, make or the compose file reads.
    """
    constants = {
        node.value
        for path in READERS
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    settings = {name.upper() for kind in SETTINGS for name in kind.model_fields}
    asked = set(_ASKED.findall((tree.ROOT / "Makefile").read_text(encoding="utf-8")))
    return settings | constants | asked | deployment.example().keys() | ELSEWHERE


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
def test_named_modules_and_scripts_exist(page: Path) -> None:
    """
    Nobody is told to run what is not there.
    """
    assert missing_programs(page.read_text(encoding="utf-8")) == []


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


@pytest.mark.parametrize("page", PAGES_FOR_USERS, ids=named)
def test_named_variables_are_read_by_somebody(page: Path) -> None:
    """
    No variable that a page tells people to set is a wish.
    """
    assert variables(page.read_text(encoding="utf-8")) - known_variables() == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_keys_of_tables_are_settings(page: Path) -> None:
    """
    A table of settings speaks only of those that a settings class has.
    """
    cells = first_cells(page.read_text(encoding="utf-8"), "Key")
    told = {name for cell in cells for name in _CODE.findall(cell)}

    assert {name.upper() for name in told} - known_variables() == set()


def test_link_to_nowhere_is_noticed(tmp_path: Path) -> None:
    """
    The rule itself works: web addresses and code are left alone.
    """
    page = tmp_path / "page.md"
    page.write_text("# A `b`, c\n[x](#a-b-c) [y](#gone)\n")
    text = (
        "[a](page.md#a-b-c) [b](gone.md) [c](https://x.y/z) [d](page.md#e) [e](#no)\n"
        "```\n[f](no.md)\n```\n"
    )

    assert broken_links(page, text) == ["gone.md", "page.md#e", "#no"]


def test_program_that_is_not_there_is_noticed() -> None:
    """
    The rule itself works, for modules of ours and others, and for scripts.
    """
    text = (
        "`python -m gateway.main` `python -m venv` `python -m gateway.no` `python -m no`\n"
        "```sh\nsh infra/no.sh\nsh infra/env.sh\n```\n"
    )

    assert missing_programs(text) == ["gateway.no", "no", "infra/no.sh"]


def test_variable_is_noticed_alone_and_with_a_value() -> None:
    """
    The rule itself works: words in capitals are none.
    """
    text = "`A_B` and `C_D=1`, NO_NO, `JSON`\n```sh\nE_F=2 make run\n```\n"

    assert variables(text) == {"A_B", "C_D", "E_F"}


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
