"""
A scan without a database.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from dedup import memory_scan
from dedup.memory_scan import MemoryScan, Scanning, scan_folder
from dedup.records import Level
from mediacore.exclusions import Exclusions
from mediacore.paths import display
from tests.unit.dedup.memory_folder import Heard, put, stages

EXACT_ONLY = Scanning(Exclusions(), Level.EXACT, workers=1)
ALIKE = Scanning(Exclusions(), Level.L95, workers=1, stages=(stages(), stages()))


def scan(folder: Path, scanning: Scanning = ALIKE) -> MemoryScan:
    """
    Scan a folder.
    """
    return scan_folder(os.fsencode(folder), scanning, Heard())


def paths(found: MemoryScan) -> list[list[str]]:
    """
    Give the paths of each group, in the order of their names.
    """
    return sorted(
        sorted(member.copy.record.path for member in group.members) for group in found.groups
    )


def test_equal_bytes_are_found(tmp_path: Path) -> None:
    """
    Of three files with two contents, and a second name of one.
    """
    for name, shows in (("a.jpg", "sky 1"), ("b.jpg", "sky 1"), ("c.jpg", "sky 2")):
        put(tmp_path, name, shows)
    (tmp_path / "d.jpg").hardlink_to(tmp_path / "a.jpg")

    found = scan(tmp_path, EXACT_ONLY)

    assert paths(found) == [["a.jpg", "b.jpg"]]
    assert (found.files, found.problems) == (4, ())


def test_alike_pictures_are_found(tmp_path: Path) -> None:
    """
    Copies of one of them are in the group too.
    """
    for name, shows in (
        ("a.jpg", "sky 1"),
        ("b.jpg", "sky 1"),
        ("c.jpg", "sky 2"),
        ("d.jpg", "sky 3"),
        ("e.jpg", "x"),
    ):
        put(tmp_path, name, shows)

    assert paths(scan(tmp_path)) == [["a.jpg", "b.jpg", "c.jpg", "d.jpg"]]
    assert paths(scan(tmp_path, replace(ALIKE, level=Level.L98))) == [["a.jpg", "b.jpg"]]


def test_clips_are_compared_with_clips(tmp_path: Path) -> None:
    """
    A picture is never alike a clip.
    """
    for name in ("a.mp4", "b.mp4", "c.jpg"):
        put(tmp_path, name, f"sky {name}")
        if name != "c.jpg":
            place = tmp_path / name
            place.write_bytes(
                b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\xff\xd9sky " + name.encode()
            )

    assert paths(scan(tmp_path)) == [["a.mp4", "b.mp4"]]


def test_what_gives_no_picture_is_told_and_alike_nothing(tmp_path: Path) -> None:
    """
    Two that cannot be looked at are no duplicates, nor is one that cannot be compared.
    """
    for name, shows in (
        ("a.jpg", "sky odd 1"),
        ("b.jpg", "sky odd 2"),
        ("c.jpg", "sky 3"),
        ("blurred.jpg", "sky 4"),
    ):
        put(tmp_path, name, shows)

    found = scan(tmp_path)

    assert paths(found) == []
    assert [(problem.path, problem.reason) for problem in found.problems] == [
        (b"a.jpg", "it gives no picture"),
        (b"b.jpg", "it gives no picture"),
    ]


def test_few_features_are_kept_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Memory is bounded; what was forgotten is looked at again.
    """
    monkeypatch.setattr(memory_scan, "KEPT_FEATURES", 1)
    for number in range(4):
        put(tmp_path, f"{number}.jpg", f"sky {number}")

    assert len(scan(tmp_path).groups[0].members) == 4


def test_unreadable_files_are_problems_and_never_equal(tmp_path: Path) -> None:
    """
    Empty and damaged files are told.
    """
    (tmp_path / "a.jpg").touch()
    (tmp_path / "b.jpg").touch()
    (tmp_path / "c.jpg").write_bytes(b"nothing of a picture")

    found = scan(tmp_path, EXACT_ONLY)

    assert paths(found) == []
    assert {display(problem.path) for problem in found.problems} == {"a.jpg", "b.jpg", "c.jpg"}


def test_file_that_changes_meanwhile_is_a_problem(tmp_path: Path) -> None:
    """
    It is no copy of anything for this scan.
    """
    put(tmp_path, "a.jpg", "sky 1")
    changing = put(tmp_path, "b.jpg", "sky 1")

    class Meddling(Heard):
        """
        Changes a file as soon as all are read.
        """

        def read(self, done: int, total: int) -> None:
            """
            Learn how many were read.
            """
            if not self.reads and done == total:
                changing.write_bytes(b"else")
                super().read(done, total)

    found = scan_folder(os.fsencode(tmp_path), EXACT_ONLY, Meddling())

    assert paths(found) == []
    assert [problem.reason for problem in found.problems] == ["the file has changed"]


def test_progress_is_told_for_each_stage(tmp_path: Path) -> None:
    """
    Looking, reading, reading whole, looking at pictures, comparing.
    """
    for name, shows in (("a.jpg", "sky 1"), ("b.jpg", "sky 1"), ("c.jpg", "sky 2")):
        put(tmp_path, name, shows)
    heard = Heard()

    scan_folder(os.fsencode(tmp_path), ALIKE, heard)

    assert heard.counts[-1] == 3
    assert [(done, total) for done, total in heard.reads if done == total] == [
        (3, 3),
        (2, 2),
        (2, 2),
        (1, 1),
    ]
