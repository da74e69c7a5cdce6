"""
Files in, groups with their evidence out: the whole of grouping, without any input or output.
"""

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from grouping.assembling import assemble
from grouping.attaching import attach
from grouping.buckets import buckets_of
from grouping.candidates import Candidate, Filed, candidate_from, candidate_of
from grouping.clusters import Cluster, cluster_folder
from grouping.decisions import NO_DECISIONS, Decisions
from grouping.joining import join_by_id, join_merged, join_neighbours, neighbouring
from grouping.naming import Naming, naming_for
from grouping.pairs import plain_pair
from grouping.records import Evidence, FileRecord, Group
from grouping.refusals import is_near, why_not
from grouping.rules import Rules

MANY_FILES = 20_000
PAIR = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    Whether another file is in one group with a file, and why, or why not.
    """

    file_id: int
    path: str
    joined: bool
    reason: str
    evidence: tuple[Evidence, ...] = ()


def match_key(path: str, rules: Rules) -> str:
    """
    Give what the paths of all files share that could ever be grouped by name.

    It depends on the path and the rules only. Embedded ids and merges join across keys.
    """
    return naming_for(rules).key(path)


def match(
    files: Sequence[FileRecord], rules: Rules, decisions: Decisions = NO_DECISIONS
) -> list[Group]:
    """
    Give the groups of files that are versions of one shot, whatever order they come in.
    """
    with _collector_paused(len(files)):
        return _matched(files, rules, decisions)


def _matched(files: Sequence[FileRecord], rules: Rules, decisions: Decisions) -> list[Group]:
    """
    Match in a frame of its own, so that nothing but the groups is left when the collector wakes.
    """
    naming = naming_for(rules)
    run = _Run(files, naming, rules, decisions)
    for media, sidecars in buckets_of(files, naming):
        if len(media) > 1 or run.ties:
            run.take(media, sidecars)
    return run.groups()


@contextmanager
def _collector_paused(files: int) -> Iterator[None]:
    """
    Pause the garbage collector for big matchings: they make no cycles, and a third of their time
    went into looking for some.

    What they made counts as old afterwards, or the collector would at once look through all of it.
    """
    pause = files >= MANY_FILES and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


class _Run:
    """
    One matching: the groups found so far, and the clusters that others may still join.

    :ivar ties: whether ids or merges may join files whose names differ.
    """

    def __init__(
        self, files: Sequence[FileRecord], naming: Naming, rules: Rules, decisions: Decisions
    ) -> None:
        self._naming = naming
        self._rules = rules
        self._decisions = decisions
        self._open: list[Cluster] = []
        self._groups: list[tuple[tuple[str, int], Group]] = []
        self._sidecars: dict[int, list[int]] = {}
        ids = Counter(record.content_identifier for record in files if record.content_identifier)
        ids.update(record.burst_id for record in files if record.burst_id)
        self._tied = {value for value, count in ids.items() if count > 1}
        self._merged = {content for merge in decisions.merges() for content in merge.subjects}
        self.ties = bool(self._tied or self._merged)

    def take(self, media: Sequence[Filed], sidecars: Sequence[FileRecord]) -> None:
        """
        Cluster the files of one match key, folder by folder.
        """
        plain = not (sidecars or self._decisions)
        folders: dict[str, list[Filed]] = {}
        for filed in media:
            folders.setdefault(filed[1].logical, []).append(filed)
        near = self._neighbours(folders)
        clusters: list[Cluster] = []
        for folder, inside in folders.items():
            if plain and len(inside) == PAIR and folder not in near:
                group = plain_pair(inside[0], inside[1], self._rules)
                if group is not None:
                    self._keep(group, [inside[0][0], inside[1][0]])
                    continue
            if len(inside) > 1 or folder in near or (self.ties and self._is_tied(inside[0][0])):
                candidates = [candidate_from(filed) for filed in inside]
                clusters += cluster_folder(candidates, self._rules, self._decisions)
                if sidecars:
                    sidecars = self._attach(sidecars, candidates)
        if near:
            clusters = join_neighbours(clusters, self._rules, self._decisions)
        self._sort_out(clusters)

    def _neighbours(self, folders: dict[str, list[Filed]]) -> Collection[str]:
        if len(folders) > 1 and self._rules.neighbour_folders:
            return neighbouring(folders, self._rules)
        return ()

    def _sort_out(self, clusters: Iterable[Cluster]) -> None:
        """
        Keep the clusters that others may still join, and finish the others.
        """
        for cluster in clusters:
            if self.ties and any(self._is_tied(one.record) for one in cluster.members):
                self._open.append(cluster)
            elif len(cluster.members) > 1:
                self._assemble(cluster)

    def _is_tied(self, record: FileRecord) -> bool:
        return (
            record.content_identifier in self._tied
            or record.burst_id in self._tied
            or record.content in self._merged
        )

    def _attach(
        self, sidecars: Sequence[FileRecord], candidates: list[Candidate]
    ) -> list[FileRecord]:
        """
        Attach the sidecars that belong to one of these files; give the others.
        """
        left = []
        for sidecar in sidecars:
            owner = attach(sidecar, candidates, self._naming)
            if owner is None:
                left.append(sidecar)
            else:
                self._sidecars.setdefault(owner, []).append(sidecar.file_id)
        return left

    def _assemble(self, cluster: Cluster) -> None:
        sidecars = {}
        if self._sidecars:
            sidecars = {
                one.record.file_id: tuple(sorted(found))
                for one in cluster.members
                if (found := self._sidecars.get(one.record.file_id))
            }
        group = assemble(cluster, sidecars, self._rules, self._decisions)
        self._keep(group, [one.record for one in cluster.members])

    def _keep(self, group: Group, records: Iterable[FileRecord]) -> None:
        self._groups.append((min([(one.path, one.file_id) for one in records]), group))

    def groups(self) -> list[Group]:
        """
        Join what ids and owners join, and give the groups in the order of their paths.
        """
        clusters = join_by_id(
            self._open, lambda one: one.record.content_identifier, self._decisions, burst=False
        )
        clusters = join_by_id(
            clusters, lambda one: one.record.burst_id, self._decisions, burst=True
        )
        for cluster in join_merged(clusters, self._decisions):
            if len(cluster.members) > 1:
                self._assemble(cluster)
        self._groups.sort(key=lambda found: found[0])
        return [group for _, group in self._groups]


def explain(
    file: FileRecord,
    others: Sequence[FileRecord],
    rules: Rules,
    decisions: Decisions = NO_DECISIONS,
) -> list[Verdict]:
    """
    Say of each file of the same or a near name whether it is in one group with a file, and why.
    """
    strangers = [one for one in others if one.file_id != file.file_id]
    together = {
        member.file_id: member
        for group in match([file, *strangers], rules, decisions)
        if any(member.file_id == file.file_id for member in group.members)
        for member in group.members
    }
    naming = naming_for(rules)
    mine = candidate_of(file, naming)
    verdicts = []
    for other in sorted(strangers, key=lambda one: (one.path, one.file_id)):
        if other.file_id in together:
            verdicts.append(
                _joined(other, together[other.file_id].evidence, together[file.file_id].evidence)
            )
        elif other.is_media and is_near(mine, theirs := candidate_of(other, naming)):
            reason = why_not(mine, theirs, rules, decisions)
            verdicts.append(Verdict(other.file_id, other.path, joined=False, reason=reason))
    return verdicts


def _joined(
    other: FileRecord,
    theirs: tuple[Evidence, ...],
    mine: tuple[Evidence, ...],
) -> Verdict:
    """
    Say why two files are in one group: the reference itself has no evidence but the others'.
    """
    evidence = mine if any(one.rule == "reference" for one in theirs) else theirs
    reason = "; ".join(one.text for one in evidence)
    return Verdict(other.file_id, other.path, joined=True, reason=reason, evidence=evidence)
