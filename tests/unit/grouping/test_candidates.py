"""
Tests of files whose names are read.
"""

import pytest

from grouping.candidates import Candidate, candidate_of, reference_order
from grouping.naming import naming_for
from grouping.records import FileRecord, TimeSource
from tests.unit.grouping.shots import RULES, shot


def read(record: FileRecord) -> Candidate:
    """
    Read a record's name by the default rules.
    """
    return candidate_of(record, naming_for(RULES))


def test_path_is_read_into_name_and_place() -> None:
    """
    The base goes without the editor's word, the folder without what only sorts formats.
    """
    candidate = read(shot("Trip/RAW/IMG_1-edited.CR2"))

    assert (candidate.name.base, candidate.name.extension) == ("img_1", "cr2")
    assert (candidate.place.folder, candidate.place.logical) == ("trip/raw", "trip")


def test_file_name_keeps_its_spelling() -> None:
    """
    People see the name as it is on the disk, not as it is compared.
    """
    assert read(shot("Trip/IMG_1-Edited.JPG")).file_name == "IMG_1-Edited.JPG"


@pytest.mark.parametrize(
    ("path", "kinds"),
    [("A.MOV", (True, False)), ("A.CR2", (False, True)), ("A.JPG", (False, False))],
)
def test_kind_is_a_clip_a_raw_or_neither(path: str, kinds: tuple[bool, bool]) -> None:
    """
    The record's kind says what it is, so that the rules need not look again.
    """
    candidate = read(shot(path))

    assert (candidate.is_video, candidate.is_raw) == kinds


@pytest.mark.parametrize(
    ("path", "proxy"),
    [("GL010042.LRV", True), ("DJI_0001.LRF", True), ("C0001S03.MP4", True), ("C0001.MP4", False)],
)
def test_cameras_small_stand_ins_are_proxies(path: str, proxy: bool) -> None:
    """
    GoPro and DJI tell by the extension, Sony by the name.
    """
    assert read(shot(path)).is_proxy is proxy


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (shot("IMG_1.HEIC"), shot("IMG_1.MOV")),
        (shot("DJI_0001.MP4"), shot("DJI_0001.LRF")),
        (shot("IMG_1.JPG"), shot("Edited/IMG_1.JPG")),
        (shot("IMG_1.JPG"), shot("IMG_1-edited.JPG")),
        (shot("IMG_1.JPG"), shot("IMG_1.CR2", taken_source=TimeSource.MTIME)),
        (shot("IMG_1.CR2"), shot("IMG_1.AVIF")),
        (shot("B.JPG", "10:00:00"), shot("A.JPG", "10:00:01")),
        (shot("A.JPG"), shot("B.JPG")),
        (shot("A.JPG", file_id=1), shot("A.JPG", file_id=2)),
    ],
)
def test_better_reference_comes_first(better: FileRecord, worse: FileRecord) -> None:
    """
    Pictures, whole names, proven times, raw files and early shots are compared with.
    """
    ordered = sorted([read(worse), read(better)], key=reference_order)

    assert [one.record for one in ordered] == [better, worse]
