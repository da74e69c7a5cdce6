"""
Tests of clustering files around references by their times.
"""

from typing import Any

from tests.unit.grouping.shots import at, grouped, only_group, shot


def test_counter_rollover_does_not_group_strangers() -> None:
    """
    Two shots of one name years apart each keep their own partner.
    """
    old: dict[str, Any] = {"taken_us": at("10:00:00") - 10**14}
    files = [
        shot("RAW/IMG_1.CR2", **old),
        shot("JPG/IMG_1.JPG", **old),
        shot("IMG_1.CR2"),
        shot("IMG_1.JPG"),
    ]

    assert grouped(*files) == [
        ("raw_jpeg", "IMG_1.JPG", ("IMG_1.CR2",)),
        ("raw_jpeg", "JPG/IMG_1.JPG", ("RAW/IMG_1.CR2",)),
    ]


def test_times_do_not_chain() -> None:
    """
    Each file is judged against the reference, so small differences do not add up.
    """
    files = [
        shot("IMG_1.CR2", "10:00:00"),
        shot("IMG_1.JPG", "10:00:01.9"),
        shot("IMG_1.PNG", "10:00:03.8"),
    ]

    assert grouped(*files) == [("raw_jpeg", "IMG_1.JPG", ("IMG_1.CR2",))]


def test_file_joins_the_nearest_of_two_shots() -> None:
    """
    Of two shots within the tolerance the one nearer in time gets the file.
    """
    files = [
        shot("RAW/IMG_1.CR2", "10:00:00"),
        shot("IMG_1.CR2", "10:00:03"),
        shot("IMG_1.JPG", "10:00:01.8"),
    ]

    assert grouped(*files) == [("raw_jpeg", "IMG_1.JPG", ("IMG_1.CR2",))]


def test_file_without_time_joins_the_shot_in_its_own_folder() -> None:
    """
    Of two shots that an edit without a time could be of, only the one beside it counts.
    """
    files = [
        shot("RAW/IMG_1.CR2", "10:00:00"),
        shot("IMG_1.CR2", "11:00:00"),
        shot("IMG_1-edited.JPG", None),
    ]

    assert grouped(*files) == [("raw_jpeg", "IMG_1-edited.JPG", ("IMG_1.CR2",))]


def test_file_without_time_stays_alone_between_two_shots() -> None:
    """
    Where nothing tells which of two shots it is of, nothing is guessed.
    """
    files = [
        shot("RAW/IMG_1.CR2", "10:00:00"),
        shot("DNG/IMG_1.DNG", "11:00:00"),
        shot("IMG_1.JPG", None),
    ]

    assert grouped(*files) == []


def test_times_missing_in_both_group_with_less_confidence() -> None:
    """
    Same folder and base where nothing contradicts is a pair, and the evidence says so.
    """
    group = only_group(shot("IMG_1.CR2", None), shot("IMG_1.JPG", None))

    assert group.confidence == 0.6
    assert "time_unknown" in {one.rule for one in group.evidence}
