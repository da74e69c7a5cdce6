"""
Files in, groups with their evidence out: the whole of grouping, without any input or output.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grouping.assembling import assemble
from grouping.attaching import attach
from grouping.candidates import Candidate, candidate_of
from grouping.clusters import Cluster, cluster_folder
from grouping.decisions import NO_DECISIONS, Decisions
from grouping.joining import join_by_id, join_merged, join_neighbours
from grouping.naming import Naming, naming_for
from grouping.records import Evidence, FileRecord, Group
from grouping.refusals import is_near, why_not
from grouping.rules import Rules
from grouping.sidecars import is_sidecar


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
    naming = naming_for(rules)
    buckets: dict[str, FileRecord | list[FileRecord]] = {}
    for record in files:
        if record.is_media:
            key = naming.media_key(*naming.split(record.path))
        elif is_sidecar(record.path, record.kind):
            key = naming.key(record.path)
        else:
            continue
        there = buckets.setdefault(key, record)
        if there is record:
            continue
        if isinstance(there, list):
            there.append(record)
        else:
            buckets[key] = [there, record]
    run = _Run(files, naming, rules, decisions)
    for bucket in buckets.values():
        run.take(bucket if isinstance(bucket, list) else [bucket])
    return run.groups()


class _Run:
    """
    One matching: the clusters found so far, and the sidecars that were attached.
    """

    def __init__(
        self, files: Sequence[FileRecord], naming: Naming, rules: Rules, decisions: Decisions
    ) -> None:
        self._naming = naming
        self._rules = rules
        self._decisions = decisions
        self._clusters: list[Cluster] = []
        self._sidecars: dict[int, list[int]] = {}
        ids = Counter(
            value
            for record in files
            for value in (record.content_identifier, record.burst_id)
            if value
        )
        self._tied = {value for value, count in ids.items() if count > 1}
        self._merged = {content for merge in decisions.merges() for content in merge.subjects}

    def take(self, records: list[FileRecord]) -> None:
        """
        Cluster the files of one match key.
        """
        media = [record for record in records if record.is_media]
        if len(media) > 1 or (media and self._is_tied(media[0])):
            self._take_media(media, [record for record in records if not record.is_media])

    def _is_tied(self, record: FileRecord) -> bool:
        return (
            record.content_identifier in self._tied
            or record.burst_id in self._tied
            or record.content in self._merged
        )

    def _take_media(self, media: Iterable[FileRecord], sidecars: Iterable[FileRecord]) -> None:
        candidates = [candidate_of(record, self._naming) for record in media]
        folders: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            folders.setdefault(candidate.place.logical, []).append(candidate)
        clusters = [
            cluster
            for inside in folders.values()
            for cluster in cluster_folder(inside, self._rules, self._decisions)
        ]
        if len(folders) > 1 and self._rules.neighbour_folders:
            clusters = join_neighbours(clusters, self._rules, self._decisions)
        self._clusters += [
            one for one in clusters if len(one.members) > 1 or self._is_tied(one.anchor.record)
        ]
        for sidecar in sidecars:
            owner = attach(sidecar, candidates, self._naming)
            if owner is not None:
                self._sidecars.setdefault(owner, []).append(sidecar.file_id)

    def groups(self) -> list[Group]:
        """
        Join what ids and owners join, and give the groups in the order of their paths.
        """
        clusters = join_by_id(
            self._clusters, lambda one: one.record.content_identifier, self._decisions, burst=False
        )
        clusters = join_by_id(
            clusters, lambda one: one.record.burst_id, self._decisions, burst=True
        )
        if self._merged:
            clusters = join_merged(clusters, self._decisions)
        sidecars = {owner: tuple(sorted(ids)) for owner, ids in self._sidecars.items()}
        grouped = [one for one in clusters if len(one.members) > 1]
        grouped.sort(key=lambda one: min((m.record.path, m.record.file_id) for m in one.members))
        return [assemble(one, sidecars, self._rules, self._decisions) for one in grouped]


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
                _joined(
                    file, other, together[other.file_id].evidence, together[file.file_id].evidence
                )
            )
        elif other.is_media and is_near(mine, theirs := candidate_of(other, naming)):
            reason = why_not(mine, theirs, rules, decisions)
            verdicts.append(Verdict(other.file_id, other.path, joined=False, reason=reason))
    return verdicts


def _joined(
    file: FileRecord,
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
