"""
Near hashes, against comparing all with all.
"""

import numpy as np
import pytest

from dedup import hamming
from dedup.hamming import Hashes, masks, near_pairs


def compare_all(hashes: Hashes, distance: int) -> list[tuple[int, int]]:
    """
    Give the near pairs the slow way.
    """
    near = np.bitwise_count(hashes[:, None] ^ hashes[None, :]) <= distance
    left, right = np.nonzero(np.triu(near, 1))
    return list(zip(left.tolist(), right.tolist(), strict=True))


def found(hashes: Hashes, distance: int, threads: int = 2) -> list[tuple[int, int]]:
    """
    Give the near pairs in the order of the slow way.
    """
    pairs = np.sort(near_pairs(hashes, distance, threads=threads), axis=1)
    return sorted((left, right) for left, right in pairs.tolist())


def random_hashes(count: int, seed: int = 1) -> Hashes:
    """
    Give distinct hashes without any order.
    """
    rng = np.random.default_rng(seed)
    return rng.permutation(np.unique(rng.integers(0, 2**64, count, dtype=np.uint64)))


def around(centre: int, count: int, most: int, seed: int = 2) -> Hashes:
    """
    Give distinct hashes that differ from one in a few bits.
    """
    rng = np.random.default_rng(seed)
    made = np.full(count, centre, dtype=np.uint64)
    for _ in range(most):
        made ^= np.uint64(1) << rng.integers(0, 64, count, dtype=np.uint64)
    return rng.permutation(np.unique(made))


def mixed(count: int) -> Hashes:
    """
    Give random hashes, near copies of them, near-black ones, and many that share one band.
    """
    rng = np.random.default_rng(3)
    plain = random_hashes(count // 2)
    copies = plain[: count // 8] ^ (
        np.uint64(1) << rng.integers(0, 64, count // 8, dtype=np.uint64)
    )
    shared = rng.integers(0, 2**48, count // 8, dtype=np.uint64)
    parts = (plain, copies, around(0, count // 4, 5), shared)
    return rng.permutation(np.unique(np.concatenate(parts)))


@pytest.mark.parametrize("distance", range(4))
def test_narrow_search_misses_nothing(distance: int) -> None:
    """
    Within three bits the pairs are those of comparing all, each once.
    """
    hashes = mixed(2400)

    assert found(hashes, distance) == compare_all(hashes, distance)


@pytest.mark.parametrize("distance", [4, 7, 11, 12])
def test_wide_search_misses_nothing(distance: int) -> None:
    """
    Over three bits the pairs are those of comparing all, each once.
    """
    hashes = mixed(1200)

    assert found(hashes, distance) == compare_all(hashes, distance)


def test_crowd_in_every_band_is_split_again() -> None:
    """
    Thousands that share most of every band lose no pair.
    """
    hashes = around(0xFFFF0000FFFF0000, 4000, 4)

    assert len(hashes) > 10 * hamming.CROWD
    assert found(hashes, 3) == compare_all(hashes, 3)


def test_crowd_in_few_bits_is_compared() -> None:
    """
    Where all combinations of a few bits occur, splitting ends and no pair is lost.
    """
    hashes = np.arange(2048, dtype=np.uint64) << np.uint64(20)

    assert found(hashes, 3) == compare_all(hashes, 3)


def test_several_blocks_are_compared_alike() -> None:
    """
    More hashes than are compared at once give the pairs of their copies.
    """
    plain = random_hashes(2 * hamming.BLOCK)
    hashes = np.concatenate((plain, plain ^ np.uint64(1 << 63 | 1)))

    assert found(hashes, 3) == [(at, at + len(plain)) for at in range(len(plain))]


def test_one_thread_finds_the_same() -> None:
    """
    The number of threads changes no result.
    """
    hashes = mixed(1000)

    assert found(hashes, 3, threads=1) == found(hashes, 3, threads=2)


@pytest.mark.parametrize("distance", [3, 11])
@pytest.mark.parametrize("count", [0, 1])
def test_too_few_hashes_have_no_pair(count: int, distance: int) -> None:
    """
    Nothing, and one alone, have no pair.
    """
    assert near_pairs(random_hashes(count), distance).shape == (0, 2)


@pytest.mark.parametrize("distance", [-1, 16])
def test_distance_out_of_range_is_refused(distance: int) -> None:
    """
    A distance that the bands cannot serve is an error.
    """
    with pytest.raises(ValueError, match="is not between 0 and 15"):
        near_pairs(random_hashes(2), distance)


@pytest.mark.parametrize(("distance", "count"), [(3, 1), (4, 17), (7, 17), (8, 137), (11, 137)])
def test_band_is_asked_as_often_as_needed(distance: int, count: int) -> None:
    """
    The masks of a band are all values with as many bits as the nearest of four bands may differ in.
    """
    assert len(masks(distance)) == count
    assert max(mask.bit_count() for mask in masks(distance)) == distance // 4
