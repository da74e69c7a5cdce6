"""
All pairs of distinct hashes within 3 bits among a million, random and skewed.

    python -m bench.candidates [HASHES=1000000]

Each library is searched in a process of its own, on two threads; a sample of 50,000 is compared all
with all, for the recall. The skewed ones: a tenth in five dense clusters and another tenth with one
band in common; a tenth nearly black (few bits set); a tenth in a single cluster. Prints a table;
the last line is JSON.
"""

import argparse
import json
import multiprocessing
import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from dedup.hamming import Hashes, Pairs, near_pairs

DISTANCE = 3
SAMPLE = 50_000
ROWS = 128  # of the comparison of all with all at once


def plain(count: int, rng: np.random.Generator) -> Hashes:
    """
    Give random hashes.
    """
    return rng.integers(0, 2**64, count, dtype=np.uint64)


def around(centres: Hashes, least: int, most: int, rng: np.random.Generator) -> Hashes:
    """
    Give hashes that differ from their centres in some bits.
    """
    made = centres.copy()
    bits = rng.integers(least, most + 1, len(made))
    for step in range(most):
        bit = np.uint64(1) << rng.integers(0, 64, len(made), dtype=np.uint64)
        made ^= np.where(step < bits, bit, np.uint64(0))
    return made


def clusters(count: int, rng: np.random.Generator) -> Hashes:
    """
    Give a tenth in five dense clusters, a tenth with one band in common, the others random.
    """
    tenth = count // 10
    centres = plain(5, rng)[rng.integers(0, 5, tenth)]
    band = rng.integers(0, 2**48, tenth, dtype=np.uint64)
    return np.concatenate((around(centres, 1, 8, rng), band, plain(count - 2 * tenth, rng)))


def black(count: int, rng: np.random.Generator) -> Hashes:
    """
    Give a tenth with two to seven bits set, the others random.
    """
    tenth = count // 10
    dark = around(np.zeros(tenth, dtype=np.uint64), 2, 7, rng)
    return np.concatenate((dark, plain(count - tenth, rng)))


def one_cluster(count: int, rng: np.random.Generator) -> Hashes:
    """
    Give a tenth around one hash, at every distance up to twelve, the others random.
    """
    tenth = count // 10
    centre = np.repeat(plain(1, rng), tenth)
    return np.concatenate((around(centre, 0, 12, rng), plain(count - tenth, rng)))


LIBRARIES: dict[str, Callable[[int, np.random.Generator], Hashes]] = {
    "random": plain,
    "skewed: clusters": clusters,
    "skewed: near black": black,
    "skewed: one cluster": one_cluster,
}


def library(name: str, count: int) -> Hashes:
    """
    Give the distinct hashes of a library, in no order.
    """
    rng = np.random.default_rng(11)
    return rng.permutation(np.unique(LIBRARIES[name](count, rng)))


def compare_all(hashes: Hashes) -> Pairs:
    """
    Give the near pairs the slow way.
    """
    found = []
    for start in range(0, len(hashes), ROWS):
        change = hashes[start : start + ROWS, None] ^ hashes[None, start:]
        left, right = np.nonzero(np.bitwise_count(change) <= DISTANCE)
        after = left < right
        found.append(np.stack((left[after], right[after]), axis=1) + start)
    return np.concatenate(found)


def as_keys(pairs: Pairs) -> set[int]:
    """
    Give one number for each pair.
    """
    ordered = np.sort(pairs, axis=1)
    return set((ordered[:, 0] * (1 << 32) + ordered[:, 1]).tolist())


def search(name: str, count: int) -> dict[str, Any]:
    """
    Search a library; give seconds, the most memory, and how many pairs there are.
    """
    hashes = library(name, count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = time.perf_counter(), time.process_time()
    pairs = near_pairs(hashes, DISTANCE)
    return {
        "hashes": len(hashes),
        "pairs": len(pairs),
        "seconds": round(time.perf_counter() - started, 2),
        "cpu_s": round(time.process_time() - worked, 2),
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "mib_before": before // 1024,
    }


def recall(name: str, count: int) -> dict[str, Any]:
    """
    Compare the pairs of a sample with those of comparing all with all.
    """
    hashes = library(name, count)
    if name == "random":  # alone it has no pair: a tenth gets a near copy
        rng = np.random.default_rng(12)
        hashes = np.unique(np.concatenate((hashes, around(hashes[: count // 10], 1, 3, rng))))
    expected, got = as_keys(compare_all(hashes)), near_pairs(hashes, DISTANCE)
    found = as_keys(got)
    return {
        "sample_pairs": len(expected),
        "recall": len(found & expected) / max(1, len(expected)),
        "wrong": len(got) - len(found & expected),
    }


def main() -> None:
    """
    Search each library, compare each sample, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("hashes", nargs="?", type=int, default=1_000_000)
    count = parser.parse_args().hashes
    result = {}
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for name in LIBRARIES:
            row = pool.apply(search, (name, count))
            row |= pool.apply(recall, (name, min(count, SAMPLE)))
            result[name] = row
            print(
                f"{name:20} {row['hashes']:9,} hashes {row['pairs']:10,} pairs"
                f" {row['seconds']:6.2f} s {row['mib']:5} MiB"
                f"   recall {row['recall']:.4f} of {row['sample_pairs']:,}, wrong {row['wrong']}",
                flush=True,
            )
    print(json.dumps({"distance": DISTANCE, **result}))


if __name__ == "__main__":
    main()
