"""
Why one file is in its group, and why others beside it are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console

from grouping.attaching import attach
from grouping.candidates import candidate_of
from grouping.cli_output import TYPE_NAMES, print_member
from grouping.decisions import NO_DECISIONS, Decisions
from grouping.matching import Verdict, explain, match
from grouping.memory_scan import group_answers
from grouping.naming import naming_for
from grouping.orphans import suggest
from grouping.records import Group, TimeSource
from grouping.rules import Rules
from grouping.seen import SeenFile
from grouping.sidecars import is_sidecar
from mediacore.cli_text import bytes_text, files_text, print_indented, say
from mediacore.formats import Kind
from mediacore.wall_time import wall_time

SHOWN = 20
SOURCES = {
    TimeSource.EXIF: "from EXIF",
    TimeSource.XMP: "from XMP",
    TimeSource.CONTAINER: "from the container",
    TimeSource.TOLD: "as Immich tells it",
    TimeSource.NAME: "from the file name",
    TimeSource.MTIME: "when the file was last changed",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    What there is to say about one file.

    :ivar group: the group it is in, or None; `together` are that group's files.
    :ivar strangers: files of its name or a near one that are not in that group, and why not.
    :ivar owner: for a sidecar, the path of the file it belongs to.
    :ivar perhaps: for a RAW that stands alone, paths and reasons of what a person may pair it with.
    """

    file: SeenFile
    group: Group | None
    together: tuple[SeenFile, ...]
    strangers: tuple[Verdict, ...]
    owner: str | None = None
    perhaps: tuple[tuple[str, str], ...] = ()


def explain_file(
    file: SeenFile, others: Sequence[SeenFile], rules: Rules, decisions: Decisions = NO_DECISIONS
) -> Explanation:
    """
    Weigh a file against all that lie near it; `others` may hold the file itself.
    """
    number = file.record.file_id
    near = [one for one in others if one.may_group and one.record.file_id != number]
    if is_sidecar(file.record.known_path, file.record.kind):
        return Explanation(file, None, (), (), _owner(file, near, rules))
    if not file.may_group:
        return Explanation(file, None, (), ())
    records = [one.record for one in near]
    group = next(
        (
            group
            for group in match([file.record, *records], rules, decisions)
            if any(member.file_id == number for member in group.members)
        ),
        None,
    )
    verdicts = explain(file.record, records, rules, decisions)
    strangers = tuple(verdict for verdict in verdicts if not verdict.joined)
    perhaps = _perhaps(file, near, rules, decisions) if group is None else ()
    return Explanation(file, group, (file, *near), strangers, perhaps=perhaps)


def _perhaps(
    file: SeenFile, near: Sequence[SeenFile], rules: Rules, decisions: Decisions
) -> tuple[tuple[str, str], ...]:
    if file.record.kind is not Kind.RAW:
        return ()
    records = {
        one.record.file_id: one.record
        for one in near
        if not decisions.rejected(file.record.content, one.record.content)
    }
    found = suggest(file.record, list(records.values()), rules)
    return tuple((records[one.file_id].path, one.reason) for one in found)


def _owner(file: SeenFile, near: Sequence[SeenFile], rules: Rules) -> str | None:
    naming = naming_for(rules)
    media = [candidate_of(one.record, naming) for one in near if one.record.is_media]
    owner = attach(file.record, media, naming)
    paths = {one.record.file_id: one.record.path for one in near}
    return None if owner is None else paths[owner]


def print_explanation(out: Console, told: Explanation) -> None:
    """
    Print what a file is, its group with each reason, and what is not in it with the reason.
    """
    say(out, told.file.record.path)
    for name, value in _facts(told.file):
        say(out, f"  {name:<14}{value}")
    out.print()
    if told.group is not None:
        _print_group(out, told.group, told.together)
    else:
        say(out, _alone(told))
    _print_reasons(out, "Perhaps you know better; a RAW's partner could be:", told.perhaps)
    strangers = [(verdict.path, verdict.reason) for verdict in told.strangers]
    _print_reasons(out, "Not in one group with it:", strangers)


def _facts(file: SeenFile) -> list[tuple[str, str]]:
    record = file.record
    size = f"{record.width} × {record.height}, " if record.width and record.height else ""
    length = "" if record.duration_s is None else f"{record.duration_s:.1f} s, "
    kind = file.format.upper() or "unknown"
    return [
        ("What it is", f"{kind} ({record.kind.value}), {size}{length}{bytes_text(record.size)}"),
        ("Taken", _taken(file)),
        ("Camera", record.camera or "not told"),
        *(
            (name, value)
            for name, value in (
                ("Live Photo id", record.content_identifier),
                ("Burst id", record.burst_id),
                ("Picture id", record.unique_id),
                ("Motion photo", "carries its clip inside" if record.motion else None),
                ("Odd name", file.mismatch),
                ("Problem", file.problem),
            )
            if value
        ),
    ]


def _taken(file: SeenFile) -> str:
    moment = wall_time(file.record.taken_us)
    if moment is None or file.time_source is None:
        return "not known"
    zone = ""
    if file.offset_minutes is not None:
        hours, minutes = divmod(abs(file.offset_minutes), 60)
        zone = f" {'-' if file.offset_minutes < 0 else '+'}{hours:02}:{minutes:02}"
    shown = moment.replace("T", " ")
    if "." in shown:
        shown = shown.rstrip("0")
    trust = "can be trusted" if file.time_trusted else "proves nothing"
    return f"{shown}{zone}, {SOURCES[file.time_source]}; {trust}"


def _alone(told: Explanation) -> str:
    file = told.file
    if is_sidecar(file.record.known_path, file.record.kind):
        if told.owner is None:
            return "It is a sidecar of no file here. Sidecars attach, and are never versions."
        return f"It is a sidecar of {told.owner}. Sidecars attach, and are never versions."
    if not file.readable:
        return "It is in no group, because it cannot be read."
    if file.record.size == 0:
        return "It is in no group, because it is empty."
    if file.record.kind is Kind.OTHER:
        return "It is in no group, because it is neither a picture nor a clip."
    return "It is in no group: no other file is a version of this shot."


def _print_group(out: Console, group: Group, files: Sequence[SeenFile]) -> None:
    answer = group_answers([group], files)[0]
    head = f"{TYPE_NAMES[group.type]} of {files_text(len(group.members))}"
    say(out, f"It is in a group: {head}, {group.confidence:.0%} sure.")
    for member in answer["members"]:
        print_member(out, member)


def _print_reasons(out: Console, title: str, reasons: Sequence[tuple[str, str]]) -> None:
    if not reasons:
        return
    say(out, f"\n{title}")
    for path, reason in reasons[:SHOWN]:
        say(out, f"  {path}")
        print_indented(out, reason)
    if len(reasons) > SHOWN:
        say(out, f"  … and {len(reasons) - SHOWN:,} more")
