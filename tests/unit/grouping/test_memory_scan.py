"""
A folder scanned in memory: walked, read, matched, and told in the words of the API.
"""

import os
from pathlib import Path

from grouping import memory_scan
from grouping.matching import match
from grouping.memory_scan import (
    MemoryScan,
    count_answers,
    default_workers,
    group_answers,
    scan_folder,
)
from grouping.rules import Rules
from grouping.seen import ENDED_ITS_READER
from mediacore.exclusions import Exclusions
from tests.fakes.known_files import entry
from tests.samples.shots import pair, seen


class Heard:
    """
    Keeps what was told of a scan's progress.
    """

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.reads: list[tuple[int, int]] = []

    def found(self, files: int) -> None:
        """
        Keep a count.
        """
        self.counts.append(files)

    def read(self, done: int, total: int) -> None:
        """
        Keep how far reading is.
        """
        self.reads.append((done, total))


def scanned(root: Path, heard: Heard) -> MemoryScan:
    """
    Scan a folder with one reader, by a clock that ticks once at each look.
    """
    ticks = iter(range(100))
    return scan_folder(
        os.fsencode(root),
        Exclusions(),
        Rules(),
        workers=1,
        progress=heard,
        clock=lambda: float(next(ticks)),
    )


def test_pair_is_found_and_the_bad_file_told(tmp_path: Path) -> None:
    """
    A folder with a RAW+JPEG pair, a damaged file and a FIFO gives one group and two problems.
    """
    pair(tmp_path / "trip", "IMG_1")
    (tmp_path / "trip/bad.jpg").write_bytes(b"nothing of a picture")
    os.mkfifo(tmp_path / "pipe.jpg")
    heard = Heard()

    scan = scanned(tmp_path, heard)

    assert [len(group.members) for group in scan.groups] == [2]
    assert [problem.path for problem in scan.problems] == [b"pipe.jpg", b"trip/bad.jpg"]
    assert [file.path for file in scan.files] == [
        b"trip/IMG_1.DNG",
        b"trip/IMG_1.JPG",
        b"trip/bad.jpg",
    ]
    assert scan.seconds == 1.0
    assert heard.counts == [0, 3]
    assert (heard.reads[0], heard.reads[-1]) == ((0, 3), (3, 3))


def test_empty_folder_is_no_error(tmp_path: Path) -> None:
    """
    Where there is nothing, nothing is found.
    """
    scan = scanned(tmp_path, Heard())

    assert (scan.files, scan.problems, scan.groups) == ((), (), ())


def test_chunks_are_small_enough_for_every_reader_and_never_too_large() -> None:
    """
    Few files are spread over the readers, many are cut into pieces of two hundred.
    """
    few = [(number, entry(b"a")) for number in range(1, 18)]
    many = [(number, entry(b"a")) for number in range(1, 4002)]

    assert [len(chunk) for chunk in memory_scan._chunks(few, 2)] == [3, 3, 3, 3, 3, 2]
    assert {len(chunk) for chunk in memory_scan._chunks(many, 2)} == {200, 1}


def test_file_that_ends_its_reader_is_told_as_such() -> None:
    """
    The file that was lost with its reader has that as its problem.
    """
    assert memory_scan._lost((3, entry(b"a.jpg"))).problem == ENDED_ITS_READER


def test_there_is_a_reader_for_each_processor() -> None:
    """
    Unless told otherwise, every processor helps.
    """
    assert default_workers() == os.cpu_count()


def test_group_is_told_in_the_words_of_the_api() -> None:
    """
    Primary, sizes, roles, evidence and sidecars of a group, as the service would give them.
    """
    files = [
        seen(1, "a/IMG_1.CR2", size=20),
        seen(2, "a/IMG_1.JPG", size=5),
        seen(3, "a/IMG_1.xmp"),
    ]

    (answer,) = group_answers(match([file.record for file in files], Rules()), files)

    assert answer["group_type"] == "raw_jpeg"
    assert (answer["primary_path"], answer["total_size"]) == ("a/IMG_1.JPG", 25)
    assert [member["is_primary"] for member in answer["members"]] == [True, False]
    raw = answer["members"][1]
    assert (raw["path"], raw["filename"], raw["role"]) == ("a/IMG_1.CR2", "IMG_1.CR2", "raw")
    assert (raw["taken_at"], raw["taken_source"]) == ("2026-05-16T06:12:04", "exif")
    assert raw["sidecars"] == ["a/IMG_1.xmp"]
    assert answer["members"][0]["evidence"][0].keys() == {"rule", "text"}


def test_unknown_time_is_told_as_none() -> None:
    """
    A member of unknown time has neither time nor source.
    """
    files = [seen(1, "IMG_1.CR2"), seen(2, "IMG_1.JPG", taken_us=None, taken_source=None)]

    (answer,) = group_answers(match([file.record for file in files], Rules()), files)

    assert (answer["members"][0]["taken_at"], answer["members"][0]["taken_source"]) == (None, None)


def test_groups_are_counted_by_type() -> None:
    """
    Groups, files and bytes add up for each type.
    """
    group = {"group_type": "raw_jpeg", "members": [1, 2], "total_size": 5}
    burst = {"group_type": "burst", "members": [1, 2, 3], "total_size": 9}

    assert count_answers([group, burst, group]) == {
        "burst": {"groups": 1, "files": 3, "bytes": 9},
        "raw_jpeg": {"groups": 2, "files": 4, "bytes": 10},
    }
