"""
Which id a perceptual group has.
"""

import uuid
from collections.abc import Sequence

from dedup.records import Level
from dedup.succession import Lineage, fresh_ids, inherited

OLD, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def group(contents: str, *levels: Level) -> Lineage:
    """
    A group of contents of one letter each, at 0.95 unless said otherwise.
    """
    return Lineage(
        frozenset(letter.encode() for letter in contents), frozenset(levels or (Level.L95,))
    )


def nothing_taken(wanted: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """
    No id is in use.
    """
    assert wanted
    return []


def test_grown_group_keeps_its_id() -> None:
    """
    It follows the one that it shares most with.
    """
    before = {OLD: group("abc"), OTHER: group("de")}

    assert inherited([group("abcd"), group("ex")], before) == {0: OLD, 1: OTHER}


def test_greater_share_takes_the_id() -> None:
    """
    When a group falls apart, the larger part is the old one.
    """
    assert inherited([group("ab"), group("cde")], {OLD: group("abcde")}) == {1: OLD}


def test_only_one_id_is_inherited() -> None:
    """
    When two groups become one, the larger share gives the name.
    """
    before = {OLD: group("ab"), OTHER: group("cde")}

    assert inherited([group("abcde")], before) == {0: OTHER}


def test_other_level_passes_on_nothing() -> None:
    """
    Groups are followed within a level.
    """
    before = {OLD: group("ab", Level.L98)}

    assert inherited([group("ab", Level.L80)], before) == {}
    assert inherited([group("ab", Level.L98, Level.L80)], before) == {0: OLD}


def test_likest_predecessor_comes_first() -> None:
    """
    Of two that share as much, the one with fewer others is followed.
    """
    before = {OLD: group("abcd"), OTHER: group("ab")}

    assert inherited([group("ab")], before) == {0: OTHER}


def test_equal_group_comes_before_a_greater_one() -> None:
    """
    A group that is as it was keeps its id, though another has all of its contents too.
    """
    near = group("ab", Level.L98)
    heirs = [group("abc", Level.L98, Level.L95), near]

    assert inherited(heirs, {OLD: near}) == {1: OLD}


def test_new_id_follows_from_the_contents() -> None:
    """
    The same contents have the same id on every run, others another.
    """
    first = fresh_ids([[b"b", b"a"], [b"c"]], nothing_taken)

    assert first == fresh_ids([[b"a", b"b"], [b"c"]], nothing_taken)
    assert len(set(first)) == 2
    assert fresh_ids([], nothing_taken) == []


def test_id_in_use_is_not_given_again() -> None:
    """
    A former group may still go by the id of these contents; then a second one is made.
    """
    (first,) = fresh_ids([[b"a"]], nothing_taken)

    found = fresh_ids([[b"x"], [b"a"], [b"y"]], lambda wanted: set(wanted) & {first})

    assert first not in found
    assert len(set(found)) == 3


def test_equal_contents_have_different_ids() -> None:
    """
    Two groups of the same contents with different covers are two groups.
    """
    assert len(set(fresh_ids([[b"a"], [b"a"]], nothing_taken))) == 2
