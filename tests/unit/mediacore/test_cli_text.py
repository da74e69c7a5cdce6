"""
How lines, counts and sizes are printed.
"""

import io

import pytest
from rich.console import Console

from mediacore.cli_text import (
    bytes_text,
    files_text,
    print_indented,
    print_json,
    say,
    seconds_text,
)


@pytest.fixture
def out() -> Console:
    """
    A page of 80 columns.
    """
    return Console(file=io.StringIO(), width=80, highlight=False)


def lines(out: Console) -> list[str]:
    """
    Read what was printed.
    """
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_sentence_is_wrapped_below_its_line(out: Console) -> None:
    """
    It stands further in, and within the page.
    """
    print_indented(out, "reason " * 20)

    assert lines(out) == ["      " + " ".join(["reason"] * 10)] * 2


def test_json_is_never_wrapped(out: Console) -> None:
    """
    Programs get every value whole.
    """
    print_json(out, {"path": "x" * 200})

    assert lines(out)[1] == f'  "path": "{"x" * 200}"'


def test_path_is_never_wrapped_nor_taken_for_markup(out: Console) -> None:
    """
    A printed path can be copied.
    """
    say(out, "[red]" + "x" * 200)

    assert lines(out) == ["[red]" + "x" * 200]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_951, "1.0 MB"),
        (25_165_824, "25.2 MB"),
        (3_000_000_000, "3.0 GB"),
        (5_250_000_000_000, "5.2 TB"),
    ],
)
def test_size_is_told_as_file_managers_do(size: int, shown: str) -> None:
    """
    Sizes have one digit behind the point, and never four before it.
    """
    assert bytes_text(size) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(3.21, "3.2 s"), (125.4, "2 min 5 s")])
def test_time_is_told_in_minutes_when_it_is_long(seconds: float, shown: str) -> None:
    """
    Nobody thinks in hundreds of seconds.
    """
    assert seconds_text(seconds) == shown


@pytest.mark.parametrize(("count", "shown"), [(1, "1 file"), (1200, "1,200 files")])
def test_one_file_is_no_plural(count: int, shown: str) -> None:
    """
    Counts read as people say them.
    """
    assert files_text(count) == shown
