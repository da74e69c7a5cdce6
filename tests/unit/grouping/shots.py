"""
Short ways to write file records and to read groups in tests.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from grouping.decisions import NO_DECISIONS, Decisions
from grouping.matching import match
from grouping.records import FileRecord, Group, TimeSource
from grouping.rules import Rules
from mediacore.formats import Kind, extension_of, kind_of_name

RULES = Rules()
MIDNIGHT = datetime(2024, 6, 15, tzinfo=UTC)
_CLIPS = {"lrv": Kind.VIDEO, "lrf": Kind.VIDEO, "mp": Kind.VIDEO}

Facts = tuple[str, str, tuple[str, ...]]  # type, primary, the other members


def at(clock: str) -> int:
    """
    Give the microseconds of a time of the test day, `10:00:00.5`.
    """
    hours, minutes, seconds = clock.split(":")
    since = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return int(MIDNIGHT.timestamp()) * 1_000_000 + round(since * 1_000_000)


def shot(path: str, clock: str | None = "10:00:00", **facts: Any) -> FileRecord:
    """
    Make a record: its kind from its extension, its time from EXIF, its content from its path.
    """
    kind = _CLIPS.get(extension_of(path)) or kind_of_name(path)
    values: dict[str, Any] = {
        "file_id": sum(ord(letter) * 31**place for place, letter in enumerate(path)),
        "path": path,
        "kind": kind,
        "size": 1000,
        "taken_us": None if clock is None else at(clock),
        "taken_source": None if clock is None else TimeSource.EXIF,
        "taken_exact": clock is not None and "." in clock,
        "content": path.encode(),
    }
    return FileRecord(**{**values, **facts})


def twins(first: str, second: str, **facts: Any) -> list[FileRecord]:
    """
    Give two files of the same moment.
    """
    return [shot(first, **facts), shot(second, **facts)]


def facts_of(files: Sequence[FileRecord], groups: Sequence[Group]) -> list[Facts]:
    """
    Give type, primary and other members of groups, by path.
    """
    paths = {record.file_id: record.path for record in files}
    return [
        (
            group.type.value,
            paths[group.primary],
            tuple(sorted(paths[m.file_id] for m in group.members if m.file_id != group.primary)),
        )
        for group in groups
    ]


def grouped(
    *files: FileRecord, rules: Rules = RULES, decisions: Decisions = NO_DECISIONS
) -> list[Facts]:
    """
    Match records; give type, primary and other members of each group.
    """
    return facts_of(files, match(files, rules, decisions))


def only_group(*files: FileRecord, decisions: Decisions = NO_DECISIONS) -> Group:
    """
    Match records that make exactly one group.
    """
    (group,) = match(files, RULES, decisions)
    return group


def role_of(group: Group, record: FileRecord) -> str:
    """
    Give what a file is to its group.
    """
    return next(member.role for member in group.members if member.file_id == record.file_id)
