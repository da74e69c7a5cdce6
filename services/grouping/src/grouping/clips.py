"""
Clips: encodings of one recording, cameras' proxies, and the clips of Live and motion photos.
"""

from grouping.candidates import Candidate
from grouping.naming import StepKind
from grouping.records import Evidence
from grouping.relations import Relation
from grouping.rules import Rules
from mediacore.formats import Kind

LIVE_STILLS = (Kind.JPEG, Kind.HEIF)


def clip_objection(
    new: Candidate, reference: Candidate, relation: Relation, rules: Rules, *, proven: bool
) -> str | None:
    """
    Say why two clips of one name are not encodings of one recording, or give None.

    :param proven: whether their capture times agree.
    """
    mine, theirs = new.record.duration_s, reference.record.duration_s
    if mine is None or theirs is None:
        if proven and (new.is_proxy or reference.is_proxy):
            return None
        return "the length of one clip is unknown"
    if abs(mine - theirs) <= rules.duration_tolerance_seconds:
        return None
    if proven and relation.has(StepKind.EDIT) and mine < theirs:
        return None
    return f"other lengths, {theirs:.1f} s and {mine:.1f} s: another clip"


def clip_evidence(new: Candidate, reference: Candidate) -> Evidence:
    """
    Say how the lengths of two clips, or of a picture's clip, fit.
    """
    mine, theirs = new.record.duration_s, reference.record.duration_s
    if new.is_video != reference.is_video:
        clip = mine if new.is_video else theirs
        return Evidence("short_clip", f"a clip of {clip:.1f} s beside its picture")
    if mine is None or theirs is None:
        return Evidence("proxy", "a proxy whose length is unknown")
    return Evidence("duration", f"lengths of {theirs:.1f} s and {mine:.1f} s")


def live_objection(
    new: Candidate, reference: Candidate, relation: Relation, rules: Rules
) -> str | None:
    """
    Say why a picture and a clip of one name are no Live or motion photo, or give None.
    """
    still, clip = (reference, new) if new.is_video else (new, reference)
    if relation.has(StepKind.COPY, StepKind.WORD, StepKind.FRAME):
        return "a picture and a clip whose names differ by more than their formats"
    if still.record.kind not in LIVE_STILLS or clip.is_proxy:
        return "a picture and a clip are versions only as a Live Photo"
    length = clip.record.duration_s
    if length is None or length > rules.live_clip_max_seconds:
        return "a clip too long, or of unknown length, for a Live Photo"
    return None


def is_motion_name(candidate: Candidate) -> bool:
    """
    Whether a picture's name says that it is a motion photo rather than a Live Photo.
    """
    stem = candidate.name.stem
    return stem.startswith(("mvimg_", "pxl_")) or ".mp" in stem
