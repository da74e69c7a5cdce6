"""
Which nodes hang together over ties, directly or through others.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")


def components(nodes: Iterable[T], ties: Mapping[T, Iterable[T]]) -> list[set[T]]:
    """
    Give the parts that the nodes fall into, each with the nodes that its ties lead to.
    """
    parent: dict[T, T] = {node: node for node in nodes}

    def root(node: T) -> T:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for node, others in ties.items():
        for other in others:
            parent[root(other)] = root(node)
    parts: dict[T, set[T]] = defaultdict(set)
    for node in parent:
        parts[root(node)].add(node)
    return list(parts.values())
