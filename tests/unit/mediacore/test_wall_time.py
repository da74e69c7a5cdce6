"""
Capture times as the camera's clock showed them.
"""

from datetime import datetime

import pytest

from mediacore.wall_time import wall_microseconds, wall_time


def test_unknown_time_stays_unknown() -> None:
    """
    No time is no text.
    """
    assert wall_time(None) is None


@pytest.mark.parametrize(
    "text", ["1904-01-01T00:00:01", "1970-01-01T00:00:00", "2099-12-31T23:59:59.000250"]
)
def test_time_goes_there_and_back(text: str) -> None:
    """
    To the microsecond, before 1970 too, and without a zone.
    """
    moment = datetime.fromisoformat(text)

    assert wall_time(wall_microseconds(moment)) == text
