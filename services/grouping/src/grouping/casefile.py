"""
Reading naming cases: files with names and times, and the groups that people expect of them.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from grouping.matching import match
from grouping.records import FileRecord, Group, TimeSource
from grouping.rules import Rules
from mediacore.formats import Kind

GroupFacts = tuple[str, frozenset[str], str]  # type, members, primary


@dataclass(frozen=True, slots=True)
class Case:
    """
    One naming case.

    :ivar expected: type, member paths and primary of each group.
    :ivar strict: whether there can be no two opinions about it.
    """

    case_id: str
    files: tuple[FileRecord, ...]
    expected: frozenset[GroupFacts]
    why: str
    strict: bool

    def found(self, rules: Rules) -> frozenset[GroupFacts]:
        """
        Give the same facts of the groups that the rules make.
        """
        paths = {record.file_id: record.path for record in self.files}
        return frozenset(_facts(group, paths) for group in match(self.files, rules))


def read_cases(path: Path) -> list[Case]:
    """
    Read the cases of a YAML file.

    :raises ValueError: when it is not a file of cases.
    """
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    cases = document.get("cases") if isinstance(document, dict) else None
    if not cases:
        raise ValueError(f"{path} holds no naming cases")
    return [_case(row) for row in cases]


def _case(row: dict[str, Any]) -> Case:
    files = tuple(_record(place, file) for place, file in enumerate(row["files"], start=1))
    expected = frozenset(
        (group["type"], frozenset(group["members"]), group["primary"])
        for group in row.get("expected_groups") or ()
    )
    why, strict = row.get("why") or "", bool(row.get("strict"))
    return Case(str(row["id"]), files, expected, why, strict)


def _record(file_id: int, row: dict[str, Any]) -> FileRecord:
    taken = _taken(row.get("taken_at"))
    name = str(row["name"])
    return FileRecord(
        file_id=file_id,
        path=name,
        kind=Kind(row["kind"]),
        size=row["size"],
        taken_us=taken,
        taken_source=None if taken is None else TimeSource.EXIF,
        taken_exact=taken is not None and taken % 1_000_000 != 0,
        camera=row.get("camera"),
        content_identifier=row.get("content_id"),
        burst_id=row.get("burst_id"),
        unique_id=row.get("unique_id"),
        duration_s=row.get("duration_s"),
        width=row.get("width"),
        height=row.get("height"),
        motion=bool(row.get("motion")),
        content=hashlib.blake2b(name.encode(), digest_size=16).digest(),
    )


def _taken(value: str | datetime | None) -> int | None:
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    since = moment.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _facts(group: Group, paths: dict[int, str]) -> GroupFacts:
    members = frozenset(paths[member.file_id] for member in group.members)
    return group.type.value, members, paths[group.primary]
