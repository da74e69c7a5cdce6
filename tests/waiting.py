"""
Waiting for a fact instead of for a time.
"""

import time
from collections.abc import Callable

POLL_SECONDS = 0.02


def wait_until(fact: Callable[[], object], seconds: float = 60.0) -> None:
    """
    Return as soon as the fact holds; fail the test when it does not in time.
    """
    deadline = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {fact}")
        time.sleep(POLL_SECONDS)
