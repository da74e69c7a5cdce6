"""
Tests of recognising plain pairs at a glance.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grouping.assembling import assemble
from grouping.candidates import Filed, candidate_from
from grouping.clusters import cluster_folder
from grouping.decisions import NO_DECISIONS
from grouping.naming import naming_for
from grouping.pairs import plain_pair
from grouping.records import FileRecord, Group, TimeSource
from grouping.rules import Rules
from mediacore.formats import Kind
from tests.unit.grouping.shots import RULES, shot

RAW_FIRST = Rules(auto_primary_preference=("raw", "heic"))


def filed(record: FileRecord) -> Filed:
    """
    Give a medium as it waits for company.
    """
    naming = naming_for(RULES)
    place, stem, extension = naming.split(record.path)
    return record, place, stem, extension, naming.marked(stem, extension)


def at_a_glance(one: FileRecord, two: FileRecord, rules: Rules = RULES) -> Group | None:
    """
    Give what a glance at two records says.
    """
    return plain_pair(filed(one), filed(two), rules)


def by_the_rules(one: FileRecord, two: FileRecord, rules: Rules = RULES) -> Group | None:
    """
    Give what all the rules say of two records, None where they stay apart.
    """
    candidates = [candidate_from(filed(record)) for record in (one, two)]
    clusters = cluster_folder(candidates, rules, NO_DECISIONS)
    return assemble(clusters[0], {}, rules, NO_DECISIONS) if len(clusters) == 1 else None


@st.composite
def couples(draw: st.DrawFn) -> tuple[FileRecord, FileRecord]:
    """
    Draw two files of one logical folder that are a plain pair, or miss being one.
    """
    records = [
        FileRecord(
            file_id=number,
            path=draw(st.sampled_from(["T/", "T/", "T/RAW/", "T/Edited/"]))
            + draw(st.sampled_from(["IMG_1234", "IMG_1234", "img_1234", "IMG_1234 (1)"]))
            + draw(st.sampled_from([".CR2", ".DNG", ".JPG", ".heic", ".LRV"])),
            kind=draw(st.sampled_from([Kind.RAW, Kind.RAW, Kind.JPEG, Kind.HEIF, Kind.VIDEO])),
            size=1,
            taken_us=draw(st.sampled_from([0, 0, 0, 1_000_000])),
            taken_source=draw(st.sampled_from([TimeSource.EXIF, TimeSource.XMP, TimeSource.MTIME])),
            camera=draw(st.sampled_from([None, "R5", "R5", "Canon R5"])),
            content_identifier=draw(st.sampled_from([None, None, "X"])),
            burst_id=draw(st.sampled_from([None, None, "B"])),
            width=draw(st.sampled_from([None, 8192])),
            height=draw(st.sampled_from([None, 5464])),
        )
        for number in (1, 2)
    ]
    return records[0], records[1]


@settings(deadline=None, max_examples=500)
@given(couples(), st.sampled_from([RULES, RAW_FIRST]))
def test_glance_says_what_the_rules_say(
    couple: tuple[FileRecord, FileRecord], rules: Rules
) -> None:
    """
    Whatever is recognised at a glance is exactly the group that all the rules make.
    """
    one, two = couple

    assert at_a_glance(one, two, rules) in (None, by_the_rules(one, two, rules))


@pytest.mark.parametrize("facts", [{}, {"camera": "Canon R5"}, {"width": 8192, "height": 5464}])
@pytest.mark.parametrize("picture", ["T/IMG_1234.JPG", "T/img_1234.heic", "T/JPG/IMG_1234.tif"])
@pytest.mark.parametrize("rules", [RULES, RAW_FIRST])
def test_pair_is_recognised_in_either_order(
    picture: str, facts: dict[str, Any], rules: Rules
) -> None:
    """
    A RAW and a picture of one name, place and moment need no closer look.
    """
    raw, other = shot("T/IMG_1234.CR2", **facts), shot(picture, **facts)
    expected = by_the_rules(raw, other, rules)

    assert at_a_glance(raw, other, rules) == at_a_glance(other, raw, rules) == expected


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(shot("T/IMG_1235.JPG"), id="another name"),
        pytest.param(shot("T/IMG_1234-Edit.JPG"), id="a suffix"),
        pytest.param(shot("T/Edited/IMG_1234.JPG"), id="a folder of edits"),
        pytest.param(shot("T/IMG_1234.DNG"), id="two RAWs"),
        pytest.param(shot("T/IMG_1234.MOV"), id="a clip"),
        pytest.param(shot("T/IMG_1234.LRV", kind=Kind.JPEG), id="a proxy's extension"),
        pytest.param(shot("T/IMG_1234.CR2", kind=Kind.JPEG, file_id=2), id="equal preference"),
        pytest.param(shot("T/IMG_1234.JPG", None), id="an unknown time"),
        pytest.param(shot("T/IMG_1234.JPG", "10:00:01"), id="a second later"),
        pytest.param(shot("T/IMG_1234.JPG", camera="R5"), id="a camera unknown to one"),
        pytest.param(shot("T/IMG_1234.JPG", content_identifier="X"), id="a Live Photo"),
        pytest.param(shot("T/IMG_1234.JPG", burst_id="B"), id="a burst"),
    ],
)
def test_what_needs_weighing_is_left_to_the_rules(other: FileRecord) -> None:
    """
    A glance decides nothing where any rule could have a say.
    """
    rules = Rules(auto_primary_preference=("jpg", "cr2"))

    assert at_a_glance(shot("T/IMG_1234.CR2"), other, rules) is None


def test_two_pictures_are_left_to_the_rules() -> None:
    """
    Without a RAW there is no RAW+JPEG pair.
    """
    assert at_a_glance(shot("IMG_1234.JPG"), shot("IMG_1234.HEIC")) is None


def test_raw_without_capture_time_is_left_to_the_rules() -> None:
    """
    Two unknown times are no equal times.
    """
    assert at_a_glance(shot("IMG_1234.CR2", None), shot("IMG_1234.JPG", None)) is None
