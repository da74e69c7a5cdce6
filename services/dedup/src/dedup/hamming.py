"""
All pairs of 64-bit hashes that differ in few bits: exact, and without comparing all with all.

Two hashes that differ in at most `d` bits agree in at least one of `d + 1` bands (the pigeonhole
principle). Only hashes that share a band are compared; where too many share one, as near-black
frames do, these are split again by the bits that still differ among them. For wide distances the
bands are four, and may differ a little themselves.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint64]
Indices: TypeAlias = npt.NDArray[np.int64]
Pairs: TypeAlias = npt.NDArray[np.int64]

BITS = 64
BANDS = 4
BAND_BITS = 16
NARROW = 3  # up to this distance one of the four bands is equal
WIDEST = 15  # the farthest that is allowed; over 11 bits it takes minutes for a million
THREADS = 2
CROWD = 256  # hashes that share a band: more are split again, fewer compared with each other
BLOCK = 1 << 14  # hashes compared at once: what this needs stays in the processor's cache
FEWEST_BITS = 10  # with fewer bits left to split by, comparing is cheaper
SAMPLE = 1 << 16  # hashes that are looked at to choose bands
ALL_BITS = (1 << BITS) - 1


@dataclass(frozen=True, slots=True)
class _Part:
    """
    Hashes to be compared where they agree in some bits.

    :ivar members: their indices.
    :ivar equal: the bits.
    :ivar earlier: bands in which a pair must differ, for else it was found there.
    """

    members: Indices
    equal: int
    earlier: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Runs:
    """
    For each place of `left`, the places from `begin` to before `end` it is to be compared with.
    """

    left: Indices
    begin: Indices
    end: Indices


def near_pairs(hashes: Hashes, distance: int, *, threads: int = THREADS) -> Pairs:
    """
    Give the indices of all pairs of distinct hashes within a distance: n rows of two, each once.

    Within 3 bits the work grows with the hashes and the pairs, even where many are alike; beyond,
    it is the square of how many share a band. Raises ValueError for a distance over `WIDEST`.
    """
    if not 0 <= distance <= WIDEST:
        raise ValueError(f"a distance of {distance} bits is not between 0 and {WIDEST}")
    with ThreadPoolExecutor(threads) as pool:
        if distance <= NARROW:
            whole = _Part(np.arange(len(hashes)), 0, ())
            parts = _split(hashes, whole, distance) if len(hashes) else ()
            found = list(pool.map(lambda part: _narrow(hashes, part, distance), parts))
        else:
            found = list(pool.map(lambda band: _wide(hashes, band, distance), range(BANDS)))
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *found])


def masks(distance: int) -> list[int]:
    """
    Give the values to be xored to a band of 16 bits, one of which leads to each near hash.

    For two hashes within the distance this is so in at least one of the four bands.
    """
    return [
        sum(1 << bit for bit in bits)
        for count in range(distance // BANDS + 1)
        for bits in combinations(range(BAND_BITS), count)
    ]


def _split(hashes: Hashes, part: _Part, distance: int) -> Iterator[_Part]:
    """
    Give the same hashes once for each band of the bits in which they may differ.
    """
    step = len(part.members) // SAMPLE + 1
    bands = _bands(hashes[part.members[::step]], part.equal, distance + 1)
    for number, band in enumerate(bands):
        yield _Part(part.members, part.equal | band, (*part.earlier, *bands[:number]))


def _bands(values: Hashes, equal: int, count: int) -> list[int]:
    """
    Deal the free bits to bands, so that each band tells about as many hashes apart.
    """
    mixed = np.random.default_rng(1).permutation(values)
    mixed = mixed[np.argsort(mixed & np.uint64(equal), kind="stable")]
    change = mixed[1:] ^ mixed[:-1]
    change = change[(change & np.uint64(equal)) == 0]
    free = [bit for bit in range(BITS) if not equal >> bit & 1]
    weight = {bit: int(np.count_nonzero(change & np.uint64(1 << bit))) for bit in free}
    bands = [0] * count
    for place, bit in enumerate(sorted(free, key=lambda bit: (-weight[bit], bit))):
        lap, step = divmod(place, count)
        bands[step if lap % 2 == 0 else count - 1 - step] |= 1 << bit
    return bands


def _narrow(hashes: Hashes, part: _Part, distance: int) -> Pairs:
    """
    Give the near pairs of a part.
    """
    keys = hashes[part.members] & np.uint64(part.equal)
    order = np.argsort(keys)
    members = part.members[order]
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.append(starts, len(keys)))
    ends = np.repeat(starts + sizes, sizes)
    free = BITS - part.equal.bit_count()
    crowded = np.repeat(sizes > (CROWD if free > FEWEST_BITS else len(keys)), sizes)
    places = np.arange(len(keys))
    left = np.flatnonzero(~crowded & (ends > places + 1))
    runs = _Runs(left, left + 1, ends[left])
    crowd = members[crowded]
    del keys, order, starts, sizes, ends, crowded, places, left
    found = [members[_compare(hashes[members], runs, distance)]]
    found[0] = found[0][_is_first(hashes, found[0], part.earlier, 0)]
    if len(crowd):
        rest = _Part(crowd, part.equal, part.earlier)
        del members, runs
        found.extend(_narrow(hashes, again, distance) for again in _split(hashes, rest, distance))
    return np.concatenate(found)


def _wide(hashes: Hashes, band: int, distance: int) -> Pairs:
    """
    Give the near pairs whose bands of that number differ in few bits, and the earlier ones do not.
    """
    values = (hashes >> np.uint64(band * BAND_BITS)).astype(np.uint16).astype(np.int64)
    members = np.argsort(values, kind="stable")
    values, ordered = values[members], hashes[members]
    starts = np.searchsorted(values, np.arange((1 << BAND_BITS) + 1))
    earlier = tuple(((1 << BAND_BITS) - 1) << (number * BAND_BITS) for number in range(band))
    slack = distance // BANDS
    found = []
    for mask in masks(distance):
        if mask:
            left = np.flatnonzero((values & (1 << (mask.bit_length() - 1))) == 0)
            begin = starts[values[left] ^ mask]
        else:
            left = np.arange(len(values))
            begin = left + 1
        runs = _Runs(left, begin, starts[(values[left] ^ mask) + 1])
        pairs = members[_compare(ordered, runs, distance)]
        found.append(pairs[_is_first(hashes, pairs, earlier, slack)])
    return np.concatenate(found)


def _is_first(
    hashes: Hashes, pairs: Pairs, earlier: tuple[int, ...], slack: int
) -> npt.NDArray[np.bool_]:
    """
    Tell which pairs no earlier band gives.
    """
    change = hashes[pairs[:, 0]] ^ hashes[pairs[:, 1]]
    first = np.ones(len(pairs), dtype=np.bool_)
    for band in earlier:
        first &= np.bitwise_count(change & np.uint64(band)) > slack
    return first


def _compare(hashes: Hashes, runs: _Runs, distance: int) -> Pairs:
    """
    Give the near pairs of places in runs.
    """
    found = []
    for start in range(0, len(runs.left), BLOCK):
        block = slice(start, start + BLOCK)
        sizes = runs.end[block] - runs.begin[block]
        order = np.argsort(-sizes)
        left, begin = runs.left[block][order], runs.begin[block][order]
        longer = np.cumsum(np.bincount(np.maximum(sizes, 0))[::-1])[::-1]
        own = hashes[left]
        for step, count in enumerate(longer[1:]):
            change = own[:count] ^ hashes.take(begin[:count] + step)
            near = np.flatnonzero(np.bitwise_count(change) <= distance)
            if len(near):
                found.append(np.stack((left[near], begin[near] + step), axis=1))
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *found])
