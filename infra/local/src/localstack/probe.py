"""
Asked from outside: does a service answer.
"""

from collections.abc import Callable
from typing import Final

import httpx

PROBE_SECONDS: Final = 2.0


def healthy(url: str) -> Callable[[], bool]:
    """
    A check whether an address answers 200.
    """

    def check() -> bool:
        try:
            return httpx.get(url, timeout=PROBE_SECONDS, trust_env=False).is_success
        except httpx.HTTPError:
            return False

    return check
