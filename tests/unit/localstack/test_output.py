"""
Where the processes' words go.
"""

import io
from pathlib import Path

import pytest
from rich.console import Console

from localstack.output import Output, Sieve


@pytest.fixture
def terminal() -> io.StringIO:
    """
    What a person sees.
    """
    return io.StringIO()


@pytest.fixture
def output(tmp_path: Path, terminal: io.StringIO) -> Output:
    """
    An output over that terminal.
    """
    return Output(tmp_path / "logs", Console(file=terminal, width=40))


def say(output: Output, name: str, words: bytes, *, quiet: bool = False) -> None:
    """
    Let one process speak and end.
    """
    with output.open(name, quiet=quiet) as pipe:
        pipe.write(words)
    output.close()


def test_lines_stand_behind_the_name_of_who_said_them(
    output: Output, terminal: io.StringIO
) -> None:
    """
    Long lines stay whole, brackets are no markup, and bad bytes are shown.
    """
    say(output, "grouping", b"[red] " + b"x" * 50 + b" \xff\n")

    assert terminal.getvalue() == f"{'grouping':<16} [red] {'x' * 50} \ufffd\n"


def test_every_word_is_kept_in_a_log_of_its_own(output: Output) -> None:
    """
    The file has the bytes as they came.
    """
    say(output, "dedup", b"one\ntwo \xff")

    assert output.log_path("dedup").read_bytes() == b"one\ntwo \xff"


def test_a_quiet_process_speaks_to_its_log_only(output: Output, terminal: io.StringIO) -> None:
    """
    Servers' chatter does not reach the terminal.
    """
    say(output, "postgres", b"checkpoint\n", quiet=True)

    assert terminal.getvalue() == ""
    assert output.log_path("postgres").read_bytes() == b"checkpoint\n"


def test_the_log_of_the_run_before_is_kept_once(output: Output, tmp_path: Path) -> None:
    """
    Logs do not grow from run to run.
    """
    output.keep_earlier("web")
    for words in (b"first", b"second"):
        say(output, "web", words)
        output.keep_earlier("web")

    assert {path.name: path.read_bytes() for path in (tmp_path / "logs").iterdir()} == {
        "web.earlier.log": b"second"
    }


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("2026-05-04T10:41:20.9Z [warning  ] database_away [x]", True),
        ("2026-05-04T10:41:20.9Z [error    ] work_failed [x]", True),
        ("2026-05-04T10:41:20.9Z [info     ] watch_started [x]", False),
        ("2026-05-04T10:41:20.9Z [debug    ] beat [x]", False),
        ("\x1b[2m2026-05-04T10:41:20.9Z\x1b[0m [\x1b[32m\x1b[1minfo     \x1b[0m] ready", False),
        ("Settings cannot be used:", True),
        ("  batch_size / BATCH_SIZE: too small", True),
        ("", False),
    ],
)
def test_a_person_sees_warnings_and_plain_words_without_chatter(line: str, shown: bool) -> None:
    """
    What went as planned stands in the log only, coloured or not.
    """
    assert Sieve().passes(line) is shown


def test_of_a_traceback_only_its_last_line_is_shown() -> None:
    """
    What happened is said; where, the log knows.
    """
    sieve = Sieve()
    lines = [
        "Traceback (most recent call last):",
        '  File "main.py", line 1, in <module>',
        "",
        "ValueError: no",
        "  detail: this belongs to no traceback",
    ]

    assert [sieve.passes(line) for line in lines] == [False, False, False, True, True]
