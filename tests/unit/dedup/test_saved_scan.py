"""
What a scan found, as a file.
"""

from pathlib import Path

import pytest

from dedup.memory_scan import MemoryScan
from dedup.records import Level
from dedup.saved_scan import load, save, scan_answer
from mediacore.discovery import Problem
from mediacore.errors import InvalidRequestError

FOUND = MemoryScan(Level.L95, 3, (Problem(b"a\n", "is broken"),), (), 1.23456)


def test_scan_is_read_as_it_was_written(tmp_path: Path) -> None:
    """
    Paths are in the form that text can hold.
    """
    answer = scan_answer(FOUND, b"/photos\xff")
    save(answer, tmp_path / "found.json")

    assert load(tmp_path / "found.json") == answer
    assert (answer["library"], answer["problems"][0]["path"]) == ("/photos\\xff", "a\\x0a")


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """
    With the system's words.
    """
    with pytest.raises(InvalidRequestError, match="Is a directory"):
        save({}, tmp_path)


@pytest.mark.parametrize("body", [b"no json", b"[]", b'{"groups": []}', None])
def test_something_else_is_refused(tmp_path: Path, body: bytes | None) -> None:
    """
    A missing file, and whatever else may be in one.
    """
    if body is not None:
        (tmp_path / "found.json").write_bytes(body)

    with pytest.raises(InvalidRequestError, match=r"found\.json"):
        load(tmp_path / "found.json")
