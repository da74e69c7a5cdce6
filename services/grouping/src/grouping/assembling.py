"""
From a cluster to the group that people see: roles, type, primary, evidence, confidence.
"""

from collections.abc import Mapping, Sequence

from grouping.candidates import Candidate
from grouping.clips import is_motion_name
from grouping.clusters import Cluster
from grouping.decisions import Decisions
from grouping.naming import Step, StepKind
from grouping.primary import Entrant, choose_primary
from grouping.records import UNSWITCHABLE, Evidence, FileRecord, Group, GroupType, Member, Role
from grouping.relations import NEEDS_BASE, relation_of
from grouping.rules import Rules

CHOSEN = Evidence("chosen", "chosen to stand for the shot")
BY_REFERENCE = (Evidence("reference", "the file that the others were compared with"),)
# Members of enums, looked up once: Python 3.11 takes longer over that than over the comparison.
_FRAME, _BURST, _RAW, _PROXY = StepKind.FRAME, GroupType.BURST, Role.RAW, Role.PROXY
_EDIT, _ORIGINAL, _BURST_FRAME = Role.EDIT, Role.ORIGINAL, Role.BURST_FRAME
_MADE_OF_IT = (Role.EDIT, Role.COPY)
_TIED = frozenset({"short_clip", "content_identifier"})
_FRAMES = 2  # that make a burst


def assemble(
    cluster: Cluster, sidecars: Mapping[int, tuple[int, ...]], rules: Rules, decisions: Decisions
) -> Group:
    """
    Make the group of a cluster of two files or more.
    """
    kind = _type_of(cluster, rules)
    entrants = [Entrant(one.record, _role_of(one, cluster, kind)) for one in cluster.members]
    chosen: frozenset[bytes] = frozenset()
    if decisions:
        chosen = decisions.chosen({record.content for record, _ in entrants})
    primary = choose_primary(entrants, rules, chosen)
    entrants.sort(key=lambda one: (one[0].file_id != primary, one[0].path, one[0].file_id))
    members = tuple(
        [
            Member(
                record.file_id,
                role,
                _evidence(cluster, record, is_chosen=record.file_id == primary and bool(chosen)),
                sidecars.get(record.file_id, ()),
            )
            for record, role in entrants
        ]
    )
    confidence = min(cluster.confidence.values())
    evidence = _summary(cluster)
    return Group(kind, members, primary, confidence, evidence, kind not in UNSWITCHABLE)


def _evidence(cluster: Cluster, record: FileRecord, *, is_chosen: bool) -> tuple[Evidence, ...]:
    found = cluster.evidence.get(record.file_id) or BY_REFERENCE
    return (*found, CHOSEN) if is_chosen else found


def _summary(cluster: Cluster) -> tuple[Evidence, ...]:
    """
    Give one sentence for each rule that joined members, that of the least certain of them.
    """
    found: dict[str, Evidence] = {}
    for file_id in sorted(cluster.evidence, key=lambda one: (cluster.confidence[one], one)):
        for evidence in cluster.evidence[file_id]:
            found.setdefault(evidence.rule, evidence)
    return tuple(found.values())


def _type_of(cluster: Cluster, rules: Rules) -> GroupType:
    clips = [one for one in cluster.members if one.is_video]
    stills = [one for one in cluster.members if not one.is_video] if clips else cluster.members
    if not stills:
        return _clip_type(cluster, rules)
    frames = {step.text for one in stills for step in one.name.steps if step.kind is _FRAME}
    if cluster.burst or len(frames) >= _FRAMES:
        return _BURST
    if clips and any(_is_tied(cluster, clip) for clip in clips):
        return _live_type(clips, stills)
    if 0 < sum([one.is_raw for one in stills]) < len(stills):
        return GroupType.RAW_JPEG
    return GroupType.EDITED_VERSIONS


def _is_tied(cluster: Cluster, clip: Candidate) -> bool:
    evidence = cluster.evidence.get(clip.record.file_id, ())
    return any(one.rule in _TIED for one in evidence)


def _live_type(clips: list[Candidate], stills: list[Candidate]) -> GroupType:
    if any(clip.record.content_identifier for clip in clips):
        return GroupType.LIVE_PHOTO
    if any(still.record.motion or is_motion_name(still) for still in stills):
        return GroupType.MOTION_PHOTO
    return GroupType.LIVE_PHOTO


def _clip_type(cluster: Cluster, rules: Rules) -> GroupType:
    length = cluster.anchor.record.duration_s
    for clip in cluster.members:
        mine = clip.record.duration_s
        if (
            mine is not None
            and length is not None
            and abs(mine - length) > rules.duration_tolerance_seconds
        ):
            return GroupType.EDITED_VERSIONS
    return GroupType.VIDEO_VARIANTS


def _role_of(one: Candidate, cluster: Cluster, kind: GroupType) -> Role:
    if one.is_video and kind in UNSWITCHABLE:
        return Role.MOTION_CLIP if kind is GroupType.MOTION_PHOTO else Role.LIVE_CLIP
    return _role_by_name(one, cluster, kind)


def _role_by_name(one: Candidate, cluster: Cluster, kind: GroupType) -> Role:
    told = None
    if one.name.steps:
        told = next((step.role for step in _telling_steps(one, cluster.anchor) if step.role), None)
    if one.is_raw and told not in _MADE_OF_IT:
        return _RAW
    if told is None and kind is _BURST:
        return _BURST_FRAME
    if told is not None and (told is not _BURST_FRAME or kind is _BURST):
        return told
    if one.is_proxy:
        return _PROXY
    edited = one.place.edited and not cluster.anchor.place.edited
    return _EDIT if edited else _ORIGINAL


def _telling_steps(one: Candidate, anchor: Candidate) -> Sequence[Step]:
    """
    Give the parts of a name that tell a role here: a number shared by all tells nothing.
    """
    relation = relation_of(one.name, anchor.name)
    apart = len(relation.mine) if relation else 0
    common = [step for step in one.name.steps[apart:] if step.kind not in NEEDS_BASE]
    return [*one.name.steps[:apart], *common]
