"""
What `.env` says, as `docker compose` reads it.
"""

import re

import pytest

from gateway.env_file import EnvFileError, read
from tests.architecture import deployment


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=plain", "plain"),
        ("A=", ""),
        ("A", None),
        ("export A = two words ", "two words"),
        ("A: as in YAML", "as in YAML"),
        ("A=p4$$word", "p4$word"),
        ("A='p4$word # ${HOME} \\n'", "p4$word # ${HOME} \\n"),
        ("A='it\\'s'", "it's"),
        ('A="p4\\$word"', "p4$word"),
        ('A="say \\"x\\" \\\\ \\n \\q"', 'say "x" \\ \n \\q'),
        ('A="two\nlines" # and a comment', "two\nlines"),
        ("A=a#b # a comment", "a#b"),
        ("A=it's", "it's"),
        ("A=`id`", "`id`"),
        ("A=$HOME/photos", "/home/ann/photos"),
        ("A=${HOME}s", "/home/anns"),
        ("A=${NO}-$NO-${EMPTY}", "--"),
        ("A=${NO:-x}${EMPTY:-y}${EMPTY-z}${HOME:-no}", "xy/home/ann"),
        ("A=${NO:+x}${EMPTY:+y}${EMPTY+z}${HOME:+yes}", "zyes"),
        ("A=${HOME:?is missing}", "/home/ann"),
        ("\ufeff# first\n\nA=b\r\n", "b"),
    ],
)
def test_value_means_what_it_means_to_compose(line: str, value: str | None) -> None:
    """
    In quotes of both kinds and in none, with comments, escapes and variables.
    """
    assert read(line, {"HOME": "/home/ann", "EMPTY": ""}).get("A") == value


def test_environment_counts_more() -> None:
    """
    Its empty value, too; and a name alone takes it from there.
    """
    told = {"A": "told", "B": "", "C": "told"}

    assert read("A=file\nB=file\nC\nD=$A", told) == {**told, "D": "told"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A=1\nno assignment\n", "Line 2 does not begin"),
        ("A='1\nB=2\n", "quotes of line 1"),
        ('A="1" 2', "quotes of line 1"),
        ("\n\nA=1$", "Line 3 has a `$`"),
        ("A=$(id)", "Line 1 has a `$`"),
        ("A=${B:?say it}", "Line 1: B is missing: say it"),
    ],
)
def test_line_that_compose_does_not_take_is_named(text: str, said: str) -> None:
    """
    With what is wrong, and never with a value.
    """
    with pytest.raises(EnvFileError, match=re.escape(said)):
        read(text, {})


def test_example_is_read_as_it_stands() -> None:
    """
    All of its variables, and nothing of its comments.
    """
    assert read(deployment.EXAMPLE.read_text(encoding="utf-8"), {}) == deployment.example()
