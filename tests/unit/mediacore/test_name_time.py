"""
Times in file names.
"""

from datetime import datetime, timedelta

import pytest

from mediacore.capture_time import CaptureTime
from mediacore.name_time import name_time

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock


def _text(time: CaptureTime | None) -> str:
    assert time is not None
    return f"{EPOCH + timedelta(microseconds=time.us):%Y-%m-%d %H:%M:%S.%f}"


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20240615_100203.jpg",
        "20240615_100203.jpg",
        "20240615_100203_001.jpg",
        "VID_20240615_100203.mp4",
        "MVIMG_20240615_100203.jpg",
        "DJI_20240615100203_0001_D.DNG",
        "WP_20240615_10_02_03_Pro.jpg",
        "2024-06-15 10.02.03.jpg",
        "Screenshot_20240615-100203.png",
        "Screenshot_2024-06-15-10-02-03.png",
        "Screenshot 2024-06-15 at 10.02.03 AM.png",
        "signal-2024-06-15-100203.jpg",
        "IMG_20249915_100203_20240615_100203.jpg",
    ],
)
def test_a_full_time_in_a_name_is_trusted(name: str) -> None:
    """
    Cameras and apps that write the time write it to the second.
    """
    found = name_time(name)

    assert _text(found) == "2024-06-15 10:02:03.000000"
    assert found is not None
    assert (found.trusted, found.exact, found.offset_minutes) == (True, False, None)


@pytest.mark.parametrize(
    "name",
    [
        "00100lPORTRAIT_00100_BURST20240615100203456_COVER.jpg",
        "Screenshot_2024-06-15-10-02-03-456_com.app.jpg",
    ],
)
def test_milliseconds_in_a_name_are_exact(name: str) -> None:
    """
    Some write milliseconds as well.
    """
    found = name_time(name)

    assert _text(found) == "2024-06-15 10:02:03.456000"
    assert found is not None
    assert found.exact


def test_a_pixel_s_name_is_in_utc() -> None:
    """
    `PXL_` names do not follow the camera's zone.
    """
    found = name_time("PXL_20240615_100203456.jpg")

    assert found is not None
    assert (found.exact, found.offset_minutes) == (True, 0)


@pytest.mark.parametrize(("half", "hour"), [("PM", "13"), ("AM", "01")])
def test_twelve_hour_clocks_are_understood(half: str, hour: str) -> None:
    """
    American screenshots count to twelve.
    """
    found = name_time(f"Screenshot 2024-06-15 at 1.02.03 {half}.png")

    assert _text(found) == f"2024-06-15 {hour}:02:03.000000"


@pytest.mark.parametrize("name", ["IMG-20240615-WA0001.jpg", "2024-06-15.jpg", "2024_06_15 x.jpg"])
def test_a_bare_date_is_not_trusted(name: str) -> None:
    """
    A day does not tell two shots apart.
    """
    found = name_time(name)

    assert _text(found) == "2024-06-15 00:00:00.000000"
    assert found is not None
    assert not found.trusted


def test_milliseconds_since_1970_are_not_trusted() -> None:
    """
    They mostly tell when a file was received.
    """
    found = name_time("FB_IMG_1718445600123.jpg")

    assert _text(found) == "2024-06-15 10:00:00.123000"
    assert found is not None
    assert (found.trusted, found.offset_minutes) == (False, 0)


@pytest.mark.parametrize(
    "name",
    [
        "IMG_1234.JPG",
        "99991231_101010.jpg",
        "20241399.jpg",
        "DSC00001.ARW",
        "12345678901234567890.jpg",
    ],
)
def test_other_numbers_are_no_time(name: str) -> None:
    """
    Counters and impossible dates are left alone.
    """
    assert name_time(name) is None
