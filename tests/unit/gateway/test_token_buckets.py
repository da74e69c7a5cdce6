"""
Tests of how often something may happen.
"""

from gateway.token_buckets import TokenBuckets


class Clock:
    """
    A clock that stands until it is moved.
    """

    now = 0.0

    def __call__(self) -> float:
        """
        Give the time.
        """
        return self.now


def test_full_bucket_is_emptied_at_once() -> None:
    """
    After that many there is a wait, and waiting longer helps.
    """
    clock = Clock()
    buckets = TokenBuckets(3, 10, clock)
    waits = [buckets.take("a") for _ in range(5)]
    clock.now = 20.0

    assert waits == [0, 0, 0, 20, 20]
    assert [buckets.take("a") for _ in range(2)] == [0, 20]


def test_bucket_holds_no_more_than_a_minutes_worth() -> None:
    """
    Who was silent for long may not ask for long without a pause.
    """
    clock = Clock()
    buckets = TokenBuckets(2, 10, clock)
    buckets.take("a")
    clock.now = 3600.0

    assert [buckets.take("a") for _ in range(3)] == [0, 0, 30]


def test_keys_have_buckets_of_their_own() -> None:
    """
    One caller's haste does not slow another.
    """
    buckets = TokenBuckets(1, 10, Clock())

    assert [buckets.take(key) for key in ("a", "b", "a")] == [0, 0, 60]


def test_longest_unused_bucket_is_given_up() -> None:
    """
    Any number of callers needs little memory.
    """
    buckets = TokenBuckets(1, 2, Clock())
    for key in ("a", "b", "a", "c"):
        buckets.take(key)

    assert [buckets.take(key) for key in ("a", "b")] == [60, 0]


def test_zero_limits_nothing() -> None:
    """
    The way to switch it off.
    """
    buckets = TokenBuckets(0, 10, Clock())

    assert [buckets.take("a") for _ in range(100)] == [0] * 100
