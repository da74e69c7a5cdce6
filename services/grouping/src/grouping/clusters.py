"""
Files of one base in one folder, clustered around reference files.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from grouping.candidates import Candidate, reference_order
from grouping.clips import LIVE_STILLS
from grouping.decisions import Decisions
from grouping.judging import Judgement, judge
from grouping.moments import SECOND
from grouping.naming import StepKind
from grouping.records import Evidence
from grouping.relations import NEEDS_BASE, NOTHING, Surroundings
from grouping.rules import Rules

PAIR = 2
_COPY = StepKind.COPY
_NOTHING_AROUND = Surroundings(NOTHING)


@dataclass(slots=True)
class Cluster:
    """
    Files found to be one shot, every one of them judged against the anchor.

    :ivar evidence: why each file is here, by file id; none for the anchor.
    :ivar confidence: how certainly, by file id; none for the anchor.
    :ivar burst: whether an embedded id says that these are frames of a burst.
    :ivar merged: the files that an owner put here.
    """

    anchor: Candidate
    members: list[Candidate] = field(default_factory=list)
    evidence: dict[int, tuple[Evidence, ...]] = field(default_factory=dict)
    confidence: dict[int, float] = field(default_factory=dict)
    burst: bool = False
    merged: set[int] = field(default_factory=set)

    def add(self, candidate: Candidate, evidence: Iterable[Evidence], confidence: float) -> None:
        """
        Take a file in.
        """
        self.members.append(candidate)
        self.evidence[candidate.record.file_id] = tuple(evidence)
        self.confidence[candidate.record.file_id] = confidence

    def part(self, leaving: Sequence[Candidate]) -> "Cluster":
        """
        Let files go, and give the cluster that they make; each side has the best as its anchor.
        """
        gone = {one.record.file_id for one in leaving}
        other = Cluster(min(leaving, key=reference_order), list(leaving), burst=self.burst)
        for file_id in gone & self.evidence.keys():
            other.evidence[file_id] = self.evidence.pop(file_id)
            other.confidence[file_id] = self.confidence.pop(file_id)
        other.merged = self.merged & gone
        self.merged -= gone
        self.members = [one for one in self.members if one.record.file_id not in gone]
        if self.anchor.record.file_id in gone and self.members:
            self.anchor = min(self.members, key=reference_order)
        for cluster in (self, other):
            cluster.evidence.pop(cluster.anchor.record.file_id, None)
            cluster.confidence.pop(cluster.anchor.record.file_id, None)
        return other


def alone(candidate: Candidate) -> Cluster:
    """
    Make a cluster of one file.
    """
    return Cluster(candidate, [candidate])


def cluster_folder(
    candidates: Sequence[Candidate], rules: Rules, decisions: Decisions
) -> list[Cluster]:
    """
    Cluster the files of one logical folder and one base.
    """
    if len(candidates) == 1:
        return [alone(candidates[0])]
    if len(candidates) == PAIR:
        return _cluster_pair(candidates, rules, decisions)
    around = surroundings_of(candidates, rules)
    clusters: list[Cluster] = []
    by_stem: dict[str, list[Cluster]] = {}
    for candidate in sorted(candidates, key=reference_order):
        home = _home(candidate, by_stem, rules, decisions, around)
        if home is None:
            cluster = alone(candidate)
            clusters.append(cluster)
            for stem in _reach(candidate):
                by_stem.setdefault(stem, []).append(cluster)
        else:
            cluster, judgement = home
            cluster.add(candidate, judgement.evidence, judgement.confidence)
    return clusters


def _cluster_pair(
    candidates: Sequence[Candidate], rules: Rules, decisions: Decisions
) -> list[Cluster]:
    """
    Cluster two files: by far the commonest case, without the search for the best home.
    """
    reference, new = sorted(candidates, key=reference_order)
    cluster = alone(reference)
    plain = new.name.stem == reference.name.stem  # then no rule looks around
    around = _NOTHING_AROUND if plain else surroundings_of(candidates, rules)
    judgement = judge(new, reference, rules, around)
    if not judgement.joined or _kept_apart(new, cluster, decisions):
        return [cluster, alone(new)]
    cluster.add(new, judgement.evidence, judgement.confidence)
    return [cluster]


def surroundings_of(candidates: Iterable[Candidate], rules: Rules) -> Surroundings:
    """
    Note which stems exist, and after which bases numbers count a series of shots.
    """
    stems: set[str] = set()
    seconds: dict[str, set[int]] = {}
    for candidate in candidates:
        name = candidate.name
        stems.add(name.stem)
        if name.steps and name.steps[0].kind is _COPY:
            taken = candidate.record.proven_us
            if taken is not None:
                seconds.setdefault(name.steps[0].rest, set()).add(taken // SECOND)
    if not seconds:
        return Surroundings(stems)
    series = {rest for rest, times in seconds.items() if len(times) >= rules.series_from}
    return Surroundings(stems, series)


def _reach(anchor: Candidate) -> list[str]:
    """
    Give the stems under which others may find an anchor: a copy is no reference for its base.
    """
    stems = [anchor.name.stem]
    for step in anchor.name.steps:
        if step.kind in NEEDS_BASE:
            break
        stems.append(step.rest)
    return stems


def _home(
    candidate: Candidate,
    by_stem: dict[str, list[Cluster]],
    rules: Rules,
    decisions: Decisions,
    around: Surroundings,
) -> tuple[Cluster, Judgement] | None:
    """
    Find the cluster that a file belongs to: proven before unproven, the nearest name and time.
    """
    near = [cluster for stem in candidate.name.chain for cluster in by_stem.get(stem, ())]
    if not near:
        return None
    if len(near) > 1:
        near = list({id(cluster): cluster for cluster in near}.values())
    found: list[tuple[tuple[bool, int, int], Cluster, Judgement]] = []
    for cluster in near:
        judgement = judge(candidate, _reference(candidate, cluster), rules, around)
        if judgement.joined and not _kept_apart(candidate, cluster, decisions):
            unproven = judgement.apart_us is None
            rank = (unproven, judgement.steps, judgement.apart_us or 0)
            found.append((rank, cluster, judgement))
    if not found:
        return None
    found.sort(key=lambda option: option[0])
    best = found[0]
    if best[0][0] and len(found) > 1:
        return _unambiguous(candidate, found)
    return best[1], best[2]


def _reference(candidate: Candidate, cluster: Cluster) -> Candidate:
    """
    Give the file to judge against: the anchor, for a clip the picture that it would move.
    """
    if not candidate.is_video or cluster.anchor.record.kind in LIVE_STILLS:
        return cluster.anchor
    return next((m for m in cluster.members if m.record.kind in LIVE_STILLS), cluster.anchor)


def _unambiguous(
    candidate: Candidate, found: list[tuple[tuple[bool, int, int], Cluster, Judgement]]
) -> tuple[Cluster, Judgement] | None:
    """
    Of several shots that a file without a time could belong to, take one only if it alone is near.
    """
    folder = candidate.place.folder
    beside = [
        (cluster, judgement)
        for _, cluster, judgement in found
        if cluster.anchor.place.folder == folder
    ]
    return beside[0] if len(beside) == 1 else None


def _kept_apart(candidate: Candidate, cluster: Cluster, decisions: Decisions) -> bool:
    return bool(decisions) and any(
        decisions.apart(candidate.record.content, member.record.content)
        for member in cluster.members
    )
