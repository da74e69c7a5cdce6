"""
Waiting for what other threads do, never for time to pass.
"""

import threading
import time
from collections.abc import Callable

DEADLINE_SECONDS = 60.0


def wait_for(condition: Callable[[], bool]) -> None:
    """
    Wait until something is so, and fail when it does not become so in a minute.
    """
    ended = time.monotonic() + DEADLINE_SECONDS
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < ended, "waited in vain"
        pause.wait(0.005)
