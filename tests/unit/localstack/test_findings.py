"""
What a scan brought, in words and in a table.
"""

from typing import Any

import pytest

from localstack.findings import alone, has_groups, number, outcome, table
from tests.unit.localstack.screen import screen

DONE = {"state": "done", "files": 1204, "total": 0, "files_failed": 0}
PAIRS = {"groups": 9, "files": 1018, "bytes": 3_200_000}
COUNTS: dict[str, Any] = {
    "groups": 9,
    "files": 1018,
    "by_type": {"raw_jpeg": PAIRS},
    "ungrouped": 1,
    "ungrouped_raw": 0,
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "1,204 files, nothing new."),
        ({"total": 40}, "1,204 files, 40 new or changed."),
        ({"total": 40, "files_failed": 2}, "40 new or changed; 2 cannot be read as they are."),
        ({"state": "cancelled", "total": 40}, "40 new or changed; the scan is cancelled."),
        ({"files": 0}, "No photos or clips yet: what is copied into the folder shows up by itself"),
        ({"files": 0, "files_failed": 1}, "0 files, nothing new; 1 cannot be read as they are."),
    ],
)
def test_the_outcome_says_what_is_there_and_what_is_new(
    changes: dict[str, Any], words: str
) -> None:
    """
    One line, with what went wrong only where something did.
    """
    assert words in outcome(DONE | changes)


def test_the_table_names_types_for_people() -> None:
    """
    A single type needs no sum.
    """
    console, words = screen(terminal=False)

    console.print(table(COUNTS))

    row = next(line for line in words.getvalue().splitlines() if "RAW + JPEG" in line)
    assert row.replace("│", " ").split() == ["RAW", "+", "JPEG", "9", "1,018", "3.2", "MB"]
    assert "All" not in words.getvalue()


def test_the_table_sums_several_types() -> None:
    """
    An unknown type keeps its own name.
    """
    console, words = screen(terminal=False)
    odd = {"groups": 1, "files": 2, "bytes": 800_000}

    console.print(table(COUNTS | {"by_type": {"raw_jpeg": PAIRS, "odd_type": odd}}))

    rows = [line.replace("│", " ").split() for line in words.getvalue().splitlines()]
    assert ["odd_type", "1", "2", "800.0", "kB"] in rows
    assert ["All", "10", "1,020", "4.0", "MB"] in rows


def test_without_groups_there_is_no_table() -> None:
    """
    An empty frame tells nothing.
    """
    assert has_groups(COUNTS)
    assert not has_groups(COUNTS | {"groups": 0})


def test_files_that_stand_alone_are_counted() -> None:
    """
    RAWs without a partner are worth a look.
    """
    assert alone(COUNTS) == "1 file without another version."
    assert (
        alone(COUNTS | {"ungrouped": 24, "ungrouped_raw": 3})
        == "24 files without another version, 3 of them RAW."
    )


@pytest.mark.parametrize(("count", "words"), [(0, "0 files"), (1, "1 file"), (2000, "2,000 files")])
def test_a_number_agrees_with_its_noun(count: int, words: str) -> None:
    """
    Only one is singular.
    """
    assert number(count, "file") == words
