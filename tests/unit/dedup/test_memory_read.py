"""
Reading files for a scan without a database.
"""

import os
from pathlib import Path

import pytest

from dedup import memory_read
from dedup.memory_read import ReadFile, hash_file, look_at
from mediacore.formats import Kind
from tests.unit.dedup.memory_folder import put


def look(folder: Path, name: str) -> ReadFile:
    """
    Look at a file.
    """
    return look_at(os.fsencode(folder), 7, name.encode())


def test_file_is_described(tmp_path: Path) -> None:
    """
    With what it is compared by.
    """
    put(tmp_path, "a.jpg", "sky")

    file = look(tmp_path, "a.jpg")

    assert file.record is not None
    assert (file.kind, file.record.file_id, file.record.width) == (Kind.JPEG, 7, 64)
    assert file.problem is None


def test_damaged_file_is_what_its_name_says(tmp_path: Path) -> None:
    """
    Its bytes may still be those of another.
    """
    (tmp_path / "a.jpg").write_bytes(b"nothing")

    assert look(tmp_path, "a.jpg").kind is Kind.JPEG


def test_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    """
    The system's own words.
    """
    file = look(tmp_path, "a.jpg")

    assert (file.record, file.kind, file.problem) == (None, Kind.OTHER, "No such file or directory")


def test_folder_is_no_file(tmp_path: Path) -> None:
    """
    Nor is anything else that is not regular.
    """
    (tmp_path / "a.jpg").mkdir()

    assert look(tmp_path, "a.jpg").problem == "not a regular file"


def test_what_nobody_foresaw_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    One file never ends a scan.
    """
    put(tmp_path, "a.jpg", "sky")

    def fail(*_arguments: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(memory_read, "read_file", fail)

    assert look(tmp_path, "a.jpg").problem == "ValueError: odd"


def test_file_that_changed_is_not_hashed(tmp_path: Path) -> None:
    """
    It is unreadable for this scan, and said so.
    """
    place = put(tmp_path, "a.jpg", "sky")
    file = look(tmp_path, "a.jpg")
    place.write_bytes(b"else")

    changed = hash_file(os.fsencode(tmp_path), file)

    assert changed.problem == "the file has changed"
    assert changed.record is not None
    assert changed.record.unreadable


def test_lost_reader_is_a_problem() -> None:
    """
    What ended its process is told, whichever way it was read.
    """
    lost = memory_read._lost((1, b"a.jpg"))

    assert lost.problem == memory_read.ENDED_ITS_READER
    assert memory_read._lost_whole(lost) == lost
