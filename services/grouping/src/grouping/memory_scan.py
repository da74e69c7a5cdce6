"""
A scan that needs no database: a folder is walked, read and matched in memory.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from grouping.matching import match
from grouping.records import Group
from grouping.rules import Rules
from grouping.seen import ENDED_ITS_READER, SeenFile, look_at, unread
from mediacore.discovery import Entry, Problem, walk
from mediacore.exclusions import Exclusions
from mediacore.paths import display
from mediacore.reader_pool import in_processes
from mediacore.scan_listener import Progress
from mediacore.wall_time import wall_time

CHUNK_FILES = 200
CHUNKS_PER_WORKER = 4  # at least, so that the workers end at about the same time

Numbered = tuple[int, Entry]


@dataclass(frozen=True, slots=True)
class MemoryScan:
    """
    What a scan found.

    :ivar files: every file of a known format, in the order of the walk.
    :ivar problems: what could not be read, or not whole, folders included.
    :ivar seconds: how long the walk, the reading and the matching took.
    """

    files: tuple[SeenFile, ...]
    problems: tuple[Problem, ...]
    groups: tuple[Group, ...]
    seconds: float


def scan_folder(
    root: bytes,
    exclusions: Exclusions,
    rules: Rules,
    *,
    workers: int,
    progress: Progress,
    clock: Callable[[], float] = time.monotonic,
) -> MemoryScan:
    """
    Find the groups of a folder; only its names, stats and bytes are read, nothing is written.
    """
    started = clock()
    entries, problems = _find(root, exclusions, progress)
    files = read_entries(root, entries, workers=workers, progress=progress)
    problems += [Problem(file.path, file.problem) for file in files if file.problem]
    groups = match([file.record for file in files if file.may_group], rules)
    return MemoryScan(tuple(files), tuple(problems), tuple(groups), clock() - started)


def _find(
    root: bytes, exclusions: Exclusions, progress: Progress
) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for listing in walk(root, exclusions):
        entries += listing.files
        problems += listing.problems
        progress.found(len(entries))
    return entries, problems


def read_entries(
    root: bytes, entries: Sequence[Entry], *, workers: int, progress: Progress
) -> list[SeenFile]:
    """
    Read files in processes of their own; their ids count from 1 in the order given.
    """
    chunks = list(_chunks(list(enumerate(entries, start=1)), workers))
    files: list[SeenFile] = []
    progress.read(0, len(entries))
    for part in in_processes(
        partial(_read, root), chunks, _lost, workers=max(1, min(workers, len(chunks)))
    ):
        files += part
        progress.read(len(files), len(entries))
    return files


def _chunks(numbered: Sequence[Numbered], workers: int) -> Iterator[Sequence[Numbered]]:
    size = min(CHUNK_FILES, -(-len(numbered) // (workers * CHUNKS_PER_WORKER)) or 1)
    for start in range(0, len(numbered), size):
        yield numbered[start : start + size]


def _read(root: bytes, chunk: Sequence[Numbered]) -> list[SeenFile]:
    return [look_at(root, file_id, entry) for file_id, entry in chunk]


def _lost(one: Numbered) -> SeenFile:
    return unread(*one, ENDED_ITS_READER)


def default_workers() -> int:
    """
    Give as many readers as there are processors to run them.
    """
    return os.cpu_count() or 1


def group_answers(groups: Iterable[Group], files: Iterable[SeenFile]) -> list[dict[str, Any]]:
    """
    Give groups in the words of the service's API; ids and dates exist only in its database.
    """
    seen = {file.record.file_id: file for file in files}
    return [_answer(group, seen) for group in groups]


def _answer(group: Group, seen: dict[int, SeenFile]) -> dict[str, Any]:
    return {
        "group_type": group.type.value,
        "confidence": group.confidence,
        "evidence": [{"rule": one.rule, "text": one.text} for one in group.evidence],
        "switchable": group.switchable,
        "primary_path": seen[group.primary].record.path,
        "total_size": sum(seen[one.file_id].record.size for one in group.members),
        "members": [
            {
                **_file_answer(seen[one.file_id]),
                "role": str(one.role),
                "is_primary": one.file_id == group.primary,
                "evidence": [{"rule": why.rule, "text": why.text} for why in one.evidence],
                "sidecars": sorted(display(seen[number].path) for number in one.sidecars),
            }
            for one in group.members
        ],
    }


def _file_answer(file: SeenFile) -> dict[str, Any]:
    record = file.record
    return {
        "path": record.path,
        "filename": record.path.rpartition("/")[2],
        "type": record.kind.value,
        "size": record.size,
        "taken_at": wall_time(record.taken_us),
        "taken_source": None if file.time_source is None else file.time_source.value,
        "camera": record.camera,
        "width": record.width,
        "height": record.height,
        "duration_s": record.duration_s,
        "problem": file.problem,
        "mismatch": file.mismatch,
    }


def count_answers(groups: Iterable[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """
    Count groups, files and bytes by type, as the service's `GET /groups/counts` does.
    """
    counted: dict[str, dict[str, int]] = {}
    for group in groups:
        row = counted.setdefault(group["group_type"], {"groups": 0, "files": 0, "bytes": 0})
        row["groups"] += 1
        row["files"] += len(group["members"])
        row["bytes"] += group["total_size"]
    return dict(sorted(counted.items()))
