"""
How groups, counts and problems look on a terminal of 80 columns, and in a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grouping.records import GroupType
from mediacore.cli_text import bytes_text, files_text, print_indented, say, seconds_text

SHOWN_PROBLEMS = 20
TYPE_NAMES = {
    GroupType.RAW_JPEG: "RAW and JPEG",
    GroupType.EDITED_VERSIONS: "Edited versions",
    GroupType.BURST: "Burst",
    GroupType.VIDEO_VARIANTS: "Clip variants",
    GroupType.LIVE_PHOTO: "Live Photo",
    GroupType.MOTION_PHOTO: "Motion photo",
}


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
