"""
Tests of what an owner may configure about grouping.
"""

from dataclasses import FrozenInstanceError, replace

import pytest

from grouping import rules as r
from grouping.records import FileRecord
from grouping.rules import Rules
from tests.unit.grouping.shots import grouped, shot

DEFAULTS = Rules()


@pytest.mark.parametrize(
    ("value", "limits"),
    [
        (DEFAULTS.timestamp_tolerance_seconds, r.TIMESTAMP_TOLERANCE_RANGE),
        (DEFAULTS.stamp_tolerance_seconds, r.STAMP_TOLERANCE_RANGE),
        (DEFAULTS.duration_tolerance_seconds, r.DURATION_TOLERANCE_RANGE),
        (DEFAULTS.live_clip_max_seconds, r.LIVE_CLIP_RANGE),
        (DEFAULTS.burst_window_seconds, r.BURST_WINDOW_RANGE),
        (DEFAULTS.series_from, r.SERIES_RANGE),
    ],
)
def test_default_lies_within_its_range(value: float, limits: tuple[float, float]) -> None:
    """
    An owner who writes a default down explicitly is not refused.
    """
    assert limits[0] <= value <= limits[1]


def test_folders_of_formats_and_edits_are_siblings() -> None:
    """
    What counts as a format's or an editor's folder counts as one with the folder around it.
    """
    named = {*DEFAULTS.format_folders, *DEFAULTS.edit_folders}

    assert named <= set(DEFAULTS.sibling_folders)


def test_equal_rules_are_one_key() -> None:
    """
    What was prepared for some rules is found again with equal ones.
    """
    assert hash(Rules()) == hash(replace(Rules(series_from=5), series_from=3))


def test_rules_never_change() -> None:
    """
    Other rules are other objects, so nothing prepared for them goes stale.
    """
    rules = Rules()

    with pytest.raises(FrozenInstanceError):
        rules.series_from = 5  # type: ignore[misc]  # the fact is that it fails


@pytest.mark.parametrize(
    ("strict", "lax", "files"),
    [
        (
            Rules(),
            Rules(timestamp_tolerance_seconds=5.0),
            [shot("IMG_1.CR2"), shot("IMG_1.JPG", "10:00:05")],
        ),
        (
            Rules(edit_words=(), filename_patterns=("{base}.{ext}",)),
            Rules(edit_words=("graded",), filename_patterns=("{base}.{ext}",)),
            [shot("IMG_1.JPG"), shot("IMG_1-graded.JPG")],
        ),
        (
            Rules(filename_patterns=("{base}.{ext}",)),
            Rules(),
            [shot("IMG_1.JPG"), shot("IMG_1_birthday.JPG")],
        ),
        (
            Rules(sibling_folders=(), neighbour_folders=False),
            Rules(sibling_folders=("raw",), neighbour_folders=False),
            [shot("RAW/IMG_1.CR2"), shot("IMG_1.JPG")],
        ),
        (
            Rules(),
            Rules(duration_tolerance_seconds=2.0),
            [shot("MVI_1.MP4", duration_s=9.0), shot("MVI_1.MOV", duration_s=10.5)],
        ),
        (
            Rules(),
            Rules(live_clip_max_seconds=8.0),
            [shot("IMG_1.HEIC"), shot("IMG_1.MOV", duration_s=7.0)],
        ),
        (
            Rules(),
            Rules(burst_window_seconds=60.0),
            [shot("IMG_1_BURST001.JPG"), shot("IMG_1_BURST002.JPG", "10:00:50")],
        ),
        (
            Rules(stamp_tolerance_seconds=2.0),
            Rules(),
            [
                shot("PXL_20240615_100000000.JPG"),
                shot("PXL_20240615_100000000-edited.JPG", "10:00:30"),
            ],
        ),
        (
            Rules(series_from=2),
            Rules(),
            [
                shot("IMG_1.JPG"),
                shot("IMG_1 (1).JPG", "10:00:00"),
                shot("IMG_1 (2).JPG", "10:00:01"),
            ],
        ),
    ],
    ids=["time", "word", "pattern", "folder", "length", "clip", "burst", "stamp", "series"],
)
def test_rule_decides(strict: Rules, lax: Rules, files: list[FileRecord]) -> None:
    """
    The same files are one group or none, by what the owner configured.
    """
    assert (len(grouped(*files, rules=strict)), len(grouped(*files, rules=lax))) == (0, 1)
