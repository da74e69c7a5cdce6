"""
Trying again, later each time: the one rule for how long to wait.
"""

BASE_SECONDS = 2.0
CAP_SECONDS = 3600.0
MAX_ATTEMPTS = 8


def backoff_seconds(attempt: int, base: float = BASE_SECONDS, cap: float = CAP_SECONDS) -> float:
    """
    Give the pause before try number `attempt` + 1: base, doubled each time, never above the cap.
    """
    exponent = min(max(attempt, 0), 32)
    return float(min(cap, base * 2.0**exponent))
