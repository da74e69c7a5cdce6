"""
From hashes that are near each other to pairs of pictures, few enough to be compared.

Pictures with equal hashes may be very many. Each is linked to the first and the last of them, and
to the first and the last of every near hash (thumbnails counted apart): as many pairs as pictures,
not their square. Two with one hash that are neither are found by their vectors alone.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dedup.candidate_rules import CandidateRules
from dedup.hamming import Hashes, Indices, Pairs, near_pairs
from dedup.id_pairs import ranges, sorted_pairs

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Hashed:
    """
    Pictures of one medium: row by row the id, the hash and whether a thumbnail gave it.
    """

    ids: Indices
    hashes: Hashes
    thumbnail: Flags


@dataclass(frozen=True, slots=True)
class Found:
    """
    Hashes near others: row by row which one was asked for, and the pictures that have the other.

    :ivar asked: index of the distinct hash that was asked for.
    :ivar thumbnail: whether thumbnails gave the found one; these stand in rows of their own.
    :ivar first: the smallest id of a picture with the found hash.
    :ivar last: the greatest.
    """

    asked: Indices
    distance: Indices
    thumbnail: Flags
    first: Indices
    last: Indices


def all_links(pictures: Hashed, rules: CandidateRules) -> Pairs:
    """
    Give the pairs of ids among pictures, the smaller on the left, each once and sorted.
    """
    distinct, place = np.unique(pictures.hashes, return_inverse=True)
    bits = rules.thumbnail_bits if pictures.thumbnail.any() else rules.near_bits
    near = near_pairs(distinct, bits)
    own = np.arange(len(distinct))
    asked = np.concatenate((near[:, 0], near[:, 1], own))
    other = np.concatenate((near[:, 1], near[:, 0], own))
    distance = np.bitwise_count(distinct[asked] ^ distinct[other]).astype(np.int64)
    rows = []
    for thumbnail in (False, True):
        first, last = _ends(pictures.ids, place, pictures.thumbnail == thumbnail, len(distinct))
        there = np.flatnonzero(last[other] >= 0)
        rows.append(
            (
                asked[there],
                distance[there],
                np.full(len(there), thumbnail),
                first[other[there]],
                last[other[there]],
            )
        )
    found = Found(*map(np.concatenate, zip(*rows, strict=True)))
    return links(pictures, place, found, rules)


def links(pictures: Hashed, place: Indices, found: Found, rules: CandidateRules) -> Pairs:
    """
    Give the pairs of the asked pictures with what was found near their hashes, sorted, each once.

    :param place: for each picture the index of its hash, as `found` knows it.
    """
    order = np.lexsort((found.distance, found.asked))
    counts = np.bincount(found.asked, minlength=int(place.max(initial=-1)) + 1)
    sizes = counts[place]
    starts = (np.cumsum(counts) - counts)[place]
    picture = np.repeat(np.arange(len(place)), sizes)
    row = order[ranges(starts, sizes)]
    either = pictures.thumbnail[picture] | found.thumbnail[row]
    limit = np.where(either, rules.thumbnail_bits, rules.near_bits)
    near = found.distance[row] <= limit
    picture, row = picture[near], row[near]
    sizes = np.bincount(picture, minlength=len(place))
    nearest = ranges(np.zeros_like(sizes), sizes) < rules.most_hashes
    own = pictures.ids[picture[nearest]]
    row = row[nearest]
    return sorted_pairs(np.tile(own, 2), np.concatenate((found.first[row], found.last[row])))


def _ends(ids: Indices, place: Indices, chosen: Flags, count: int) -> tuple[Indices, Indices]:
    """
    Give the smallest and greatest id of the chosen pictures at each place; where none is, -1 last.
    """
    first = np.full(count, np.iinfo(np.int64).max)
    last = np.full(count, -1)
    np.minimum.at(first, place[chosen], ids[chosen])
    np.maximum.at(last, place[chosen], ids[chosen])
    return first, last
