"""
The helper that waits for facts.
"""

import pytest

from tests.waiting import wait_until


def test_a_fact_that_comes_is_waited_for() -> None:
    """
    Waiting ends when the fact holds.
    """
    answers = iter([False, False, True])

    wait_until(lambda: next(answers))

    assert list(answers) == []


def test_a_fact_that_never_comes_fails_the_test() -> None:
    """
    Waiting has a deadline.
    """
    with pytest.raises(AssertionError, match=r"not within 0\.05 s"):
        wait_until(lambda: False, seconds=0.05)
