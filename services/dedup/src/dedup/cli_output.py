"""
How groups and findings look on a terminal.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from dedup.explaining import Finding
from dedup.records import DuplicateType, Relation
from mediacore.cli_text import bytes_text, files_text, print_indented, say, seconds_text

SHOWN_PROBLEMS = 20
TYPE_NAMES = {
    DuplicateType.EXACT: "Exact copies",
    DuplicateType.PERCEPTUAL: "Near duplicates",
}
MARKS = {True: "+", False: "-", None: " "}


def print_summary(out: Console, answer: Mapping[str, Any]) -> None:
    """
    Print what a scan came to, and its problems.
    """
    groups = answer["groups"]
    copies = sum(len(group["members"]) - 1 for group in groups)
    freed = sum(group["reclaimable_bytes"] for group in groups)
    took = seconds_text(answer["seconds"])
    say(
        out,
        f"{files_text(answer['files'])} in {took}: {len(groups):,} groups at level"
        f" {answer['level']}, {files_text(copies)} too many, {bytes_text(freed)} to free.",
    )
    problems = answer["problems"]
    if problems:
        say(out, f"\n{len(problems):,} could not be read, or not whole:")
    for problem in problems[:SHOWN_PROBLEMS]:
        say(out, f"  {problem['path'] or '(the folder itself)'}")
        print_indented(out, problem["problem"], "yellow")
    if len(problems) > SHOWN_PROBLEMS:
        say(out, f"  … and {len(problems) - SHOWN_PROBLEMS:,} more (all of them: --json)")


def print_groups(out: Console, groups: Sequence[Mapping[str, Any]]) -> None:
    """
    Print groups: the copy worth keeping marked and why, the others with their likeness.
    """
    for group in groups:
        head = Text(TYPE_NAMES[DuplicateType(group["duplicate_type"])], style="bold")
        head.append(
            f" · {files_text(len(group['members']))} · {bytes_text(group['reclaimable_bytes'])}"
            f" to free · {group['similarity']:.0%} alike{' · burst' if group['burst'] else ''}",
            style="not bold dim",
        )
        out.print(head)
        for member in group["members"]:
            _print_member(out, member, group["reasons"])
        out.print()


def _print_member(
    out: Console, member: Mapping[str, Any], reasons: Sequence[Mapping[str, str]]
) -> None:
    keeper = member["is_suggested_keeper"]
    words = [bytes_text(member["size"])]
    if member["width"] and member["height"]:
        words.append(f"{member['width']} × {member['height']}")
    if not keeper:
        words.append(f"{member['similarity_score']:.0%} alike")
        if member["relation"] != Relation.SAME:
            words.append(member["relation"])
    say(out, f"  {'●' if keeper else '○'} {member['path']}  ({', '.join(words)})")
    if keeper and reasons:
        print_indented(out, "; ".join(reason["text"] for reason in reasons))
    if not keeper and member["reasons"]:
        print_indented(out, "; ".join(reason["text"] for reason in member["reasons"]))
    for name in member["also_at"]:
        print_indented(out, f"also at {name}")


def print_findings(out: Console, findings: Sequence[Finding]) -> None:
    """
    Print what each stage says: `+` for duplicates, `-` against.
    """
    for finding in findings:
        say(out, f"{MARKS[finding.alike]} {finding.stage:<13}{finding.text}")
