"""
Tests of remembered decisions, and of how matching follows them.
"""

from grouping.decisions import NO_DECISIONS, Decision, DecisionKind, Decisions, Link
from grouping.matching import explain
from grouping.records import FileRecord
from tests.unit.grouping.shots import RULES, grouped, only_group, shot

RAW, JPEG, EDIT, OTHER = map(shot, ["IMG_1.CR2", "IMG_1.JPG", "IMG_1-Edit.JPG", "holiday.JPG"])


def decide(
    kind: DecisionKind, *subjects: FileRecord, others: tuple[FileRecord, ...] = (), order: int = 0
) -> Decision:
    """
    Make a decision about files.
    """
    return Decision(
        kind,
        tuple(record.content for record in subjects),
        tuple(record.content for record in others),
        order,
    )


def test_no_decisions_are_falsy_and_say_nothing() -> None:
    """
    The common case costs nothing.
    """
    assert not NO_DECISIONS
    assert NO_DECISIONS.link(b"a", b"b") is None
    assert NO_DECISIONS.chosen([b"a"]) == frozenset()


def test_split_file_stays_apart_from_those_left_behind_only() -> None:
    """
    The others remain a group.
    """
    decisions = Decisions([decide(DecisionKind.SPLIT, EDIT, others=(RAW, JPEG))])

    assert grouped(RAW, JPEG, EDIT, decisions=decisions) == [
        ("raw_jpeg", "IMG_1.JPG", ("IMG_1.CR2",))
    ]
    assert decisions.link(RAW.content, JPEG.content) is None


def test_dissolved_group_falls_apart() -> None:
    """
    None of its files meet again.
    """
    decisions = Decisions([decide(DecisionKind.DISSOLVE, RAW, JPEG, EDIT)])

    assert grouped(RAW, JPEG, EDIT, decisions=decisions) == []
    assert not decisions.apart(RAW.content, OTHER.content)


def test_rejected_candidate_is_known_from_both_sides() -> None:
    """
    A rejected partner is not offered or joined again, until it is accepted.
    """
    reject = decide(DecisionKind.REJECT, RAW, others=(OTHER,))
    accept = decide(DecisionKind.MERGE, RAW, OTHER, order=1)

    assert Decisions([reject]).rejected(RAW.content, OTHER.content)
    assert Decisions([reject]).rejected(OTHER.content, RAW.content)
    assert not Decisions([reject, accept]).rejected(RAW.content, OTHER.content)


def test_merge_joins_files_of_any_name() -> None:
    """
    An owner's merge needs no evidence but itself, and brings the groups' other files along.
    """
    decisions = Decisions([decide(DecisionKind.MERGE, OTHER, JPEG)])

    group = only_group(RAW, JPEG, OTHER, decisions=decisions)

    assert "owner_decision" in {one.rule for one in group.evidence}
    assert len(group.members) == 3


def test_merge_is_carried_out_in_each_tree_of_its_own() -> None:
    """
    Where the same contents lie in a backup too, each tree gets its group.
    """
    files = [
        shot(f"{tree}/{name}", content=name.encode())
        for tree in ("A", "Backup/A")
        for name in ("x.JPG", "y.JPG")
    ]
    decisions = Decisions([Decision(DecisionKind.MERGE, (b"x.JPG", b"y.JPG"))])

    assert len(grouped(*files, decisions=decisions)) == 2


def test_merge_of_unknown_contents_changes_nothing() -> None:
    """
    The files it spoke of may be gone.
    """
    decisions = Decisions([Decision(DecisionKind.MERGE, (b"gone", b"too"))])

    assert len(grouped(RAW, JPEG, decisions=decisions)) == 1


def test_merged_file_drives_out_whom_it_is_kept_apart_from() -> None:
    """
    The latest word is the merge, so the stranger leaves the group.
    """
    decisions = Decisions(
        [
            decide(DecisionKind.SPLIT, OTHER, others=(RAW,)),
            decide(DecisionKind.MERGE, OTHER, JPEG, order=1),
        ]
    )

    assert grouped(RAW, JPEG, OTHER, decisions=decisions) == [
        ("edited_versions", "holiday.JPG", ("IMG_1.JPG",))
    ]


def test_file_kept_apart_does_not_come_along_with_a_merge() -> None:
    """
    A version of a merged file that is kept apart from another stays where it was.
    """
    pair = [shot("ZZZ_9.CR2"), shot("ZZZ_9.JPG"), shot("ZZZ_9.PNG")]
    decisions = Decisions(
        [
            decide(DecisionKind.SPLIT, pair[1], pair[2], others=(JPEG,)),
            decide(DecisionKind.MERGE, pair[0], JPEG, order=1),
        ]
    )

    assert grouped(JPEG, *pair, decisions=decisions) == [
        ("raw_jpeg", "IMG_1.JPG", ("ZZZ_9.CR2",)),
        ("edited_versions", "ZZZ_9.JPG", ("ZZZ_9.PNG",)),
    ]


def test_newer_merge_and_parting_beat_an_older_merge() -> None:
    """
    Where merges together would bring parted files together, the older merge gives way.
    """
    one, two, three = (shot(f"{name}.JPG") for name in ("aaa", "bbb", "ccc"))
    decisions = Decisions(
        [
            decide(DecisionKind.MERGE, two, three, order=0),
            decide(DecisionKind.SPLIT, three, others=(one,), order=1),
            decide(DecisionKind.MERGE, one, two, order=2),
        ]
    )

    assert grouped(one, two, three, decisions=decisions) == [
        ("edited_versions", "aaa.JPG", ("bbb.JPG",))
    ]


def test_merge_of_pictures_and_a_clip_is_a_group_of_versions() -> None:
    """
    The owner may group what no rule would.
    """
    clip = shot("clip.mp4", duration_s=60.0)
    decisions = Decisions([decide(DecisionKind.MERGE, JPEG, clip)])

    assert only_group(JPEG, clip, decisions=decisions).type == "edited_versions"


def test_ids_do_not_join_files_kept_apart() -> None:
    """
    An owner's word is above an embedded id.
    """
    files = [
        shot("a.HEIC", content_identifier="X"),
        shot("b.MOV", content_identifier="X", duration_s=2.0),
    ]
    decisions = Decisions([decide(DecisionKind.SPLIT, files[0], others=(files[1],))])

    assert grouped(*files, decisions=decisions) == []


def test_neighbours_kept_apart_do_not_join() -> None:
    """
    Nor do folders beside each other.
    """
    files = [shot("A/IMG_1.CR2"), shot("B/IMG_1.JPG")]
    decisions = Decisions([decide(DecisionKind.REJECT, files[0], others=(files[1],))])

    assert grouped(*files, decisions=decisions) == []


def test_latest_choice_of_primary_holds() -> None:
    """
    A choice holds for whatever group the chosen file is in; the last one counts.
    """
    choices = [
        decide(DecisionKind.PRIMARY, RAW, others=(JPEG,), order=0),
        decide(DecisionKind.PRIMARY, EDIT, others=(JPEG, RAW), order=1),
        decide(DecisionKind.PRIMARY, OTHER, others=(JPEG,), order=2),
        decide(DecisionKind.DISSOLVE, OTHER, shot("x.JPG"), order=3),
    ]

    assert only_group(RAW, JPEG, decisions=Decisions(choices)).primary == RAW.file_id
    assert only_group(RAW, JPEG, EDIT, decisions=Decisions(choices)).primary == EDIT.file_id
    assert Decisions(choices).link(RAW.content, JPEG.content) is None


def test_link_of_a_content_with_itself_is_nothing() -> None:
    """
    Two files of one content cannot be decided about apart from each other.
    """
    decisions = Decisions([decide(DecisionKind.DISSOLVE, RAW, JPEG)])

    assert decisions.link(RAW.content, RAW.content) is None
    assert decisions.link(RAW.content, JPEG.content) is Link.APART


def test_explanation_names_the_owners_decision() -> None:
    """
    A person who wonders is told that it was decided.
    """
    decisions = Decisions([decide(DecisionKind.SPLIT, RAW, others=(JPEG,))])

    assert explain(RAW, [JPEG], RULES, decisions)[0].reason == (
        "the owner decided that they are not the same shot"
    )


def test_versions_of_a_merged_file_come_along() -> None:
    """
    A group that is named by one of its files joins whole.
    """
    pair = [shot("ZZZ_9.JPG"), shot("ZZZ_9.PNG")]
    decisions = Decisions([decide(DecisionKind.MERGE, RAW, pair[0])])

    assert grouped(RAW, *pair, decisions=decisions) == [
        ("raw_jpeg", "ZZZ_9.JPG", ("IMG_1.CR2", "ZZZ_9.PNG"))
    ]
