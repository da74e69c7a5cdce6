"""
Marks that switch a check off carry their reason, and nothing is left for later.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture import tree

MARK = re.compile(
    r"pragma: no (?:cover|branch)"
    r"|type: ignore(?:\[[\w, -]*\])?"
    r"|noqa(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)?"
    r"|(?:v8|istanbul|c8) ignore (?:next|start|if|else|file|try|catch)(?: \d+)?"
    r"|eslint-disable(?:-next-line|-line)?(?: [@\w/-]+(?:, ?[@\w/-]+)*(?= --| \*/|$))?"
    r"|@ts-(?:expect-error|ignore|nocheck)"
)
REASON = re.compile(r"^\s*(?:-+|#|:|@preserve)\s*\w+\W+\w+")
LATER = re.compile("|".join(("TO" + "DO", "FIX" + "ME")))
CODE = (".py", ".ts", ".tsx", ".js", ".css", ".sh", ".yml", ".yaml", ".toml")


def unexplained(lines: Iterable[tree.Line]) -> list[str]:
    """
    Name the lines whose last mark has no reason behind it.
    """
    return [str(line) for line in lines if _ends_without_reason(line.text)]


def _ends_without_reason(text: str) -> bool:
    marks = list(MARK.finditer(text))
    return bool(marks) and not REASON.match(text[marks[-1].end() :])


def python_comments() -> list[tree.Line]:
    """
    Give every comment in Python.
    """
    return [
        comment
        for path in tree.files(".py")
        for comment in tree.comments(path, path.read_text(encoding="utf-8"))
    ]


def test_every_mark_in_python_says_why() -> None:
    """
    A check is switched off for a reason that stands on the same line.
    """
    assert unexplained(python_comments()) == []


def test_every_mark_in_the_web_says_why() -> None:
    """
    The same holds for TypeScript.
    """
    written = [line for path in tree.files(".ts", ".tsx", ".js") for line in tree.lines(path)]

    assert unexplained(written) == []


@pytest.mark.parametrize(
    "text",
    [
        "# noqa",
        "# noqa: S101",
        "# noqa: S101, D102",
        "# type: ignore[arg-type]",
        "# pragma: no cover",
        "# pragma: no cover - why",
        "// eslint-disable-next-line no-console",
        "/* eslint-disable */",
        "/* v8 ignore next 3 */",
        "// @ts-expect-error",
    ],
)
def test_mark_without_a_reason_is_noticed(text: str) -> None:
    """
    The rule itself works: a bare mark, or one word behind it, is no reason.
    """
    line = tree.Line(tree.ROOT / "x.py", 3, text)

    assert unexplained([line]) == [f"x.py:3: {text}"]


@pytest.mark.parametrize(
    "text",
    [
        "# an ordinary comment",
        "# noqa: S101 - how the handler is registered",
        "# type: ignore[attr-defined]  # the library has no types",
        "# type: ignore[misc]  # noqa: E501 - the address is that long",
        "# pragma: no cover - runs only on another system",
        "// eslint-disable-next-line no-console -- the only place that may speak",
        "/* v8 ignore next 3 -- jsdom has no layout */",
        "/* v8 ignore stop */",
        "// @ts-expect-error: the types are behind the browser",
    ],
)
def test_mark_with_a_reason_passes(text: str) -> None:
    """
    The rule itself works: two words of explanation are enough.
    """
    assert unexplained([tree.Line(tree.ROOT / "x.py", 3, text)]) == []


def test_nothing_is_left_for_later() -> None:
    """
    What is not done stands in an issue, not in the code.
    """
    written = [line for path in tree.files(*CODE) for line in tree.lines(path)]

    assert [str(line) for line in written if LATER.search(line.text)] == []


def test_comment_is_told_from_a_string() -> None:
    """
    The rule itself works: only comments are read, not what tests quote.
    """
    path = Path("x.py")
    source = 'text = "# noqa"  # really a comment\n'

    assert tree.comments(path, source) == [tree.Line(path, 1, "# really a comment")]
