"""
Tests of bursts that names tell.
"""

import pytest

from tests.unit.grouping.shots import grouped, only_group, role_of, shot, twins


@pytest.mark.parametrize(
    ("cover", "others"),
    [
        ("IMG_1_BURST20190615100000123_COVER.jpg", ["IMG_2_BURST20190615100000123.jpg"]),
        (
            "00100lPORTRAIT_00100_BURST20190615100000123_COVER.jpg",
            ["00000PORTRAIT_00000_BURST20190615100000123.jpg"],
        ),
        (
            "IMG_20240615_100000_BURST003_COVER.jpg",
            ["IMG_20240615_100000_BURST001.jpg", "IMG_20240615_100000_BURST002.jpg"],
        ),
        (
            "IMG_20240615_100000123_BURST000_COVER.jpg",
            ["IMG_20240615_100000123_BURST001.jpg"],
        ),
        ("DSCPDC_0003_BURST20240615100000123_COVER.JPG", ["DSC_0004_BURST20240615100000123.JPG"]),
        ("00001IMG_00001_BURST1718445600123_COVER.jpg", ["00002IMG_00002_BURST1718445600123.jpg"]),
    ],
)
def test_burst_is_known_by_its_stamp_and_led_by_its_cover(cover: str, others: list[str]) -> None:
    """
    Frames share the stamp or the name before the number, whatever counter they carry.
    """
    assert grouped(*map(shot, [cover, *others])) == [("burst", cover, tuple(sorted(others)))]


def test_named_burst_needs_no_times() -> None:
    """
    The word in the name says enough.
    """
    frames = [shot(f"IMG_20240615_100000_BURST{n:03}.jpg", None) for n in range(3)]

    assert only_group(*frames).type == "burst"


def test_samsung_frames_of_one_second_are_a_burst() -> None:
    """
    The first frame leads, RAWs of frames included.
    """
    names = ["20240615_100000_001.jpg", "20240615_100000_002.jpg", "20240615_100000_002.dng"]

    group = only_group(*(files := [shot(name) for name in names]))

    assert group.primary == files[0].file_id
    assert [role_of(group, one) for one in files] == ["burst_frame", "burst_frame", "raw"]


def test_pair_of_one_burst_frame_is_a_pair() -> None:
    """
    One frame in two formats is no burst.
    """
    files = twins("20240615_100000_001.jpg", "20240615_100000_001.dng")

    assert grouped(*files) == [
        ("raw_jpeg", "20240615_100000_001.jpg", ("20240615_100000_001.dng",))
    ]
    assert role_of(only_group(*files), files[0]) == "original"


def test_burst_without_id_or_name_is_no_group() -> None:
    """
    Shots of one second with their own numbers are each their own.
    """
    names = ["DSC01000.ARW", "DSC01000.JPG", "DSC01001.ARW", "DSC01001.JPG", "DSC01002.JPG"]

    assert [facts[0] for facts in grouped(*map(shot, names))] == ["raw_jpeg", "raw_jpeg"]
