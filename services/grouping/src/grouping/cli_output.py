"""
How groups, counts and problems look on a terminal of 80 columns, and in a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grouping.records import GroupType

SHOWN_PROBLEMS = 20
TYPE_NAMES = {
    GroupType.RAW_JPEG: "RAW and JPEG",
    GroupType.EDITED_VERSIONS: "Edited versions",
    GroupType.BURST: "Burst",
    GroupType.VIDEO_VARIANTS: "Clip variants",
    GroupType.LIVE_PHOTO: "Live Photo",
    GroupType.MOTION_PHOTO: "Motion photo",
}
INDENT = " " * 6
_KILO = 1000.0


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What a scan came to.

    :ivar problems: path and reason of as many as there are to show; `failed` counts them all.
    :ivar by_type: groups, files and bytes by group type.
    """

    files: int
    seconds: float
    by_type: Mapping[str, Mapping[str, int]]
    failed: int
    problems: Sequence[tuple[str, str]]


def print_summary(out: Console, summary: Summary) -> None:
    """
    Print the counts by type, the speed, and the problems.
    """
    grouped = sum(row["files"] for row in summary.by_type.values())
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, pad_edge=False)
    table.add_column("Versions of one shot", "Together", min_width=22)
    columns = [
        ("Groups", f"{sum(row['groups'] for row in summary.by_type.values()):,}"),
        ("Files", f"{grouped:,}"),
        ("Size", bytes_text(sum(row["bytes"] for row in summary.by_type.values()))),
    ]
    for name, total in columns:
        table.add_column(name, total, justify="right", min_width=9)
    for kind in (kind for kind in GroupType if kind in summary.by_type):
        row = summary.by_type[kind]
        table.add_row(
            TYPE_NAMES[kind],
            f"{row['groups']:,}",
            f"{row['files']:,}",
            bytes_text(row["bytes"]),
        )
    out.print(table)
    rate = summary.files / summary.seconds if summary.seconds > 0 else 0.0
    say(
        out,
        f"{files_text(summary.files)} in {seconds_text(summary.seconds)} ({rate:,.0f} files/s);"
        f" {summary.files - grouped:,} in no group.",
    )
    _print_problems(out, summary)


def _print_problems(out: Console, summary: Summary) -> None:
    if not summary.failed:
        return
    noun = "problem" if summary.failed == 1 else "problems"
    say(out, f"\n{summary.failed:,} {noun}:")
    for path, reason in summary.problems[:SHOWN_PROBLEMS]:
        say(out, f"  {path or '(the folder itself)'}")
        print_indented(out, reason, "yellow")
    rest = summary.failed - len(summary.problems[:SHOWN_PROBLEMS])
    if rest:
        say(out, f"  … and {rest:,} more (all of them: --json)")


def print_groups(out: Console, groups: Sequence[Mapping[str, Any]]) -> None:
    """
    Print groups: the primary marked, and below each other member why it is there.
    """
    for group in groups:
        head = Text(TYPE_NAMES[GroupType(group["group_type"])], style="bold")
        head.append(
            f" · {files_text(len(group['members']))} · {bytes_text(group['total_size'])}"
            f" · {group['confidence']:.0%} sure",
            style="not bold dim",
        )
        out.print(head)
        for member in group["members"]:
            print_member(out, member)
        out.print()


def print_member(out: Console, member: Mapping[str, Any]) -> None:
    """
    Print a member of a group, why it is in it, and its sidecars.
    """
    mark = "●" if member["is_primary"] else "○"
    words = [member["role"].replace("_", " "), bytes_text(member["size"])]
    say(out, f"  {mark} {member['path']}  ({', '.join(words)})")
    reasons = "; ".join(one["text"] for one in member["evidence"] if one["rule"] != "reference")
    for line in (reasons, *(f"with {name}" for name in member["sidecars"])):
        if line:
            print_indented(out, line)


def say(out: Console, line: str) -> None:
    """
    Print a line that the terminal may wrap, and a file keeps whole; nothing in it is markup.
    """
    out.print(Text(line), soft_wrap=True)


def print_indented(out: Console, text: str, style: str = "dim") -> None:
    """
    Print a sentence below a line, wrapped to the terminal.
    """
    for line in Text(text, style=style).wrap(out, max(out.width - len(INDENT), len(INDENT))):
        line.rstrip()
        out.print(Text(INDENT).append_text(line), soft_wrap=True)


def print_json(out: Console, body: object) -> None:
    """
    Print the machine form.
    """
    say(out, orjson.dumps(body, option=orjson.OPT_INDENT_2).decode())


def files_text(count: int) -> str:
    """
    Say how many files, e.g. `1 file`.
    """
    return f"{count:,} file" if count == 1 else f"{count:,} files"


def bytes_text(size: int) -> str:
    """
    Say a size as file managers do, e.g. `2.4 MB`.
    """
    if size < _KILO:
        return f"{size} B"
    value = float(size)
    for unit in ("kB", "MB", "GB"):
        value /= _KILO
        if value < _KILO - 0.05:  # what would be shown as 1000.0 is 1.0 of the next unit
            return f"{value:.1f} {unit}"
    return f"{value / _KILO:.1f} TB"


def seconds_text(seconds: float) -> str:
    """
    Say a length of time, e.g. `3.2 s` or `2 min 5 s`.
    """
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
