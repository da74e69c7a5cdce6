"""
From near hashes to few pairs.
"""

from collections.abc import Sequence

import numpy as np

from dedup.candidate_rules import CandidateRules
from dedup.hash_links import Hashed, all_links

RULES = CandidateRules(near_bits=3, thumbnail_bits=11)


def pairs_of(
    *pictures: tuple[int, int, bool], rules: CandidateRules = RULES
) -> list[tuple[int, int]]:
    """
    Give the links of pictures, each an id, a hash and whether a thumbnail gave it.
    """
    ids, hashes, thumbnail = zip(*pictures, strict=True)
    hashed = Hashed(
        np.array(ids, dtype=np.int64),
        np.array(hashes, dtype=np.uint64),
        np.array(thumbnail, dtype=np.bool_),
    )
    return as_tuples(all_links(hashed, rules).tolist())


def as_tuples(rows: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """
    Give rows of two as pairs.
    """
    return [(left, right) for left, right in rows]


def test_fuller_pictures_are_near_within_three_bits() -> None:
    """
    Between fuller pictures three bits propose a pair, four do not.
    """
    assert pairs_of((7, 0, False), (5, 0b111, False), (6, 0b1111000, False)) == [(5, 7)]


def test_thumbnail_reaches_farther() -> None:
    """
    A thumbnail's hash proposes at eleven bits, whichever side it is on.
    """
    assert pairs_of((1, 0, True), (2, 0x7FF, False)) == [(1, 2)]
    assert pairs_of((1, 0, False), (2, 0x7FF, True)) == [(1, 2)]


def test_thumbnail_does_not_lend_its_reach() -> None:
    """
    Two fuller pictures far apart stay apart, though a thumbnail with the hash of one is near both.
    """
    assert pairs_of((1, 0, False), (2, 0xFF, False), (3, 0, True)) == [(1, 3), (2, 3)]


def test_beyond_eleven_bits_nothing_is_near() -> None:
    """
    Twelve bits are too far for thumbnails too.
    """
    assert pairs_of((1, 0, True), (2, 0xFFF, True)) == []


def test_few_equal_hashes_are_linked_with_each_other() -> None:
    """
    Three pictures with one hash give all three pairs.
    """
    assert pairs_of((1, 9, False), (2, 9, False), (3, 9, False)) == [(1, 2), (1, 3), (2, 3)]


def test_many_equal_hashes_give_a_star() -> None:
    """
    A thousand pictures with one hash are linked to the first and the last only.
    """
    linked = pairs_of(*((number, 9, False) for number in range(1000)))

    assert len(linked) == 2 * 998 + 1
    assert {left for left, _ in linked} | {right for _, right in linked} == set(range(1000))


def test_many_equal_hashes_near_another_give_two_stars() -> None:
    """
    Two crowds whose hashes are near stay linear in number.
    """
    linked = pairs_of(*((number, 9 + number % 2, False) for number in range(1000)))

    assert len(linked) < 4 * 1000


def test_nearest_hashes_come_first() -> None:
    """
    Where each is linked to its own hash and one more, the two that are farthest apart are not.
    """
    rules = CandidateRules(near_bits=3, most_hashes=2)

    assert pairs_of((1, 0, False), (2, 1, False), (3, 2, False), rules=rules) == [(1, 2), (1, 3)]


def test_no_pictures_have_no_links() -> None:
    """
    An empty library has no pairs.
    """
    nothing = Hashed(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.bool_))

    assert len(all_links(nothing, RULES)) == 0
