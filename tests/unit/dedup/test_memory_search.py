"""
Candidates in memory: hashes and vectors.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from dedup import memory_search
from dedup.candidate_rules import CandidateRules
from dedup.memory_search import Vector, candidates
from dedup.records import PictureSource

FAR = 0x0F0F_0F0F_0F0F_0F0F


@dataclass(frozen=True)
class Print:
    """
    A fingerprint as a test wants it.
    """

    phash: int
    vectors: tuple[Vector, ...] = ()
    source: PictureSource = PictureSource.SCALED
    informative: bool = True


def turns(vector: Vector) -> Vector:
    """
    Give a vector upright and mirrored, its halves swapped.
    """
    return np.stack([vector, np.roll(vector, 64)])


def axis(number: int, other: int = 0, share: float = 0.0) -> Vector:
    """
    Give a vector along one axis, leaning to another.
    """
    made = np.zeros(128, dtype=np.float32)
    made[number] = 1
    made[other] += share
    return made / np.float32(np.linalg.norm(made))


def test_near_hashes_are_candidates() -> None:
    """
    Signed hashes that differ in the highest bit are one bit apart.
    """
    assert candidates([Print(-1), Print(FAR), Print(2**63 - 1)], turns=turns) == {(0, 2)}


def test_thumbnail_hash_reaches_farther() -> None:
    """
    A thumbnail is a candidate at eleven bits.
    """
    prints = [Print(0, source=PictureSource.THUMBNAIL), Print(0x7FF)]

    assert candidates(prints, turns=turns) == {(0, 1)}


def test_uninformative_pictures_are_never_candidates() -> None:
    """
    Two black frames are not compared, whatever their hashes and vectors say.
    """
    black = Print(0, (axis(1),), informative=False)

    assert candidates([black, black], turns=turns) == set()


def test_near_vectors_are_candidates() -> None:
    """
    Pictures with far hashes are candidates when their vectors are near.
    """
    prints = [Print(0, (axis(1),)), Print(FAR, (axis(1, 2, 0.3),)), Print(~FAR, (axis(9),))]

    assert candidates(prints, turns=turns) == {(0, 1)}


def test_mirrored_vector_is_a_candidate() -> None:
    """
    A picture is found by what it looks like when it is mirrored.
    """
    assert candidates([Print(0, (axis(1),)), Print(FAR, (axis(65),))], turns=turns) == {(0, 1)}


def test_part_of_a_picture_is_a_candidate() -> None:
    """
    Any vector of one picture near any of another will do; a picture is no candidate of itself.
    """
    prints = [Print(0, (axis(1), axis(1), axis(5))), Print(FAR, (axis(9), axis(5)))]

    assert candidates(prints, turns=turns) == {(0, 1)}


def test_only_nearest_vectors_are_candidates() -> None:
    """
    Of more near vectors than are wanted, the nearest count.
    """
    rules = CandidateRules(most_vectors=1)
    hashes = [0, FAR, ~FAR]
    leanings = [0.0, 0.1, 0.4]
    prints = [
        Print(phash, (axis(1, 2, share),)) for phash, share in zip(hashes, leanings, strict=True)
    ]

    assert candidates(prints, rules, turns) == {(0, 1), (1, 2)}


def test_vectors_are_compared_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Bounded memory changes no result.
    """
    monkeypatch.setattr(memory_search, "BLOCK_VALUES", 1)
    prints = [Print(0, (axis(1),)), Print(FAR, (axis(9),)), Print(~FAR, (axis(1),))]

    assert candidates(prints, turns=turns) == {(0, 2)}


def test_pictures_without_vectors_need_none() -> None:
    """
    An empty list has no candidates.
    """
    assert candidates([], turns=turns) == set()
