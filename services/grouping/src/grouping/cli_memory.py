"""
The command line's answers from a folder that is read in memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grouping.cli_output import Summary
from grouping.cli_settings import CliSettings
from grouping.decisions import NO_DECISIONS, Decisions
from grouping.memory_scan import (
    count_answers,
    group_answers,
    read_entries,
    scan_folder,
)
from grouping.near_files import near_entries, spot_of
from grouping.records import GroupType
from grouping.seen import SeenFile, look_at
from mediacore.discovery import stat_entry
from mediacore.errors import InvalidRequestError
from mediacore.paths import display
from mediacore.scan_listener import Progress


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which groups are asked for.
    """

    group_type: GroupType | None
    prefix: str
    limit: int


@dataclass(frozen=True, slots=True)
class Found:
    """
    What a command found.

    :ivar groups: in the words of the service's API.
    :ivar note: what else people should know.
    """

    groups: Sequence[dict[str, Any]]
    summary: Summary
    note: str = ""

    def as_json(self, root: bytes) -> dict[str, Any]:
        """
        Give the machine form.
        """
        return {
            "library": display(root),
            "files": self.summary.files,
            "seconds": round(self.summary.seconds, 3),
            "by_type": self.summary.by_type,
            "failed": self.summary.failed,
            "problems": [
                {"path": path, "reason": reason} for path, reason in self.summary.problems
            ],
            "groups": self.groups,
        }


@dataclass(frozen=True, slots=True)
class Near:
    """
    A file with all that it may be grouped with or confused with, and what was decided of them.
    """

    file: SeenFile
    others: Sequence[SeenFile]
    decisions: Decisions = NO_DECISIONS


def scan_memory(settings: CliSettings, root: bytes, progress: Progress, workers: int) -> Found:
    """
    Scan a folder in memory.
    """
    done = scan_folder(
        root, settings.exclusions(), settings.rules(), workers=workers, progress=progress
    )
    groups = group_answers(done.groups, done.files)
    problems = [(display(one.path), one.reason) for one in done.problems]
    summary = Summary(len(done.files), done.seconds, count_answers(groups), len(problems), problems)
    return Found(groups, summary)


def list_memory(
    settings: CliSettings, root: bytes, wanted: Wanted, progress: Progress, workers: int
) -> Found:
    """
    Scan a folder in memory, and choose among its groups.
    """
    found = scan_memory(settings, root, progress, workers)
    chosen = [
        group
        for group in found.groups
        if wanted.group_type in {None, group["group_type"]}
        and group["primary_path"].startswith(wanted.prefix)
    ]
    failed = found.summary.failed
    notes = [
        f"Files with problems: {failed:,} (`grouping scan` shows them)." if failed else "",
        more(len(chosen) - wanted.limit),
    ]
    return Found(chosen[: wanted.limit], found.summary, "\n".join(filter(None, notes)))


def more(rest: int) -> str:
    """
    Say that not everything is shown, if that is so.
    """
    return "There are more: --limit shows more of them." if rest > 0 else ""


def near_on_disk(settings: CliSettings, path: bytes, progress: Progress, workers: int) -> Near:
    """
    Read a file, and those around it whose folder and name could make a group.
    """
    rules = settings.rules()
    spot = spot_of(path, rules)
    entries = near_entries(spot, settings.exclusions(), rules)
    files = read_entries(spot.root, entries, workers=workers, progress=progress)
    return Near(_chosen(files, spot.root, spot.path), files)


def near_in_library(
    settings: CliSettings, root: bytes, path: bytes, progress: Progress, workers: int
) -> Near:
    """
    Read a whole library, so that files are found too that only an embedded id ties together.
    """
    done = scan_folder(
        root, settings.exclusions(), settings.rules(), workers=workers, progress=progress
    )
    return Near(_chosen(done.files, root, path), done.files)


def _chosen(files: Sequence[SeenFile], root: bytes, path: bytes) -> SeenFile:
    """
    Find a file among those that were read; one that scans pass over is read now.
    """
    for file in files:
        if file.path == path:
            return file
    entry = stat_entry(root, path, follow_symlinks=True)
    if entry is None:
        raise InvalidRequestError(f"There is no file {display(path)} in {display(root)}.")
    return look_at(root, 0, entry)
