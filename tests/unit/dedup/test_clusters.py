"""
Stars of alike pictures.
"""

import random

from dedup.clusters import Edge, Star, stars


def found(nodes: list[int], edges: list[Edge], least: float = 0.9) -> list[set[int]]:
    """
    Give the nodes of each star.
    """
    return [set(star.nodes) for star in stars(nodes, edges, least)]


def test_pair_is_a_star() -> None:
    """
    The preferred one of two is the cover, the other has the score of their pair.
    """
    assert stars([2, 1], [(1, 2, 0.97)], 0.95) == [Star(2, ((1, 0.97),))]


def test_chain_is_cut() -> None:
    """
    Of five in a row, nobody is grouped with what only a neighbour resembles.
    """
    edges = [(node, node + 1, 0.95) for node in range(1, 5)]

    assert found([1, 2, 3, 4, 5], edges) == [{1, 2, 3}, {4, 5}]


def test_cover_is_what_most_resemble() -> None:
    """
    The number of edges counts before the preference.
    """
    (star,) = stars([1, 2, 3], [(1, 3, 0.95), (2, 3, 0.96)], 0.9)

    assert star.cover == 3
    assert star.similarity == 0.95


def test_weaker_pairs_do_not_count() -> None:
    """
    A level sees only the pairs that reach it.
    """
    edges = [(1, 2, 0.95), (2, 3, 0.85)]

    assert found([1, 2, 3], edges, 0.95) == [{1, 2}]
    assert found([1, 2, 3], edges, 0.85) == [{1, 2, 3}]
    assert found([1, 2, 3], edges, 0.96) == []


def test_pairs_with_strangers_do_not_count() -> None:
    """
    A pair with a picture that has no file (any more) makes no group.
    """
    assert found([1, 2], [(1, 9, 0.95), (9, 2, 0.95)]) == []


def test_order_of_pairs_changes_nothing() -> None:
    """
    The same nodes and pairs give the same stars.
    """
    rng = random.Random(5)
    nodes = list(range(60))
    edges = [(left, right, rng.random()) for left in nodes for right in range(left)]
    first = stars(nodes, edges, 0.9)
    rng.shuffle(edges)

    assert stars(nodes, edges, 0.9) == first


def test_each_node_is_in_one_star_and_matches_its_cover() -> None:
    """
    Whatever the pairs, no member is grouped without a pair with the cover.
    """
    rng = random.Random(6)
    scores = {(left, right): rng.random() for right in range(80) for left in range(right)}
    made = stars(range(80), [(*pair, score) for pair, score in scores.items()], 0.8)

    nodes = [node for star in made for node in star.nodes]
    assert len(nodes) == len(set(nodes))
    for star in made:
        for node, score in star.scores:
            assert scores[min(node, star.cover), max(node, star.cover)] == score >= 0.8
