"""
Tests of the words in which people read why two files are not one group.
"""

import pytest

from grouping.candidates import Candidate, candidate_of
from grouping.decisions import NO_DECISIONS, Decision, DecisionKind, Decisions
from grouping.naming import naming_for
from grouping.records import FileRecord
from grouping.refusals import is_near, why_not
from grouping.rules import Rules
from tests.unit.grouping.shots import RULES, shot


def read(record: FileRecord) -> Candidate:
    """
    Read a record's name by the default rules.
    """
    return candidate_of(record, naming_for(RULES))


def said(
    one: FileRecord, two: FileRecord, rules: Rules = RULES, decisions: Decisions = NO_DECISIONS
) -> str:
    """
    Give the reason, which must not depend on who is named first.
    """
    reasons = {
        why_not(read(one), read(two), rules, decisions),
        why_not(read(two), read(one), rules, decisions),
    }
    (reason,) = reasons
    return reason


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [
        ("IMG_1234.JPG", "IMG_1234-edited.JPG", True),
        ("IMG_1234.JPG", "DSC_1234.JPG", True),
        ("IMG_0042.JPG", "DSC42.JPG", True),
        ("IMG_1234.JPG", "IMG_1235.JPG", False),
        ("beach.JPG", "IMG_1234.JPG", False),
        ("beach.JPG", "harbour.JPG", False),
    ],
)
def test_near_names_share_their_base_or_last_number(one: str, two: str, near: bool) -> None:
    """
    Only such files are worth a sentence; zeros in front of a number count for nothing.
    """
    assert is_near(read(shot(one)), read(shot(two))) is near


def test_owners_decision_is_the_first_reason() -> None:
    """
    What the owner decided is said even where the files would fit.
    """
    one, two = shot("IMG_1.CR2"), shot("IMG_1.JPG")
    dissolved = Decisions([Decision(DecisionKind.DISSOLVE, (one.content, two.content))])

    assert said(one, two, decisions=dissolved) == (
        "the owner decided that they are not the same shot"
    )


def test_other_names_are_told_with_the_times() -> None:
    """
    Both file names are spelt out, and how far apart the shots were taken.
    """
    reason = why_not(
        read(shot("IMG_0042.JPG")), read(shot("DSC_0042.JPG", "10:05:00")), RULES, NO_DECISIONS
    )

    assert reason == "the names differ, IMG_0042.JPG and DSC_0042.JPG; taken 5 min apart"


def test_rule_that_refuses_is_quoted() -> None:
    """
    Of files of one base the judge's own reason is given.
    """
    one, two = shot("MVI_1.MP4", duration_s=9.0), shot("MVI_1.MOV", duration_s=20.0)

    assert said(one, two) == "other lengths, 20.0 s and 9.0 s: another clip"


def test_folders_apart_are_named() -> None:
    """
    Files that fit but lie apart are told by both folders, the root by a word.
    """
    reason = why_not(read(shot("A/IMG_1.JPG")), read(shot("IMG_1.CR2")), RULES)

    assert reason == ("they lie in folders that do not belong together, A and the library's root")


def test_files_that_fit_are_told_that_another_fits_better() -> None:
    """
    Nothing speaks against these two, so a third must have won.
    """
    assert said(shot("IMG_1.CR2"), shot("IMG_1.JPG")) == (
        "they would fit, but another file fits better or several fit equally well"
    )


def test_tolerance_of_the_rules_decides() -> None:
    """
    Ten seconds are too many by default, and are no obstacle for an owner who allows them.
    """
    one, two = shot("IMG_1.CR2"), shot("IMG_1.JPG", "10:00:10")

    assert "10.0 s apart" in said(one, two)
    assert "would fit" in said(one, two, Rules(timestamp_tolerance_seconds=10.0))
