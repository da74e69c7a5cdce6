"""
Pairs of ids: sorted, single, and the nearest few.
"""

import numpy as np

from dedup.id_pairs import nearest_pairs, ranges, sorted_pairs


def test_pairs_are_sorted_and_single() -> None:
    """
    A pair given in both orders, and one of a picture with itself, leave one row.
    """
    rows = sorted_pairs(np.array([5, 2, 3]), np.array([2, 5, 3]))

    assert rows.tolist() == [[2, 5]]


def test_nearest_of_each_are_kept() -> None:
    """
    Of more found pictures than are wanted the nearest stay, for each asked one.
    """
    asked, found = np.array([9, 9, 9, 8]), np.array([1, 2, 3, 4])
    rows = nearest_pairs(asked, found, np.array([0.3, 0.1, 0.2, 0.9]), 2)

    assert rows.tolist() == [[2, 9], [3, 9], [4, 8]]


def test_picture_found_twice_counts_once() -> None:
    """
    A picture that several questions bring takes one place, at its least distance.
    """
    asked, found = np.array([9, 9, 9, 9]), np.array([1, 1, 2, 3])
    rows = nearest_pairs(asked, found, np.array([0.5, 0.1, 0.2, 0.3]), 2)

    assert rows.tolist() == [[1, 9], [2, 9]]


def test_nothing_found_is_no_pair() -> None:
    """
    Without rows there are no pairs.
    """
    nothing = np.empty(0, dtype=np.int64)

    assert len(nearest_pairs(nothing, nothing, np.empty(0), 2)) == 0


def test_ranges_follow_each_other() -> None:
    """
    Each range counts from its start, as often as its size says.
    """
    assert ranges(np.array([7, 2, 5]), np.array([2, 0, 3])).tolist() == [7, 8, 5, 6, 7]
