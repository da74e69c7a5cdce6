"""
Which files have the same bytes: by quick id, then by the SHA-256 of those that share one.

A quick id only proposes. Files are copies of each other when their whole contents were read and
are equal, and when they are different files on disk.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dedup.records import Copy, CopySet, FileRecord

MIN_COPIES = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What is known of files that share a quick id.

    :ivar wanted: ids of the files that must be read whole before anything can be said.
    :ivar sets: the copies, when nothing is wanted.
    """

    wanted: tuple[int, ...]
    sets: tuple[CopySet, ...]


def compare(records: Iterable[FileRecord]) -> Verdict:
    """
    Compare files that share a quick id.
    """
    readable = [copy for copy in physical_files(records) if not copy.record.unreadable]
    if len(readable) < MIN_COPIES:
        return Verdict((), ())
    wanted = tuple(copy.record.file_id for copy in readable if copy.record.sha256 is None)
    return Verdict(wanted, () if wanted else _sets(readable))


def physical_files(records: Iterable[FileRecord]) -> list[Copy]:
    """
    Give each file on disk once; a path that was read already stands for it, else the first.
    """
    found: dict[tuple[int, int], list[FileRecord]] = defaultdict(list)
    for record in records:
        if record.size > 0:
            found[record.physical].append(record)
    return sorted(map(_stand_in, found.values()), key=lambda copy: copy.record.path)


def _stand_in(paths: Sequence[FileRecord]) -> Copy:
    first, *others = sorted(
        paths, key=lambda record: (record.sha256 is None, record.unreadable, record.path)
    )
    return Copy(first, tuple(sorted(record.path for record in others)))


def _sets(copies: Iterable[Copy]) -> tuple[CopySet, ...]:
    by_content: dict[bytes, list[Copy]] = defaultdict(list)
    for copy in copies:
        assert copy.record.sha256 is not None  # noqa: S101 - nothing was wanted
        by_content[copy.record.sha256].append(copy)
    return tuple(
        CopySet(sha256, tuple(same))
        for sha256, same in sorted(by_content.items())
        if len(same) >= MIN_COPIES
    )
