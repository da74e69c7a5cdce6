"""
A scan that needs no database: a folder is walked, read and compared in memory.
"""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from dedup.drafts import Draft, drafts_of, node_of
from dedup.exact import compare
from dedup.media import MEDIUM_OF_KIND
from dedup.memory_read import ReadFile, find, read_entries, read_whole
from dedup.preferences import NO_PREFERENCES, Preferences
from dedup.records import CopySet, FileRecord, Level, Likeness, Medium
from dedup.stages import Stages
from mediacore.discovery import Problem, absolute
from mediacore.errors import TwinlensError
from mediacore.exclusions import Exclusions
from mediacore.formats import Kind
from mediacore.scan_listener import Progress

KEPT_FEATURES = 512

Pair = tuple[int, int]
Contents = dict[bytes, list[ReadFile]]


@dataclass(frozen=True, slots=True)
class MemoryScan:
    """
    What a scan found.

    :ivar files: how many files of a known format were read.
    :ivar problems: what could not be read or looked at, folders included.
    :ivar pairs: what was said of alike pictures, by their ids in `groups`, the smaller first.
    :ivar hashes: of the pictures, by quick id; clips have none.
    """

    level: Level
    files: int
    problems: tuple[Problem, ...]
    groups: tuple[Draft, ...]
    seconds: float
    pairs: Mapping[Pair, Likeness] = field(default_factory=dict)
    hashes: Mapping[bytes, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scanning:
    """
    How to scan.

    :ivar stages: what looks at pictures, one for each that may look at a time; without any only
        equal bytes are found.
    """

    exclusions: Exclusions
    level: Level
    workers: int
    stages: Sequence[Stages] = ()
    preferences: Preferences = NO_PREFERENCES
    clock: Callable[[], float] = time.monotonic


def scan_folder(root: bytes, scanning: Scanning, progress: Progress) -> MemoryScan:
    """
    Find the groups of a folder at one level; nothing in it is written.
    """
    started = scanning.clock()
    entries, problems = find(root, scanning.exclusions, progress)
    files = read_entries(root, entries, workers=scanning.workers, progress=progress)
    contents, sets = _equal(root, files, scanning, progress, problems)
    pictures = sorted(
        (group[0] for group in contents.values() if group[0].kind in MEDIUM_OF_KIND),
        key=lambda file: file.path,
    )
    pairs: dict[Pair, Likeness] = {}
    hashes: dict[bytes, int] = {}
    if scanning.stages and scanning.level is not Level.EXACT:
        seen = _looked_at(root, pictures, scanning.stages, progress, problems)
        pairs = _alike(root, pictures, seen, scanning, progress)
        found = {_key(pictures[place]): getattr(one, "phash", None) for place, one in seen.items()}
        hashes = {key: phash for key, phash in found.items() if phash is not None}
    edges = [(*pair, likeness.score) for pair, likeness in pairs.items()]
    nodes = [
        node
        for number, file in enumerate(pictures)
        if (node := node_of(number, _records(contents[_key(file)]), exact=True))
    ]
    drafts = drafts_of(sets, nodes, edges, [scanning.level], scanning.preferences)
    groups = [draft for draft in drafts if draft.levels]
    problems += [Problem(file.path, file.problem) for file in files if file.problem]
    return MemoryScan(
        scanning.level,
        len(files),
        tuple(problems),
        tuple(groups),
        scanning.clock() - started,
        pairs,
        hashes,
    )


def _key(file: ReadFile) -> bytes:
    assert file.record is not None  # noqa: S101 - only files with a record are compared
    return file.record.quick_id


def _records(files: Sequence[ReadFile]) -> list[FileRecord]:
    return [file.record for file in files if file.record is not None]


def _equal(
    root: bytes,
    files: Sequence[ReadFile],
    scanning: Scanning,
    progress: Progress,
    problems: list[Problem],
) -> tuple[Contents, list[CopySet]]:
    """
    Give the files by quick id, and the sets of those with equal bytes.
    """
    contents: Contents = defaultdict(list)
    for file in files:
        if file.kind in MEDIUM_OF_KIND:
            contents[_key(file)].append(file)
    wanted = {number for group in contents.values() for number in compare(_records(group)).wanted}
    whole = [
        file
        for group in contents.values()
        for file in group
        if file.record is not None and file.record.file_id in wanted
    ]
    known: dict[bytes, ReadFile] = {}
    for file in read_whole(root, whole, workers=scanning.workers, progress=progress):
        known[file.path] = file
        if file.problem and (file.record is None or file.record.unreadable):
            problems.append(Problem(file.path, file.problem))
    for group in contents.values():
        group[:] = [known.get(file.path, file) for file in group]
    sets = [found for group in contents.values() for found in compare(_records(group)).sets]
    return contents, sets


def _alike(
    root: bytes,
    pictures: Sequence[ReadFile],
    seen: dict[int, Any],
    scanning: Scanning,
    progress: Progress,
) -> dict[Pair, Likeness]:
    """
    Give what is said of the pairs that are alike at the level, by their places.
    """
    stages = scanning.stages[0]
    pairs: list[Pair] = []
    for medium in Medium:
        places = [place for place in seen if MEDIUM_OF_KIND[pictures[place].kind] is medium]
        search = stages.clip_candidates if medium is Medium.VIDEO else stages.candidates
        pairs += [
            (places[left], places[right]) for left, right in search([seen[at] for at in places])
        ]
    verified = _verified(root, pictures, seen, sorted(pairs), stages, progress)
    return {
        pair: likeness
        for pair, likeness in verified.items()
        if likeness.score >= scanning.level.least
    }


def _looked_at(
    root: bytes,
    pictures: Sequence[ReadFile],
    stages: Sequence[Stages],
    progress: Progress,
    problems: list[Problem],
) -> dict[int, Any]:
    idle: SimpleQueue[Stages] = SimpleQueue()
    for one in stages:
        idle.put(one)

    def look(file: ReadFile) -> Any:
        looker = idle.get()
        path = absolute(root, file.path)
        try:
            if file.kind is Kind.VIDEO:
                return looker.clip(path)
            return looker.fingerprint(path, file.kind)
        except (TwinlensError, OSError) as error:
            return error
        finally:
            idle.put(looker)

    seen: dict[int, Any] = {}
    with ThreadPoolExecutor(len(stages)) as pool:
        for place, found in enumerate(pool.map(look, pictures)):
            progress.read(place + 1, len(pictures))
            if isinstance(found, Exception):
                problems.append(Problem(pictures[place].path, str(found)))
            else:
                seen[place] = found
    return seen


def _verified(
    root: bytes,
    pictures: Sequence[ReadFile],
    seen: dict[int, Any],
    pairs: Sequence[Pair],
    stages: Stages,
    progress: Progress,
) -> dict[Pair, Likeness]:
    features: OrderedDict[int, Any] = OrderedDict()

    def of(place: int) -> Any:
        if place not in features:
            file = pictures[place]
            try:
                features[place] = stages.features(absolute(root, file.path), file.kind)
            except (TwinlensError, OSError):
                features[place] = None
            if len(features) > KEPT_FEATURES:
                features.popitem(last=False)
        features.move_to_end(place)
        return features[place]

    found: dict[Pair, Likeness] = {}
    for done, (left, right) in enumerate(pairs, start=1):
        if pictures[left].kind is Kind.VIDEO:
            found[left, right] = stages.compare_clips(seen[left], seen[right])
        else:
            one, other = of(left), of(right)
            if one is not None and other is not None:
                found[left, right] = stages.compare(one, other)
        progress.read(done, len(pairs))
    return found
