"""
Tests of comparing capture times.
"""

import pytest

from grouping.moments import Agreement, compare_moments, same_instant, spoken, zone_apart
from grouping.records import TimeSource
from tests.unit.grouping.shots import at, shot


@pytest.mark.parametrize(
    ("apart_us", "words"),
    [
        (400_000, "0.4 s apart"),
        (5_000, "0.005 s apart"),
        (30_000_000, "30.0 s apart"),
        (180_000_000, "3 min apart"),
        (3 * 3_600_000_000, "3 h apart"),
        (3 * 86_400_000_000, "3 days apart"),
    ],
)
def test_differences_are_said_in_words(apart_us: int, words: str) -> None:
    """
    People read seconds, minutes, hours and days.
    """
    assert spoken(apart_us) == words


def test_time_of_a_name_or_file_proves_nothing() -> None:
    """
    A name may be in UTC, an mtime is the last copy's.
    """
    named = shot("a.jpg", taken_source=TimeSource.NAME)

    assert compare_moments(named, shot("b.jpg"), 2).agreement is Agreement.UNKNOWN
    assert compare_moments(shot("b.jpg"), named, 2).evidence.rule == "time_unknown"


def test_recently_changed_file_contradicts_nothing() -> None:
    """
    Only a file older than the shot cannot be a version of it.
    """
    copied = shot("a.jpg", "23:00:00", taken_source=TimeSource.MTIME)

    assert compare_moments(shot("b.jpg"), copied, 2).agreement is Agreement.UNKNOWN


def test_instants_are_compared_as_finely_as_both_are_known() -> None:
    """
    A clock of whole seconds agrees with any part of that second.
    """
    whole, half = shot("a.jpg", "10:00:01"), shot("b.jpg", "10:00:01.5")

    assert same_instant(whole, half)
    assert not same_instant(half, shot("c.jpg", "10:00:01.9"))
    assert same_instant(half, shot("c.jpg", "10:00:01.5004"))
    assert not same_instant(whole, shot("c.jpg", None))


def test_time_zones_part_containers_from_pictures_only() -> None:
    """
    Two cameras' clocks an hour apart are two shots.
    """
    picture = shot("a.jpg", "10:00:00")
    clip = shot("a.mov", None, taken_us=at("08:30:01"), taken_source=TimeSource.CONTAINER)

    assert zone_apart(picture, clip, 2)
    assert not zone_apart(picture, clip, 0.5)
    assert not zone_apart(picture, shot("b.jpg", "08:30:01"), 2)
    assert not zone_apart(picture, shot("a.mov", None), 2)
