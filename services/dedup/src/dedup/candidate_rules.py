"""
How near two fingerprints must be to be worth comparing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CandidateRules:
    """
    What proposes a pair. Nothing here decides: verifying does.

    :ivar near_bits: between hashes of fuller pictures; 0 to `hamming.WIDEST`, and over 11 it takes
        minutes for a million.
    :ivar thumbnail_bits: the same where either hash is a thumbnail's.
    :ivar most_hashes: near hashes a picture is linked to, the nearest first.
    :ivar vector_distance: Euclidean, between vectors of length 1. Of real edits, 99 % of the strong
        ones are within 0.9 (heavy crops and filters), 99 % of the others within 0.8, and all
        within 0.98; one in ten thousand unrelated photos is nearer than 1.
    :ivar most_vectors: vectors that one question may bring.
    :ivar most_alike: pictures that one is linked to by its vectors, the nearest first.
    :ivar vector_effort: what the graph index looks at for a picture as it stands, `most_vectors`
        and more. Crops, frames and filters stand as their originals do, and can be far away.
    :ivar turned_effort: the same for each other turn and mirror. Those copies are rarer, and mostly
        nothing else was done to them: they are near, and found with less.
    """

    near_bits: int = 3
    thumbnail_bits: int = 11
    most_hashes: int = 64
    vector_distance: float = 1.0
    most_vectors: int = 20
    most_alike: int = 24
    vector_effort: int = 250
    turned_effort: int = 64


DEFAULT_RULES = CandidateRules()
