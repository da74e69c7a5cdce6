"""
Whether a file is a version of a reference file: the evidence for it, or the reason against it.

Every member of a group is judged against the group's reference, never only against a neighbour,
so that small differences do not add up.
"""

from functools import lru_cache
from typing import NamedTuple

from grouping.candidates import Candidate
from grouping.clips import clip_evidence, clip_objection, live_objection
from grouping.moments import Agreement, Moments, compare_moments, same_instant, zone_apart
from grouping.naming import StepKind
from grouping.records import Evidence, FileRecord, Role
from grouping.relations import Relation, Surroundings, name_objection, relation_of
from grouping.rules import Rules

_PROVEN_TIMES, _TIMES_APART = Agreement.PROVEN, Agreement.APART
_FRAME = StepKind.FRAME

UNIQUE_ID_DIGITS = 32
CLOSE_US = 2_000_000  # farther apart, only the stamp in their names makes two files one shot

SURE = 0.98
FINE_STAMP = 0.93
BURST = 0.92
SUFFIX = 0.95
LIVE = 0.9
COPY = 0.85
UNFORESEEN = 0.8
WEAK_STEM = 0.6
WEAK_SUFFIX = 0.55
OTHER_FOLDER = 0.95  # factor


class Judgement(NamedTuple):
    """
    Whether a file joins a reference file, how certainly, and why, or why not.

    :ivar apart_us: the difference of proven capture times in microseconds.
    :ivar steps: how many parts the names differ in.
    """

    joined: bool
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    apart_us: int | None = None
    steps: int = 0


def judge(new: Candidate, reference: Candidate, rules: Rules, around: Surroundings) -> Judgement:
    """
    Judge a file against a reference file.
    """
    relation = relation_of(new.name, reference.name)
    if relation is None:
        return Judgement(joined=False, reason="the names have no base in common")
    objection = (
        name_objection(new, reference, relation, around)
        or camera_objection(new.record, reference.record)
        or _id_objection(new.record, reference.record)
    )
    if objection is not None:
        return Judgement(joined=False, reason=objection)
    if new.is_video != reference.is_video:
        return _judge_live(new, reference, relation, rules)
    moments = compare_moments(new.record, reference.record, _tolerance(new, relation, rules))
    objection = _time_objection(new, reference, relation, moments)
    if objection is None and new.is_video:
        proven = moments.agreement is Agreement.PROVEN
        objection = clip_objection(new, reference, relation, rules, proven=proven)
    if objection is not None:
        return Judgement(joined=False, reason=objection, apart_us=moments.apart_us)
    return _joined(new, reference, relation, moments)


def camera_objection(one: FileRecord, two: FileRecord) -> str | None:
    """
    Say that two cameras took the files, or give None.
    """
    if one.camera and two.camera and one.camera != two.camera:
        mine, theirs = one.camera.casefold(), two.camera.casefold()
        if not (mine.endswith(theirs) or theirs.endswith(mine)):
            return f"taken with different cameras, {two.camera} and {one.camera}"
    return None


def has_equal_unique_id(one: FileRecord, two: FileRecord) -> bool:
    """
    Whether both carry the same camera-made picture id.

    Some phones write their firmware's name there: only 32 hexadecimal digits count.
    """
    mine = one.unique_id or ""
    if mine != two.unique_id or len(mine) != UNIQUE_ID_DIGITS or len(set(mine)) == 1:
        return False
    return all(digit in "0123456789abcdefABCDEF" for digit in mine)


def _id_objection(one: FileRecord, two: FileRecord) -> str | None:
    mine, theirs = one.content_identifier, two.content_identifier
    if mine and theirs and mine != theirs:
        return "their Live Photo ids differ"
    return None


def _tolerance(new: Candidate, relation: Relation, rules: Rules) -> float:
    if relation.has(_FRAME):
        return rules.burst_window_seconds
    if new.name.fine_stamp:
        return max(rules.stamp_tolerance_seconds, rules.timestamp_tolerance_seconds)
    return rules.timestamp_tolerance_seconds


def _time_objection(
    new: Candidate, reference: Candidate, relation: Relation, moments: Moments
) -> str | None:
    if moments.agreement is _TIMES_APART:
        same = has_equal_unique_id(new.record, reference.record)
        return None if same else f"{moments.evidence.text}: another shot"
    if relation.is_plain:
        return None
    if relation.has(StepKind.COPY) and not same_instant(new.record, reference.record):
        return "a numbered name joins only with exactly the same capture time"
    if moments.agreement is Agreement.UNKNOWN:
        if relation.has(StepKind.WORD):
            return "a name with an unknown suffix joins only with the same capture time"
        if any(not step.sure for step in relation.steps):
            return "burst frames that only count join with known capture times"
    return None


def _judge_live(
    new: Candidate, reference: Candidate, relation: Relation, rules: Rules
) -> Judgement:
    """
    Judge a clip against a picture, or the other way round: only Live and motion photos have both.
    """
    mine, theirs = new.record, reference.record
    if mine.content_identifier and mine.content_identifier == theirs.content_identifier:
        return identified(reference)
    tolerance = rules.timestamp_tolerance_seconds
    if new.name.fine_stamp:
        tolerance = max(tolerance, rules.stamp_tolerance_seconds)
    moments = compare_moments(mine, theirs, tolerance)
    objection = live_objection(new, reference, relation, rules)
    proven = moments.agreement is Agreement.PROVEN or zone_apart(mine, theirs, tolerance)
    if objection is None and not proven:
        objection = f"a picture and a clip of one name: {moments.evidence.text}"
    if objection is not None:
        return Judgement(joined=False, reason=objection, apart_us=moments.apart_us)
    evidence = (*_name_evidence(reference, relation), clip_evidence(new, reference))
    return Judgement(
        joined=True,
        confidence=LIVE,
        evidence=(*evidence, moments.evidence),
        apart_us=moments.apart_us,
        steps=len(relation.steps),
    )


def identified(reference: Candidate) -> Judgement:
    """
    Give the judgement about a file that carries the Live Photo id of the reference file.
    """
    text = f"the same Live Photo id as {reference.file_name}"
    return Judgement(joined=True, confidence=0.99, evidence=(Evidence("content_identifier", text),))


def _joined(
    new: Candidate, reference: Candidate, relation: Relation, moments: Moments
) -> Judgement:
    evidence = [*_name_evidence(reference, relation), moments.evidence]
    confidence = _confidence(relation, moments)
    if moments.agreement is not _PROVEN_TIMES and has_equal_unique_id(new.record, reference.record):
        evidence[-1] = Evidence("unique_id", "the same picture id, written by the camera")
        confidence = SUFFIX
    if new.record.camera and reference.record.camera:
        evidence.append(camera_evidence(reference.record.camera))
    if new.is_video:
        evidence.append(clip_evidence(new, reference))
    if new.place.folder != reference.place.folder:
        evidence.append(folders_evidence(new.record, reference.record))
        confidence *= OTHER_FOLDER
    steps = len(relation.mine) + len(relation.theirs)
    return Judgement(True, round(confidence, 3), tuple(evidence), "", moments.apart_us, steps)  # noqa: FBT003 - keywords cost time here


@lru_cache(maxsize=1024)
def camera_evidence(camera: str) -> Evidence:
    """
    Say that one camera took both files.
    """
    return Evidence("camera", f"the same camera, {camera}")


@lru_cache(maxsize=1024)
def _burst_evidence(shared: str) -> Evidence:
    return Evidence("burst_name", f"frames of one burst, {shared}")


def base_evidence(file_name: str, folded: str) -> Evidence:
    """
    Say that two files share a base, as the reference file's name writes it.
    """
    return Evidence("same_base_name", f"the same base name {shown_part(file_name, folded)}")


def folders_evidence(new: FileRecord, reference: FileRecord) -> Evidence:
    """
    Say that two folders count as one.
    """
    mine = new.path.rpartition("/")[0] or "the library's root"
    theirs = reference.path.rpartition("/")[0] or "the library's root"
    return Evidence("sibling_folder", f"folders that belong together, {mine} and {theirs}")


def _confidence(relation: Relation, moments: Moments) -> float:
    proven = moments.agreement is _PROVEN_TIMES
    if relation.mine or relation.theirs:
        for kind, confidence in _PROVEN if proven else _UNPROVEN:
            if relation.has(kind):
                return confidence
    if not proven:
        return WEAK_STEM
    return SURE if (moments.apart_us or 0) <= CLOSE_US else FINE_STAMP


_PROVEN = (
    (_FRAME, BURST),
    (StepKind.COPY, COPY),
    (StepKind.WORD, UNFORESEEN),
    (StepKind.EDIT, SUFFIX),
)
_UNPROVEN = ((_FRAME, UNFORESEEN), (StepKind.EDIT, WEAK_SUFFIX))


def _name_evidence(reference: Candidate, relation: Relation) -> tuple[Evidence, ...]:
    if relation.has(_FRAME):
        return (_burst_evidence(relation.shared),)
    base = reference.name.base if relation.theirs else reference.name.stem
    found = [base_evidence(reference.file_name, base)]
    for step in relation.mine:
        rule = _RULES.get(step.role) if step.role else None
        if rule is not None:
            found.append(Evidence(rule, f"{_WORDS[rule]} {step.text}"))
    return tuple(found)


def shown_part(file_name: str, folded: str) -> str:
    """
    Give a folded base as the file's own name writes it, where it begins with it.
    """
    written = file_name[: len(folded)]
    return written if written.lower() == folded else folded


_RULES = {
    Role.EDIT: "edit_suffix",
    Role.COPY: "copy_suffix",
    Role.RENDER: "rendition_suffix",
    Role.PROXY: "proxy_name",
    Role.COVER: "cover_name",
    Role.BACK: "scan_back",
}
_WORDS = {
    "edit_suffix": "an editor's suffix,",
    "copy_suffix": "a copy's suffix,",
    "rendition_suffix": "a rendition's suffix,",
    "proxy_name": "a camera's proxy name,",
    "cover_name": "the camera's own result,",
    "scan_back": "the back of a scan,",
}
