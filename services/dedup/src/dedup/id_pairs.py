"""
Pairs of pictures as rows of two ids, and how many of them a picture may have.
"""

import numpy as np
import numpy.typing as npt

from dedup.hamming import Indices, Pairs


def sorted_pairs(one: Indices, other: Indices) -> Pairs:
    """
    Give pairs of different ids with the smaller on the left, each once and sorted.
    """
    differ = one != other
    pairs = np.stack((one[differ], other[differ]), axis=1)
    pairs.sort(axis=1)
    return np.unique(pairs, axis=0)


def nearest_pairs(
    asked: Indices, found: Indices, distance: npt.NDArray[np.floating], most: int
) -> Pairs:
    """
    Give the pairs of each asked picture with the nearest few of those found for it.

    Row by row an asked picture, a found one, perhaps found before, and how far it is.
    """
    order = np.lexsort((distance, found, asked))
    asked, found, distance = asked[order], found[order], distance[order]
    once = np.ones(len(asked), dtype=np.bool_)
    once[1:] = (asked[1:] != asked[:-1]) | (found[1:] != found[:-1])
    asked, found, distance = asked[once], found[once], distance[once]
    order = np.lexsort((distance, asked))
    asked, found = asked[order], found[order]
    sizes = np.unique(asked, return_counts=True)[1]
    near = ranges(np.zeros_like(sizes), sizes) < most
    return sorted_pairs(asked[near], found[near])


def ranges(starts: Indices, sizes: Indices) -> Indices:
    """
    Give `start, start + 1, …` for each size, one after the other.
    """
    before = np.cumsum(sizes) - sizes
    ranges: Indices = np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)
    return ranges
