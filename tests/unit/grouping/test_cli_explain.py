"""
Why a file is, or is not, in a group, in words.
"""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from grouping.cli_explain import explain_file, print_explanation
from grouping.decisions import NO_DECISIONS, Decision, DecisionKind, Decisions
from grouping.records import TimeSource
from grouping.rules import Rules
from grouping.seen import SeenFile
from tests.samples.shots import TAKEN_US, seen

HOUR = 3_600_000_000


def told(file: SeenFile, *others: SeenFile, decisions: Decisions = NO_DECISIONS) -> list[str]:
    """
    Explain a file, and give the lines.
    """
    out = io.StringIO()
    console = Console(file=out, width=80, highlight=False)
    print_explanation(console, explain_file(file, [file, *others], Rules(), decisions))
    return out.getvalue().splitlines()


def test_member_of_a_group_is_told_with_each_reason() -> None:
    """
    The group, its members and why, and beside it who did not join and why not.
    """
    raw = seen(1, "a/IMG_1.CR2")
    jpeg = seen(2, "a/IMG_1.JPG", camera="Canon R6", width=60, height=40)
    stranger = seen(3, "b/IMG_1.JPG", taken_us=TAKEN_US + 24 * 365 * HOUR)

    lines = told(jpeg, raw, stranger)

    assert lines[:5] == [
        "a/IMG_1.JPG",
        "  What it is    JPG (jpeg), 60 × 40, 1.0 kB",
        "  Taken         2026-05-16 06:12:04, from EXIF; can be trusted",
        "  Camera        Canon R6",
        "",
    ]
    assert lines[5] == "It is in a group: RAW and JPEG of 2 files, 98% sure."
    assert lines[6] == "  ● a/IMG_1.JPG  (original, 1.0 kB)"
    assert "Not in one group with it:" in lines
    assert lines[-2:] == ["  b/IMG_1.JPG", "      taken 365 days apart: another shot"]


def test_everything_a_file_carries_is_told() -> None:
    """
    Ids, length, zone, motion, a wrong name and a problem each have their line.
    """
    file = replace(
        seen(
            1,
            "clip.mov",
            taken_us=TAKEN_US + 310_000,
            duration_s=2.04,
            content_identifier="LIVE",
            burst_id="BURST",
            unique_id="UNIQUE",
            motion=True,
        ),
        offset_minutes=-150,
        mismatch="It is a JPEG.",
        problem="It ends early.",
    )

    lines = told(file)

    assert lines[1:10] == [
        "  What it is    MOV (video), 2.0 s, 1.0 kB",
        "  Taken         2026-05-16 06:12:04.31 -02:30, from EXIF; can be trusted",
        "  Camera        not told",
        "  Live Photo id LIVE",
        "  Burst id      BURST",
        "  Picture id    UNIQUE",
        "  Motion photo  carries its clip inside",
        "  Odd name      It is a JPEG.",
        "  Problem       It ends early.",
    ]
    assert lines[-1] == "It is in no group: no other file is a version of this shot."


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (seen(1, "a.jpg", taken_us=None, taken_source=None), "  Taken         not known"),
        (
            replace(
                seen(1, "a.jpg", taken_source=TimeSource.NAME),
                time_trusted=False,
                offset_minutes=120,
            ),
            "  Taken         2026-05-16 06:12:04 +02:00, from the file name; proves nothing",
        ),
    ],
)
def test_time_says_what_it_is_worth(file: SeenFile, line: str) -> None:
    """
    A time has a source, and may prove something or not.
    """
    assert told(file)[2] == line


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (
            replace(seen(1, "a.jpg"), readable=False),
            "It is in no group, because it cannot be read.",
        ),
        (seen(1, "a.jpg", size=0), "It is in no group, because it is empty."),
        (
            replace(seen(1, "a.txt"), format=""),
            "It is in no group, because it is neither a picture nor a clip.",
        ),
        (
            seen(1, "b.xmp"),
            "It is a sidecar of no file here. Sidecars attach, and are never versions.",
        ),
        (
            seen(1, "a.xmp"),
            "It is a sidecar of a.jpg. Sidecars attach, and are never versions.",
        ),
    ],
)
def test_file_that_cannot_be_a_version_says_why(file: SeenFile, line: str) -> None:
    """
    Whatever the rules do not look at has its own sentence.
    """
    assert told(file, seen(2, "a.jpg"))[-1] == line


def test_raw_that_stands_alone_is_offered_partners() -> None:
    """
    A RAW whose JPEG was renamed shows what a person may pair it with, and why the rules did not.
    """
    raw = seen(1, "a/IMG_0042.DNG", camera="Canon R6")
    renamed = seen(2, "a/sunrise.jpg", camera="Canon R6")

    lines = told(raw, renamed)

    assert "Perhaps you know better; a RAW's partner could be:" in lines
    assert "  a/sunrise.jpg" in lines


def test_rejected_partner_is_not_offered_again() -> None:
    """
    What the owner decided is remembered.
    """
    raw = seen(1, "a/IMG_0042.DNG", camera="Canon R6")
    renamed = seen(2, "a/sunrise.jpg", camera="Canon R6")
    kind = DecisionKind.REJECT
    no = Decision(kind, (raw.record.content,), (renamed.record.content,), 1)

    assert not any("sunrise" in line for line in told(raw, renamed, decisions=Decisions([no])))


def test_many_strangers_are_cut() -> None:
    """
    Twenty are shown, the rest is counted.
    """
    others = [
        seen(number, f"f{number}/IMG_1.JPG", taken_us=TAKEN_US + number * 24 * HOUR)
        for number in range(2, 25)
    ]

    assert told(seen(1, "a/IMG_1.JPG"), *others)[-1] == "  … and 3 more"
