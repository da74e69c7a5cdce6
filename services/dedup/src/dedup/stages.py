"""
What looking at pictures and comparing them is made of, as a scan without a database uses it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dedup.records import Likeness
from mediacore.formats import Kind

Pairs = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Stages:
    """
    The stages behind the reading of bytes; each that opens a file raises `TwinlensError` or
    `OSError` when it gives no picture.

    :ivar fingerprint: of a still picture, by its path and kind; with `phash`, `source`,
        `informative` and `vectors`.
    :ivar clip: the same of a clip, by its path.
    :ivar candidates: index pairs of fingerprints that are worth comparing.
    :ivar clip_candidates: the same of clips.
    :ivar turns: a fingerprint's vector as it is when its picture is turned left by quarters, four
        rows, then the same of the mirrored picture.
    :ivar features: what comparing needs of a still picture, by its path and kind.
    :ivar compare: two pictures' features.
    :ivar compare_clips: what `clip` gave of two clips.
    """

    fingerprint: Callable[[bytes, Kind], Any]
    clip: Callable[[bytes], Any]
    candidates: Callable[[Sequence[Any]], Pairs]
    clip_candidates: Callable[[Sequence[Any]], Pairs]
    turns: Callable[[Any], Iterable[Any]]
    features: Callable[[bytes, Kind], Any]
    compare: Callable[[Any, Any], Likeness]
    compare_clips: Callable[[Any, Any], Likeness]
