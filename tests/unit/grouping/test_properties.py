"""
Tests of what must hold for any files and any decisions.
"""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from grouping.decisions import Decision, DecisionKind, Decisions, Link
from grouping.matching import match
from grouping.records import FileRecord, TimeSource
from grouping.rules import Rules
from mediacore.formats import kind_of_name
from tests.unit.grouping.shots import facts_of

RULES = Rules()
STEMS = [
    "IMG_1",
    "IMG_2",
    "IMG_1234",
    "IMG_E0001",
    "IMG_1 (1)",
    "IMG_1_1",
    "IMG_1-Edit",
    "IMG_1_fun",
]
STEMS += ["PXL_20240615_100000000.RAW-01.COVER", "20240615_100000_001", "20240615_100000_002"]
STEMS += ["A_BURST20240615100000123", "B_BURST20240615100000123_COVER", "GX010042", "GL010042"]


@st.composite
def libraries(draw: st.DrawFn) -> list[FileRecord]:
    """
    Draw a few files with colliding names, times, ids and folders.
    """
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["", "RAW/", "T/", "T/RAW/", "B/T/"]),
                st.sampled_from(STEMS),
                st.sampled_from(["JPG", "CR2", "HEIC", "MOV", "mp4", "xmp"]),
                st.sampled_from([None, 0, 1_000_000, 2_000_000, 3_600_000_000]),
                st.sampled_from([TimeSource.EXIF, TimeSource.CONTAINER, TimeSource.MTIME]),
                st.sampled_from([None, "R5", "R6"]),
                st.sampled_from([None, None, None, "X", "Y"]),
                st.sampled_from([None, None, None, "B"]),
                st.sampled_from([None, 2.0, 60.0]),
            ),
            max_size=12,
            unique_by=lambda row: row[:3],
        )
    )
    return [
        FileRecord(
            file_id=number,
            path=f"{folder}{stem}.{extension}",
            kind=kind_of_name(f"x.{extension}"),
            size=1,
            taken_us=taken,
            taken_source=None if taken is None else source,
            camera=camera,
            content_identifier=identifier,
            burst_id=burst,
            duration_s=duration,
            content=bytes([number]),
        )
        for number, (
            folder,
            stem,
            extension,
            taken,
            source,
            camera,
            identifier,
            burst,
            duration,
        ) in enumerate(rows, start=1)
    ]


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[FileRecord], list[Decision]]:
    """
    Draw files, and decisions about them.
    """
    files = draw(libraries())
    contents = st.lists(st.integers(1, 12).map(lambda n: bytes([n])), max_size=4, unique=True)
    rows = draw(st.lists(st.tuples(st.sampled_from(DecisionKind), contents, contents), max_size=4))
    decisions = [
        Decision(kind, tuple(subjects), tuple(others), order)
        for order, (kind, subjects, others) in enumerate(rows)
    ]
    return files, decisions


@settings(deadline=None)
@given(libraries(), st.randoms(use_true_random=False))
def test_order_of_files_makes_no_difference(files: list[FileRecord], dice: random.Random) -> None:
    """
    The same files in another order make the same groups.
    """
    shuffled = list(files)
    dice.shuffle(shuffled)

    assert match(files, RULES) == match(shuffled, RULES)


@settings(deadline=None)
@given(libraries())
def test_decision_about_other_files_changes_nothing(files: list[FileRecord]) -> None:
    """
    With decisions every rule is asked, without them pairs are recognised at a glance: no matter.
    """
    elsewhere = Decision(DecisionKind.REJECT, (b"another raw",), (b"another picture",))

    assert match(files, RULES) == match(files, RULES, Decisions([elsewhere]))


@settings(deadline=None)
@given(decided())
def test_groups_are_disjoint_and_hold_two_media_or_more(
    drawn: tuple[list[FileRecord], list[Decision]],
) -> None:
    """
    Every file is in one group at most, a group has two media files, one of them primary.
    """
    files, decisions = drawn
    media = {record.file_id for record in files if record.is_media}

    groups = match(files, RULES, Decisions(decisions))

    members = [member.file_id for group in groups for member in group.members]
    assert len(members) == len(set(members))
    assert set(members) <= media
    assert all(len(group.members) > 1 for group in groups)
    assert all(group.primary in {one.file_id for one in group.members} for group in groups)
    assert all(0 < group.confidence <= 1 for group in groups)
    assert len(facts_of(files, groups)) == len(groups)


@settings(deadline=None)
@given(decided())
def test_files_kept_apart_never_meet(drawn: tuple[list[FileRecord], list[Decision]]) -> None:
    """
    What the owner put apart stays apart, whatever names, ids and older merges say.
    """
    files, decisions = drawn
    prepared = Decisions(decisions)
    contents = {record.file_id: record.content for record in files}

    for group in match(files, RULES, prepared):
        for one, two in combinations(group.members, 2):
            assert not prepared.apart(contents[one.file_id], contents[two.file_id])


@settings(deadline=None)
@given(libraries(), st.sets(st.integers(1, 12), min_size=2, max_size=4))
def test_merged_files_are_always_together(files: list[FileRecord], chosen: set[int]) -> None:
    """
    What the owner put together is in one group.
    """
    merge = Decision(DecisionKind.MERGE, tuple(bytes([n]) for n in sorted(chosen)))
    there = {record.file_id for record in files if record.is_media} & chosen

    groups = match(files, RULES, Decisions([merge]))

    homes = [group for group in groups if there & {one.file_id for one in group.members}]
    assert len(there) < 2 or (
        len(homes) == 1 and there <= {one.file_id for one in homes[0].members}
    )


@settings(deadline=None)
@given(decided())
def test_later_merge_beats_earlier_parting(
    drawn: tuple[list[FileRecord], list[Decision]],
) -> None:
    """
    Of any decisions, the last merge holds for each of its pairs.
    """
    _, decisions = drawn
    last = Decision(DecisionKind.MERGE, (b"\1", b"\2"), order=99)

    assert Decisions([*decisions, last]).link(b"\1", b"\2") is Link.TOGETHER
