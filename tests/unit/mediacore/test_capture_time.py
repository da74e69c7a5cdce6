"""
Capture times: reading them, and how far they are trusted.
"""

from datetime import UTC, datetime

import pytest

from mediacore.capture_time import (
    CaptureTime,
    TimeSource,
    choose,
    file_time,
    offset_minutes,
    parse_time,
)

NOON_US = int(datetime(2024, 6, 15, 12, 0, 1, tzinfo=UTC).timestamp()) * 1_000_000


def _time(text: str, subsec: str = "", offset: str = "") -> CaptureTime:
    found = parse_time(text, TimeSource.EXIF, subsec, offset)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2024:06:15 12:00:01",
        "2024-06-15T12:00:01",
        "2024/06/15 12:00:01",
        " 2024:06:15  12:00:01",
        "2024:06:15 12:00:01garbage",
    ],
)
def test_common_spellings_are_read(text: str) -> None:
    """
    Separators vary between writers.
    """
    assert _time(text) == CaptureTime(NOON_US, TimeSource.EXIF, exact=False, trusted=True)


@pytest.mark.parametrize(
    ("subsec", "micro"), [("5", 500_000), ("031", 31_000), ("12345678", 123456)]
)
def test_sub_seconds_are_digits_behind_the_point(subsec: str, micro: int) -> None:
    """
    "5" is half a second, whatever its length.
    """
    found = _time("2024:06:15 12:00:01", subsec)

    assert (found.us, found.exact) == (NOON_US + micro, True)


def test_a_fraction_in_the_text_counts() -> None:
    """
    XMP writes sub-seconds and offset in one text.
    """
    found = _time("2024-06-15T12:00:01.25+05:30")

    assert (found.us, found.exact, found.offset_minutes) == (NOON_US + 250_000, True, 330)


def test_blank_sub_seconds_are_none() -> None:
    """
    Cameras pad the tag with blanks.
    """
    assert not _time("2024:06:15 12:00:01", "  ").exact


@pytest.mark.parametrize("text", ["", "words", "0000:00:00 00:00:00", "2020:13:45 25:61:61"])
def test_what_is_no_time_is_none(text: str) -> None:
    """
    A bad date is no date.
    """
    assert parse_time(text, TimeSource.EXIF) is None


def test_a_time_before_1970_is_negative() -> None:
    """
    Scans of old photographs carry their year.
    """
    found = _time("1955:03:04 05:06:07")

    assert found.us < 0
    assert found.trusted


@pytest.mark.parametrize(
    "text",
    [
        "1904:01:01 00:00:10",
        "1970:01:01 03:00:00",
        "1969:12:31 19:00:00",
        "1980:01:01 00:01:00",
        "2099:05:05 05:05:05",
        "9999:12:31 23:59:59",
        "1700:05:05 05:05:05",
        "2020:05:05 00:00:00",
        "2010:01:01 12:00:00",
        "2020:05:05",
        "2020:05:05 10:20",
    ],
)
def test_a_clock_that_was_never_set_is_not_trusted(text: str) -> None:
    """
    Epochs, default clocks and bare dates prove nothing.
    """
    assert not _time(text).trusted


def test_new_year_s_eve_is_trusted() -> None:
    """
    People do take pictures just after midnight.
    """
    assert _time("2024:01:01 00:00:05").trusted


def test_a_weak_time_is_not_trusted() -> None:
    """
    The date of a change is no date of capture.
    """
    found = parse_time("2024:06:15 12:00:01", TimeSource.EXIF, proof=False)

    assert found is not None
    assert not found.trusted


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("+02:00", 120),
        ("-0730", -450),
        ("Z", 0),
        (" +01:00", 60),
        ("", None),
        ("   :  ", None),
        ("+99:00", None),
    ],
)
def test_offsets_are_minutes_east(text: str, minutes: int | None) -> None:
    """
    What is no offset is none.
    """
    assert offset_minutes(text) == minutes


def test_the_first_trusted_time_wins() -> None:
    """
    A weaker time that comes first does not beat a trusted one.
    """
    weak, good, last = _time("2020:05:05"), _time("2024:06:15 12:00:01"), file_time(0)

    assert choose([None, weak, good], last) == good
    assert choose([None, weak], last) == weak
    assert choose([None], last) == last


def test_a_file_s_own_time_is_the_last_resort() -> None:
    """
    The modification time may order, never prove.
    """
    assert file_time(1_500_000) == CaptureTime(1500, TimeSource.MTIME, exact=False, trusted=False)
