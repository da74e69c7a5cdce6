"""
Joining clusters whose names differ: embedded ids, neighbouring folders, an owner's merges.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from grouping.candidates import Candidate, Filed, reference_order
from grouping.clusters import Cluster
from grouping.decisions import Decisions
from grouping.judging import identified, judge
from grouping.moments import SECOND, Agreement, compare_moments
from grouping.records import Evidence
from grouping.relations import Surroundings
from grouping.rules import Rules
from mediacore.formats import Kind

NEIGHBOURS = 0.75
BURST_ID = 0.97

_RAW, _VIDEO = Kind.RAW, Kind.VIDEO

MERGED = Evidence("owner_decision", "put together by the owner")
FORMER = Evidence("owner_decision", "a version of a file that the owner put here")


def neighbouring(folders: Mapping[str, Sequence[Filed]], rules: Rules) -> set[str]:
    """
    Give the folders that hold only RAWs, or only pictures, taken when others were in another.
    """
    width = int(max(rules.timestamp_tolerance_seconds, 1) * SECOND)
    raws: dict[int, list[str]] = {}
    pictures: list[tuple[int, str]] = []
    for folder, inside in folders.items():
        kind = inside[0][0].kind
        if kind is _VIDEO or (len(inside) > 1 and _is_mixed(inside)):
            continue
        times = [taken for filed in inside if (taken := filed[0].proven_us) is not None]
        if times and kind is _RAW:
            raws.setdefault(min(times) // width, []).append(folder)
        elif times:
            pictures.append((min(times), folder))
    if not raws:
        return set()
    found: set[str] = set()
    for taken, folder in pictures:
        slot = taken // width
        near = [raw for place in (slot - 1, slot, slot + 1) for raw in raws.get(place, ())]
        if near:
            found |= {folder, *near}
    return found


def _is_mixed(inside: Sequence[Filed]) -> bool:
    """
    Whether files are neither all RAWs nor all pictures.
    """
    raw = inside[0][0].kind is _RAW
    for filed in inside:
        kind = filed[0].kind
        if kind is _VIDEO or (kind is _RAW) is not raw:
            return True
    return False


def join_neighbours(clusters: list[Cluster], rules: Rules, decisions: Decisions) -> list[Cluster]:
    """
    Join a RAW with the picture of the same name and second in the folder beside, if both are alone.
    """
    raws = [one for one in clusters if all(member.is_raw for member in one.members)]
    pictures = [one for one in clusters if not any(m.is_raw or m.is_video for m in one.members)]
    wishes = [
        (raw, picture)
        for raw in raws
        for picture in pictures
        if raw.anchor.place.logical != picture.anchor.place.logical
        and _could_be_one(picture.anchor, raw.anchor, rules)
        and not _apart(raw, picture, decisions)
    ]
    gone: set[int] = set()
    for raw, picture in wishes:
        if sum(raw is one or picture is two for one, two in wishes) == 1:
            text = f"the same name and second in the folder beside, {_folder(raw)}"
            _absorb(raw, picture, Evidence("neighbour_folder", text), NEIGHBOURS)
            gone.add(id(picture))
    return [one for one in clusters if id(one) not in gone]


def _could_be_one(picture: Candidate, raw: Candidate, rules: Rules) -> bool:
    if picture.name.stem != raw.name.stem:
        return False
    moments = compare_moments(picture.record, raw.record, rules.timestamp_tolerance_seconds)
    judgement = judge(picture, raw, rules, Surroundings({raw.name.stem}))
    return judgement.joined and moments.agreement is Agreement.PROVEN


def join_by_id(
    clusters: list[Cluster],
    id_of: Callable[[Candidate], str | None],
    decisions: Decisions,
    *,
    burst: bool,
) -> list[Cluster]:
    """
    Join clusters whose files carry one id, each tree of folders for itself.

    A backup of a folder carries the same ids: what is there twice belongs to two groups. What two
    owners uploaded never meets.
    """
    by_id: dict[tuple[str, str], list[Cluster]] = {}
    for cluster in clusters:
        realm = cluster.anchor.record.realm
        for value in sorted({value for one in cluster.members if (value := id_of(one))}):
            by_id.setdefault((value, realm), []).append(cluster)
    absorbed: dict[int, Cluster] = {}
    for (value, _), sharing in sorted(by_id.items(), key=itemgetter(0)):
        here = {id(one): one for one in (_standing(c, absorbed) for c in sharing)}
        ordered = sorted(here.values(), key=_tree_order)
        for tree in _trees(ordered, decisions):
            _join_tree(tree, absorbed, id_of, value, burst=burst)
    return [one for one in clusters if id(one) not in absorbed]


def _join_tree(
    tree: list[Cluster],
    absorbed: dict[int, Cluster],
    id_of: Callable[[Candidate], str | None],
    value: str,
    *,
    burst: bool,
) -> None:
    home = min(tree, key=lambda one: reference_order(one.anchor))
    if burst:
        frames = {m.name.base for one in tree for m in one.members if id_of(m) == value}
        home.burst = home.burst or len(frames) > 1
    for other in tree:
        if other is home:
            continue
        evidence, confidence = Evidence("burst_id", "the same burst id"), BURST_ID
        if not burst:
            judgement = identified(home.anchor)
            evidence, confidence = judgement.evidence[0], judgement.confidence
        _absorb(home, other, evidence, confidence)
        absorbed[id(other)] = home


def _standing(cluster: Cluster, absorbed: dict[int, Cluster]) -> Cluster:
    while id(cluster) in absorbed:
        cluster = absorbed[id(cluster)]
    return cluster


def _trees(clusters: Sequence[Cluster], decisions: Decisions) -> list[list[Cluster]]:
    """
    Put clusters that may be one into trees: no name and no content twice in a tree.
    """
    trees: list[tuple[list[Cluster], set[object]]] = []
    for cluster in clusters:
        marks = _marks(cluster)
        for tree, taken in trees:
            if not (marks & taken) and not any(_apart(cluster, one, decisions) for one in tree):
                tree.append(cluster)
                taken.update(marks)
                break
        else:
            trees.append(([cluster], set(marks)))
    return [tree for tree, _ in trees]


def _marks(cluster: Cluster) -> set[object]:
    names: set[object] = {(one.name.stem, one.name.extension) for one in cluster.members}
    return names | {one.record.content for one in cluster.members if one.record.content}


def _tree_order(cluster: Cluster) -> tuple[object, ...]:
    return cluster.anchor.place.logical, *reference_order(cluster.anchor)


def join_merged(clusters: list[Cluster], decisions: Decisions) -> list[Cluster]:
    """
    Carry out an owner's merges, the latest first; later decisions that part files still hold.
    """
    for merge in decisions.merges():
        wanted = set(merge.subjects)
        touched = [one for one in clusters if any(m.record.content in wanted for m in one.members)]
        trees: list[tuple[list[Cluster], set[bytes], set[str]]] = []
        for cluster in sorted(touched, key=_tree_order):
            contents = {m.record.content for m in cluster.members} & wanted
            realms = {m.record.realm for m in cluster.members} - {""}
            for tree, taken, within in trees:
                if not contents & taken and len(realms | within) <= 1:
                    tree.append(cluster)
                    taken.update(contents)
                    within.update(realms)
                    break
            else:
                trees.append(([cluster], contents, realms))
        for tree, _, _ in trees:
            clusters.extend(_fuse(tree, wanted, decisions))
    return [one for one in clusters if one.members]


def _fuse(tree: list[Cluster], wanted: set[bytes], decisions: Decisions) -> list[Cluster]:
    """
    Bring the files of several clusters into the best one; give what had to leave it.

    A file that the owner keeps apart from one of the merged leaves, or does not come along.
    """
    home = min(tree, key=lambda one: reference_order(one.anchor))
    home.merged.update(m.record.file_id for m in home.members if m.record.content in wanted)
    expelled: list[Cluster] = []
    for other in tree:
        if other is home:
            continue
        for candidate in sorted(other.members, key=lambda one: one.record.content not in wanted):
            foes = [
                one
                for one in home.members
                if decisions.apart(one.record.content, candidate.record.content)
            ]
            merged = candidate.record.content in wanted
            if foes and (not merged or any(one.record.file_id in home.merged for one in foes)):
                continue
            if foes:
                expelled.append(home.part(foes))
            _move(candidate, other, home, merged=merged)
    return expelled


def _move(candidate: Candidate, other: Cluster, home: Cluster, *, merged: bool) -> None:
    file_id = candidate.record.file_id
    evidence = other.evidence.get(file_id, ())
    confidence = other.confidence.get(file_id, 1.0)
    if merged or file_id in other.merged:
        home.merged.add(file_id)
    other.part([candidate])
    home.add(candidate, (*evidence, MERGED) if merged else evidence or (FORMER,), confidence)


def _apart(one: Cluster, two: Cluster, decisions: Decisions) -> bool:
    return bool(decisions) and any(
        decisions.apart(mine.record.content, theirs.record.content)
        for mine in one.members
        for theirs in two.members
    )


def _absorb(home: Cluster, other: Cluster, evidence: Evidence, confidence: float) -> None:
    for candidate in other.members:
        if candidate is other.anchor:
            home.add(candidate, (evidence,), confidence)
        else:
            file_id = candidate.record.file_id
            home.add(candidate, other.evidence[file_id], other.confidence[file_id])
    home.burst = home.burst or other.burst


def _folder(cluster: Cluster) -> str:
    return cluster.anchor.record.path.rpartition("/")[0]
