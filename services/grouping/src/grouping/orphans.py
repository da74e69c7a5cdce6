"""
Partners to suggest for a RAW that stands alone, and why they did not match by themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from grouping.candidates import Candidate, candidate_of
from grouping.judging import camera_objection
from grouping.moments import SECOND
from grouping.naming import naming_for
from grouping.records import FileRecord
from grouping.refusals import is_near, why_not
from grouping.rules import Rules
from mediacore.formats import Kind

LEAST = 0.25  # suggestions below this confidence help nobody
HALF_LIFE_SECONDS = 30.0  # at this distance in time half of the belief is gone
_NAME_WEIGHT, _TIME_WEIGHT, _CAMERA_WEIGHT = 0.45, 0.4, 0.15
_NEAR_NAME, _UNKNOWN = 0.8, 0.3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A file that may be the partner of a RAW.

    :ivar confidence: from 0 to 1.
    :ivar reason: why it did not match by itself.
    """

    file_id: int
    confidence: float
    reason: str


def suggest(
    raw: FileRecord, candidates: Sequence[FileRecord], rules: Rules, limit: int = 3
) -> list[Suggestion]:
    """
    Give the files nearest to a RAW in name, time and camera, the likeliest first.
    """
    naming = naming_for(rules)
    mine = candidate_of(raw, naming)
    found = []
    for record in candidates:
        if not record.is_media or record.kind in {Kind.RAW, Kind.VIDEO}:
            continue
        theirs = candidate_of(record, naming)
        confidence = round(_belief(mine, theirs), 3)
        if confidence >= LEAST:
            found.append((-confidence, record.path, record.file_id, theirs))
    found.sort(key=lambda one: one[:3])
    return [
        Suggestion(file_id, -negative, why_not(mine, theirs, rules))
        for negative, _, file_id, theirs in found[:limit]
    ]


def _belief(raw: Candidate, other: Candidate) -> float:
    """
    Weigh name, time and camera; another camera rules a partner out.
    """
    if camera_objection(raw.record, other.record):
        return 0.0
    if raw.name.base == other.name.base:
        name = 1.0
    elif is_near(raw, other):
        name = _NEAR_NAME
    else:
        name = SequenceMatcher(None, raw.name.base, other.name.base).ratio() / 2
    camera = 1.0 if raw.record.camera and other.record.camera else _UNKNOWN
    total = _NAME_WEIGHT * name + _TIME_WEIGHT * _time_belief(raw.record, other.record)
    return total + _CAMERA_WEIGHT * camera


def _time_belief(raw: FileRecord, other: FileRecord) -> float:
    mine, theirs = raw.proven_us, other.proven_us
    if mine is None or theirs is None:
        return _UNKNOWN
    seconds: float = abs(mine - theirs) / SECOND
    return HALF_LIFE_SECONDS / (HALF_LIFE_SECONDS + seconds)
