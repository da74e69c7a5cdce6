"""
How long to wait before trying again.
"""

import pytest

from mediacore.retry import BASE_SECONDS, CAP_SECONDS, MAX_ATTEMPTS, backoff_seconds


@pytest.mark.parametrize(("attempt", "seconds"), [(0, 2), (1, 4), (2, 8), (5, 64)])
def test_pause_doubles_with_every_try(attempt: int, seconds: float) -> None:
    """
    The first pause is the base, every further one twice the last.
    """
    assert backoff_seconds(attempt) == seconds


@pytest.mark.parametrize("attempt", [12, 33, 10**9])
def test_pause_never_exceeds_the_cap(attempt: int) -> None:
    """
    However often it failed, the pause stays bounded and nothing overflows.
    """
    assert backoff_seconds(attempt) == CAP_SECONDS


def test_negative_attempt_waits_the_base() -> None:
    """
    A count that makes no sense costs one base pause.
    """
    assert backoff_seconds(-1) == BASE_SECONDS


def test_base_and_cap_can_be_chosen() -> None:
    """
    A caller in a hurry names its own pauses.
    """
    assert [backoff_seconds(attempt, 0.5, 1.5) for attempt in range(3)] == [0.5, 1.0, 1.5]


def test_all_tries_together_outlast_a_short_outage() -> None:
    """
    Giving up happens minutes later, not seconds.
    """
    assert sum(backoff_seconds(attempt) for attempt in range(MAX_ATTEMPTS)) > 300
