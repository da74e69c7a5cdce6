"""
The search for candidates among a few ten thousand pictures in memory, without a database.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from dedup.candidate_rules import DEFAULT_RULES, CandidateRules
from dedup.descriptor import turned
from dedup.hamming import Indices, Pairs
from dedup.hash_links import Hashed, all_links
from dedup.id_pairs import nearest_pairs
from dedup.records import PictureSource

Vector: TypeAlias = npt.NDArray[np.float32]
Turns: TypeAlias = Callable[[Vector], npt.NDArray[np.float32]]

BLOCK_VALUES = 1 << 24  # products at once: 64 MiB


class Seen(Protocol):
    """
    A picture's fingerprint, as far as it is searched with.
    """

    @property
    def phash(self) -> int:
        """
        Its hash, signed.
        """

    @property
    def source(self) -> PictureSource:
        """
        What the hash was made of.
        """

    @property
    def informative(self) -> bool:
        """
        Whether it tells anything: one that does not is never proposed.
        """

    @property
    def vectors(self) -> Sequence[Vector]:
        """
        What it and its parts look like, 128 values each.
        """


def candidates(
    pictures: Sequence[Seen], rules: CandidateRules = DEFAULT_RULES, turns: Turns = turned
) -> set[tuple[int, int]]:
    """
    Give the index pairs of pictures of one medium that are worth comparing, the smaller first.

    :param turns: gives a vector as it is when its picture is turned and mirrored, a row each.
    """
    told = [number for number, picture in enumerate(pictures) if picture.informative]
    hashed = Hashed(
        np.array(told, dtype=np.int64),
        np.array([pictures[number].phash for number in told], dtype=np.int64).view(np.uint64),
        np.array([pictures[number].source is PictureSource.THUMBNAIL for number in told], bool),
    )
    owners = np.array([number for number in told for _ in pictures[number].vectors], np.int64)
    vectors = [vector for number in told for vector in pictures[number].vectors]
    found = all_links(hashed, rules).tolist()
    if vectors:
        found += vector_links(owners, np.asarray(vectors, np.float32), turns, rules).tolist()
    return {(left, right) for left, right in found}


def vector_links(
    owners: Indices,
    vectors: npt.NDArray[np.float32],
    turns: Turns,
    rules: CandidateRules,
    asked_owners: Indices | None = None,
) -> Pairs:
    """
    Give the pairs of owners whose vectors are near, sorted, each once.

    Each vector brings its nearest ones in each turn, as the index of the database does. None of
    these is missed, but a pair that is near can still be left out: where a vector has
    `most_vectors` nearer ones, and where each picture has `most_alike` nearer others.

    :param asked_owners: those whose vectors are asked for; all when left out.
    """
    chosen = np.arange(len(owners))
    if asked_owners is not None:
        chosen = np.flatnonzero(np.isin(owners, asked_owners))
    squares = np.einsum("ij,ij->i", vectors, vectors)
    step = max(1, BLOCK_VALUES // max(1, len(vectors)))
    found = []
    for start in range(0, len(chosen), step):
        rows = chosen[start : start + step]
        asked = np.stack([turns(vector) for vector in vectors[rows]])
        own = owners[rows]
        for turn in range(asked.shape[1]):
            questions = asked[:, turn]
            far = squares - 2 * (questions @ vectors.T)
            far += np.einsum("ij,ij->i", questions, questions)[:, None]
            far[own[:, None] == owners[None, :]] = np.inf
            row, column = _nearest(far, rules)
            found.append((own[row], owners[column], far[row, column]))
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    one, other, distance = map(np.concatenate, zip(*found, strict=True))
    return nearest_pairs(one, other, distance, rules.most_alike)


def _nearest(far: npt.NDArray[np.float32], rules: CandidateRules) -> tuple[Indices, Indices]:
    """
    Give the rows and columns of squared distances that are near, of each row the nearest few.
    """
    near = far <= rules.vector_distance**2
    crowded = np.flatnonzero(np.count_nonzero(near, axis=1) > rules.most_vectors)
    if len(crowded):
        kept = np.argpartition(far[crowded], rules.most_vectors - 1, axis=1)
        near[crowded] = False
        near[crowded[:, None], kept[:, : rules.most_vectors]] = True
    row, column = np.nonzero(near)
    return row, column
