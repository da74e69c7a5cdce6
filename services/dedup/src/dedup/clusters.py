"""
Groups of alike pictures at one level: stars, in which every member matches the cover.

A chain is never a group: the ends of a chain of alike neighbours may show different pictures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Edge = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Star:
    """
    A cover and what matches it.

    :ivar scores: the score of each member against the cover, which is not among them; at least one.
    """

    cover: int
    scores: tuple[tuple[int, float], ...]

    @property
    def nodes(self) -> frozenset[int]:
        """
        The cover and the members.
        """
        return frozenset((self.cover, *(node for node, _ in self.scores)))

    @property
    def similarity(self) -> float:
        """
        The least score against the cover.
        """
        return min(score for _, score in self.scores)


def stars(nodes: Sequence[int], edges: Iterable[Edge], least: float) -> list[Star]:
    """
    Give the stars at one level; each node is in one at most.

    Covers are taken by their number of edges at the level, then by their place in `nodes`: the
    same nodes and edges give the same stars, in whichever order the edges come.

    :param nodes: the nodes in order of preference as a cover; edges to others do not count.
    :param edges: pairs with their score, each once.
    :param least: the least score that counts.
    """
    around: dict[int, list[tuple[int, float]]] = {node: [] for node in nodes}
    for left, right, score in edges:
        if score >= least and left in around and right in around:
            around[left].append((right, score))
            around[right].append((left, score))
    free = set(nodes)
    found = []
    for cover in sorted(nodes, key=lambda node: -len(around[node])):
        if cover in free:
            scores = sorted(pair for pair in around[cover] if pair[0] in free)
            if scores:
                star = Star(cover, tuple(scores))
                free -= star.nodes
                found.append(star)
    return found
