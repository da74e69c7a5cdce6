"""
Tests of the memory that forgets.
"""

from gateway.ttl_cache import TtlCache


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


def test_entry_is_forgotten_after_its_time() -> None:
    """
    What was remembered for two seconds is gone after two.
    """
    clock = Clock()
    cache = TtlCache[str, int](5, clock)
    cache.put("a", 1, 2.0)
    clock.now = 1.9
    early = cache.get("a")
    clock.now = 2.0

    assert (early, cache.get("a"), len(cache)) == (1, None, 0)


def test_oldest_entry_makes_room() -> None:
    """
    A full memory loses what was put in first, and putting again makes it the newest.
    """
    cache = TtlCache[str, int](2, Clock())
    for key in ("a", "b", "a", "c"):
        cache.put(key, 1, 9.0)

    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (1, None, 1)


def test_forgetting_twice_is_fine() -> None:
    """
    What is not there is forgotten already.
    """
    cache = TtlCache[str, int](2, Clock())
    cache.put("a", 1, 9.0)
    cache.forget("a")
    cache.forget("a")

    assert cache.get("a") is None


def test_everything_can_be_forgotten() -> None:
    """
    At once.
    """
    cache = TtlCache[str, int](5, Clock())
    for key in ("a", "b"):
        cache.put(key, 1, 9.0)

    cache.clear()

    assert (cache.get("a"), len(cache)) == (None, 0)
