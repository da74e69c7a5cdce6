"""
Which files the rules look at.
"""

from dataclasses import replace

import pytest

from grouping.eligibility import may_group
from grouping.records import FileRecord, TimeSource
from mediacore.formats import Kind

PLAIN = FileRecord(1, "a.jpg", Kind.JPEG, 10)
DAMAGED = "The file ends in the middle of its picture."


def test_sound_file_may_group_even_without_a_time() -> None:
    """
    A name may be all there is, as long as the file is sound.
    """
    assert may_group(PLAIN, None)


@pytest.mark.parametrize("change", [{"kind": Kind.OTHER}, {"size": 0}])
def test_no_medium_and_no_bytes_never_group(change: dict[str, object]) -> None:
    """
    What is no medium, or empty, is no version of anything.
    """
    assert not may_group(replace(PLAIN, **change), None)  # type: ignore[arg-type]  # of either field


def test_damaged_file_with_nothing_but_a_name_stays_alone() -> None:
    """
    A name, and a time that proves nothing, do not make a version of a damaged file.
    """
    guess = replace(PLAIN, taken_us=5, taken_source=TimeSource.MTIME)

    assert not may_group(PLAIN, DAMAGED)
    assert not may_group(guess, DAMAGED)


@pytest.mark.parametrize(
    "change",
    [
        {"taken_us": 5, "taken_source": TimeSource.EXIF},
        {"content_identifier": "X"},
        {"burst_id": "X"},
        {"kind": Kind.SIDECAR},
    ],
)
def test_damaged_file_that_still_tells_something_may_group(change: dict[str, object]) -> None:
    """
    A truncated RAW with its capture time is still the RAW of its JPEG.
    """
    assert may_group(replace(PLAIN, **change), DAMAGED)  # type: ignore[arg-type]  # of any field
