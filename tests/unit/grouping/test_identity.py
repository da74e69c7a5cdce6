"""
Tests of how groups keep their ids.
"""

from grouping.identity import inherit_ids


def test_group_keeps_the_id_it_overlaps_most() -> None:
    """
    Files may come and go.
    """
    old = {"a": frozenset({1, 2, 3}), "b": frozenset({4, 5})}

    assert inherit_ids(old, [frozenset({3, 4, 5}), frozenset({1, 2, 9})]) == ["b", "a"]


def test_one_id_goes_to_one_group() -> None:
    """
    A split group leaves its id to the larger part, or to the part with the lowest file.
    """
    old = {"a": frozenset({1, 2, 3, 4})}

    assert inherit_ids(old, [frozenset({3, 4}), frozenset({1, 2})]) == [None, "a"]


def test_merged_group_takes_one_id_and_leaves_the_other() -> None:
    """
    The first id in order wins a tie.
    """
    old = {"b": frozenset({1, 2}), "a": frozenset({3, 4})}

    assert inherit_ids(old, [frozenset({1, 2, 3, 4})]) == ["a"]


def test_new_group_has_no_predecessor() -> None:
    """
    Then a new id is due.
    """
    assert inherit_ids({}, [frozenset({1, 2})]) == [None]
