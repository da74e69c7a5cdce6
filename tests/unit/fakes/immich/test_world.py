"""
Tests of what a world remembers.
"""

from tests.fakes.immich.world import MAX_MEMOS, World


def test_memos_last_until_something_changes() -> None:
    """
    And are made anew afterwards.
    """
    world, numbers = World(), iter(range(9))
    kept = [world.memo("a", lambda: next(numbers)) for _ in range(2)]
    world.changed()

    assert (kept, world.memo("a", lambda: next(numbers))) == ([0, 0], 1)


def test_memos_are_not_kept_without_end() -> None:
    """
    Too many, and all are forgotten.
    """
    world, numbers = World(), iter(range(999))
    made = [world.memo(key, lambda: next(numbers)) for key in [*range(MAX_MEMOS + 1), 0]]

    assert made[0] == 0
    assert made[-1] == MAX_MEMOS + 1
