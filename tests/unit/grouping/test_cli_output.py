"""
How groups, counts and problems are printed.
"""

import io
from typing import Any

import pytest
from rich.console import Console

from grouping.cli_output import Summary, print_groups, print_summary


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


def member(path: str, *, primary: bool = False, why: str = "", **more: Any) -> dict[str, Any]:
    """
    Make a member of a group.
    """
    evidence = [{"rule": "name", "text": why}] if why else [{"rule": "reference", "text": "first"}]
    values = {"path": path, "role": "burst_frame", "size": 1500, "is_primary": primary}
    return {**values, "evidence": evidence, "sidecars": [], **more}


BY_TYPE = {
    "burst": {"groups": 1, "files": 3, "bytes": 1500},
    "raw_jpeg": {"groups": 2, "files": 4, "bytes": 25_000_000},
}


def test_summary_counts_by_type_and_in_all(out: Console) -> None:
    """
    One row a type, the sum below, then speed and what stands alone.
    """
    print_summary(out, Summary(10, 2.0, BY_TYPE, 0, ()))

    rows = [line.split() for line in lines(out) if line.strip()]
    assert rows[2:] == [
        ["RAW", "and", "JPEG", "2", "4", "25.0", "MB"],
        ["Burst", "1", "3", "1.5", "kB"],
        ["Together", "3", "7", "25.0", "MB"],
        ["10", "files", "in", "2.0", "s", "(5", "files/s);", "3", "in", "no", "group."],
    ]
    assert max(map(len, lines(out))) <= 80


def test_first_twenty_problems_are_shown(out: Console) -> None:
    """
    A long list is cut, and says so.
    """
    problems = [(f"{number}.jpg", "is broken") for number in range(25)]

    print_summary(out, Summary(0, 0.0, {}, 25, problems))

    shown = lines(out)
    assert "25 problems:" in shown
    assert "  19.jpg" in shown
    assert "  20.jpg" not in shown
    assert shown[-1] == "  … and 5 more (all of them: --json)"


def test_one_problem_of_the_root_is_named(out: Console) -> None:
    """
    The root has no name of its own.
    """
    print_summary(out, Summary(0, 0.0, {}, 1, [("", "Permission denied")]))

    assert lines(out)[-3:] == [
        "1 problem:",
        "  (the folder itself)",
        "      Permission denied",
    ]


def test_group_shows_the_primary_first_and_each_reason(out: Console) -> None:
    """
    The primary is marked, long reasons wrap below their file, sidecars follow.
    """
    group = {
        "group_type": "burst",
        "confidence": 0.923,
        "total_size": 3000,
        "members": [
            member("a [bold]1.jpg", primary=True),
            member("a 2.jpg", why="reason " * 20, sidecars=["a 2.xmp"]),
        ],
    }

    print_groups(out, [group])

    assert lines(out) == [
        "Burst · 2 files · 3.0 kB · 92% sure",
        "  ● a [bold]1.jpg  (burst frame, 1.5 kB)",
        "  ○ a 2.jpg  (burst frame, 1.5 kB)",
        "      " + " ".join(["reason"] * 10),
        "      " + " ".join(["reason"] * 10),
        "      with a 2.xmp",
        "",
    ]
