"""
How near is near by default.
"""

from dedup.candidate_rules import DEFAULT_RULES
from dedup.hamming import NARROW, masks


def test_fuller_pictures_need_an_equal_band() -> None:
    """
    By default two fuller pictures are near where one band of the four is equal.
    """
    assert DEFAULT_RULES.near_bits == NARROW


def test_thumbnails_are_asked_for_by_two_bits_of_a_band() -> None:
    """
    By default a thumbnail reaches as far as 137 questions a band can miss nothing.
    """
    bits = DEFAULT_RULES.thumbnail_bits

    assert len(masks(bits)) == 137
    assert len(masks(bits + 1)) > 137


def test_index_looks_at_more_than_is_asked_for() -> None:
    """
    The graph index sees some times as many vectors as one question may bring.
    """
    assert DEFAULT_RULES.vector_effort >= 4 * DEFAULT_RULES.most_vectors
    assert DEFAULT_RULES.turned_effort >= 2 * DEFAULT_RULES.most_vectors
