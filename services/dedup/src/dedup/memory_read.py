"""
Reading a folder's files for a scan without a database: their facts, and whole where they must be.

The reading happens in processes of their own; what ends its reader is lost alone.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from dedup.records import FileRecord
from dedup.sha256 import FileChangedError, sha256_of
from mediacore.discovery import Entry, Problem, absolute, walk
from mediacore.exclusions import Exclusions
from mediacore.facts import read_file
from mediacore.formats import Kind, kind_of_name
from mediacore.paths import display, name_of
from mediacore.quick_id import UnreadableFileError
from mediacore.reader_pool import in_processes
from mediacore.scan_listener import Progress

CHUNK_FILES = 100
CHUNKS_PER_WORKER = 4  # at least, so that the workers end at about the same time
ENDED_ITS_READER = "reading this file ended the process that read it"
EMPTY = "the file is empty"

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """
    A file that was looked at.

    :ivar path: relative to the folder.
    :ivar record: what is compared, or `None` when it cannot be.
    :ivar problem: a sentence when it could not be read, or not whole.
    """

    path: bytes
    record: FileRecord | None
    problem: str | None = None

    @property
    def kind(self) -> Kind:
        """
        What the file is.
        """
        return Kind(self.record.kind) if self.record else Kind.OTHER


def find(
    root: bytes, exclusions: Exclusions, progress: Progress
) -> tuple[list[Entry], list[Problem]]:
    """
    Walk a folder.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    for listing in walk(root, exclusions):
        entries += listing.files
        problems += listing.problems
        progress.found(len(entries))
    return entries, problems


def read_entries(
    root: bytes, entries: Sequence[Entry], *, workers: int, progress: Progress
) -> list[ReadFile]:
    """
    Read files' quick ids and facts; their ids count from 1 in the order given.
    """
    numbered = list(enumerate((entry.path for entry in entries), start=1))
    files: list[ReadFile] = []
    progress.read(0, len(numbered))
    for part in _spread(partial(_look, root), numbered, _lost, workers):
        files += part
        progress.read(len(files), len(numbered))
    return files


def read_whole(
    root: bytes, files: Sequence[ReadFile], *, workers: int, progress: Progress
) -> list[ReadFile]:
    """
    Read files whole, and give them with their SHA-256, or with what was wrong.
    """
    done: list[ReadFile] = []
    for part in _spread(partial(_hash, root), files, _lost_whole, workers):
        done += part
        progress.read(len(done), len(files))
    return done


def look_at(root: bytes, number: int, path: bytes) -> ReadFile:
    """
    Read one file's quick id and facts; whatever goes wrong becomes its problem.
    """
    full = absolute(root, path)
    try:
        stat = Path(os.fsdecode(full)).stat()
        reading = read_file(full, display(name_of(path)), stat)
    except UnreadableFileError as error:
        return ReadFile(path, None, error.reason)
    except OSError as error:
        return ReadFile(path, None, error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - a file nobody foresaw must not stop the scan
        return ReadFile(path, None, f"{type(error).__name__}: {error}")
    if not stat.st_size:
        return ReadFile(path, None, EMPTY)
    facts = reading.facts
    kind = facts.kind
    if kind is Kind.OTHER:  # what a damaged file is, its name still says
        kind = kind_of_name(display(name_of(path)))
    record = FileRecord(
        file_id=number,
        path=display(path),
        kind=kind.value,
        size=stat.st_size,
        mtime_ns=stat.st_mtime_ns,
        device=stat.st_dev,
        inode=stat.st_ino,
        quick_id=reading.quick_id,
        sha256=None,
        format=facts.format,
        width=facts.width,
        height=facts.height,
        taken_us=facts.taken_us,
        taken_trusted=facts.taken_trusted,
        camera=facts.camera,
        burst_id=facts.burst_id,
        has_gps=facts.has_gps,
        duration_s=facts.duration_s,
        content_id=reading.content_id,
        damaged=facts.problem is not None,
    )
    return ReadFile(path, record, facts.problem)


def hash_file(root: bytes, file: ReadFile) -> ReadFile:
    """
    Read one file whole.
    """
    record = file.record
    assert record is not None  # noqa: S101 - only what was read is read whole
    try:
        sha256, _ = sha256_of(absolute(root, file.path), record.size, record.mtime_ns, lambda: None)
    except (FileChangedError, UnreadableFileError) as error:
        return replace(file, record=replace(record, unreadable=True), problem=error.message)
    return replace(file, record=replace(record, sha256=sha256))


def _look(root: bytes, chunk: Sequence[tuple[int, bytes]]) -> list[ReadFile]:
    return [look_at(root, number, path) for number, path in chunk]


def _hash(root: bytes, chunk: Sequence[ReadFile]) -> list[ReadFile]:
    return [hash_file(root, file) for file in chunk]


def _lost(one: tuple[int, bytes]) -> ReadFile:
    return ReadFile(one[1], None, ENDED_ITS_READER)


def _lost_whole(file: ReadFile) -> ReadFile:
    return ReadFile(file.path, None, ENDED_ITS_READER)


def _spread(
    read: Callable[[Sequence[T]], list[R]],
    things: Sequence[T],
    lost: Callable[[T], R],
    workers: int,
) -> Iterator[list[R]]:
    size = min(CHUNK_FILES, -(-len(things) // (workers * CHUNKS_PER_WORKER)) or 1)
    chunks = [things[start : start + size] for start in range(0, len(things), size)]
    return in_processes(read, chunks, lost, workers=max(1, min(workers, len(chunks))))
