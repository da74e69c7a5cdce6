"""
What a scan brought, in words and in a table.
"""

from collections.abc import Mapping
from typing import Any, Final

from rich.filesize import decimal
from rich.table import Table

TYPE_NAMES: Final[Mapping[str, str]] = {
    "raw_jpeg": "RAW + JPEG",
    "edited_versions": "Edited versions",
    "burst": "Bursts",
    "video_variants": "Video variants",
    "live_photo": "Live Photos",
    "motion_photo": "Motion photos",
}
COLUMNS: Final = ("groups", "files", "bytes")


def outcome(status: Mapping[str, Any]) -> str:
    """
    One line about the scan that a status tells of: how many files, and how many of them are new.
    """
    files, new, ill = status["files"], status["total"], status["files_failed"]
    if not files and not ill:
        return "No photos or clips yet: what is copied into the folder shows up by itself."
    parts = [f"{number(files, 'file')}, {f'{new:,} new or changed' if new else 'nothing new'}"]
    if ill:
        parts.append(f"{ill:,} cannot be read as they are")
    if status["state"] != "done":
        parts.append(f"the scan is {status['state']}")
    return "; ".join(parts) + "."


def has_groups(counts: Mapping[str, Any]) -> bool:
    """
    Whether there is anything to put into a table.
    """
    return bool(counts["groups"])


def table(counts: Mapping[str, Any]) -> Table:
    """
    How many groups there are of each type, with their files and bytes.
    """
    made = Table(title="Versions of one shot", title_justify="left")
    made.add_column("Type")
    for title in ("Groups", "Files", "Size"):
        made.add_column(title, justify="right")
    rows = counts["by_type"]
    for name, row in rows.items():
        made.add_row(TYPE_NAMES.get(name, name), *_cells(row))
    if len(rows) > 1:
        made.add_section()
        total = {
            key: sum(row[key] for row in rows.values()) for key in ("groups", "files", "bytes")
        }
        made.add_row("All", *_cells(total))
    return made


def alone(counts: Mapping[str, Any]) -> str:
    """
    One line about the files that are nobody's version.
    """
    raw = counts["ungrouped_raw"]
    note = f", {raw:,} of them RAW" if raw else ""
    return f"{number(counts['ungrouped'], 'file')} without another version{note}."


def number(count: int, noun: str) -> str:
    """
    A count with its noun, in the plural where there is not one.
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _cells(row: Mapping[str, int]) -> tuple[str, str, str]:
    groups, files, size = (row[key] for key in COLUMNS)
    return f"{groups:,}", f"{files:,}", decimal(size)
