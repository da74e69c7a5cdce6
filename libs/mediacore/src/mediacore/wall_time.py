"""
Capture times are wall-clock times: microseconds since 1970 as the camera's clock showed them.
"""

from datetime import datetime, timedelta

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a camera's clock has no zone


def wall_time(microseconds: int | None) -> str | None:
    """
    Give a wall-clock time in ISO form without a zone, or `None`.
    """
    if microseconds is None:
        return None
    return (EPOCH + timedelta(microseconds=microseconds)).isoformat()


def wall_microseconds(moment: datetime) -> int:
    """
    Give the microseconds since 1970 of a naive wall-clock time.
    """
    return (moment - EPOCH) // timedelta(microseconds=1)
