"""
Tests of joining what ids and folders join.
"""

from grouping.decisions import Decision, DecisionKind, Decisions
from grouping.rules import Rules
from grouping.told import told_path
from tests.unit.grouping.shots import grouped, only_group, shot, twins


def test_files_tied_by_several_ids_make_one_group() -> None:
    """
    A cluster whose files carry two ids brings the partners of both together.
    """
    files = [
        shot("AAA.DNG", content_identifier="X"),
        shot("IMG_1.DNG"),
        shot("IMG_1.HEIC", content_identifier="X"),
        shot("IMG_1.JPG", content_identifier="Y"),
        shot("ZZZ.HEIC", content_identifier="Y"),
    ]

    ((kind, primary, others),) = grouped(*files)

    assert (kind, primary, len(others)) == ("raw_jpeg", "IMG_1.JPG", 4)


def test_burst_frames_of_a_live_cluster_stay_one_group() -> None:
    """
    A burst id joins whole clusters, versions of frames included.
    """
    files = [
        shot("a.HEIC", burst_id="B"),
        shot("b.HEIC", burst_id="B"),
        shot("b-edited.HEIC"),
        shot("c.HEIC"),
    ]

    assert grouped(*files) == [("burst", "b-edited.HEIC", ("a.HEIC", "b.HEIC"))]


def test_neighbouring_versions_come_along() -> None:
    """
    An edit of the picture in the folder beside joins with it.
    """
    files = [shot("A/IMG_1.CR2"), shot("B/IMG_1.JPG"), shot("B/IMG_1-edited.JPG")]

    assert grouped(*files) == [("raw_jpeg", "B/IMG_1-edited.JPG", ("A/IMG_1.CR2", "B/IMG_1.JPG"))]


def test_mixed_and_far_folders_are_no_neighbours() -> None:
    """
    A folder with both halves needs none, and one of another hour has none.
    """
    files = [
        shot("A/IMG_1.CR2"),
        shot("A/IMG_1.JPG"),
        shot("B/IMG_1.CR2"),
        shot("C/IMG_1.JPG", "12:00:00"),
    ]

    assert grouped(*files) == [("raw_jpeg", "A/IMG_1.JPG", ("A/IMG_1.CR2",))]


def test_backup_tree_has_its_own_groups() -> None:
    """
    A pair and its backup are two groups.
    """
    names = ["P/IMG_1.CR2", "P/IMG_1.JPG", "Backup/P/IMG_1.CR2", "Backup/P/IMG_1.JPG"]

    assert grouped(*map(shot, names)) == [
        ("raw_jpeg", "Backup/P/IMG_1.JPG", ("Backup/P/IMG_1.CR2",)),
        ("raw_jpeg", "P/IMG_1.JPG", ("P/IMG_1.CR2",)),
    ]


def test_neighbouring_folders_must_be_unambiguous() -> None:
    """
    A RAW with two possible partners in two folders gets none of them.
    """
    assert grouped(shot("A/IMG_1.CR2"), shot("B/IMG_1.JPG"), shot("C/IMG_1.JPG")) == []


def test_neighbouring_folders_can_be_switched_off() -> None:
    """
    An owner may insist on one folder.
    """
    files = twins("A/IMG_1.CR2", "B/IMG_1.JPG")

    assert grouped(*files, rules=Rules(neighbour_folders=False)) == []


def test_burst_id_joins_frames_of_any_name() -> None:
    """
    IPhones give burst frames unrelated names and one id; edits of frames come along.
    """
    files = [
        shot("IMG_0001.HEIC", burst_id="B"),
        shot("IMG_0002.HEIC", burst_id="B"),
        shot("IMG_E0002.HEIC"),
    ]

    assert grouped(*files) == [("burst", "IMG_E0002.HEIC", ("IMG_0001.HEIC", "IMG_0002.HEIC"))]


def test_burst_id_of_one_frame_makes_no_burst() -> None:
    """
    RAW and JPEG of one frame share the id, and are a pair.
    """
    files = [shot("RAW/IMG_1.DNG", burst_id="B"), shot("X/IMG_1.HEIC", burst_id="B")]

    assert only_group(*files).type == "raw_jpeg"


def test_live_photo_by_its_id_whatever_the_names() -> None:
    """
    The id ties picture and clip; Immich shows them as one already.
    """
    files = [
        shot("Beach.HEIC", content_identifier="X"),
        shot("clip7.MOV", content_identifier="X", duration_s=2.1),
    ]

    group = only_group(*files)

    assert (group.type, group.switchable, group.primary) == ("live_photo", False, files[0].file_id)


def test_live_photo_in_a_backup_is_another_group() -> None:
    """
    The same id in two trees makes a group in each.
    """
    files = [
        shot(f"{tree}/{name}", content_identifier="X", duration_s=2.0, content=name.encode())
        for tree in ("A", "Backup/A")
        for name in ("Beach.HEIC", "clip.MOV")
    ]

    assert grouped(*files) == [
        ("live_photo", "A/Beach.HEIC", ("A/clip.MOV",)),
        ("live_photo", "Backup/A/Beach.HEIC", ("Backup/A/clip.MOV",)),
    ]


def test_ids_never_join_two_owners_uploads() -> None:
    """
    A family's phones may carry one id; each owner's halves are one shot.
    """
    files = [
        shot(f"{owner}{at}.{kind}", content_identifier="X", told_path=told_path(owner, name))
        for owner in "ab"
        for at, (kind, name) in enumerate((("heic", "IMG_1.HEIC"), ("mov", "CLIP.MOV")))
    ]

    assert grouped(*files) == [
        ("live_photo", "a0.heic", ("a1.mov",)),
        ("live_photo", "b0.heic", ("b1.mov",)),
    ]


def test_merges_never_join_two_owners_uploads() -> None:
    """
    What somebody put together is one shot wherever one owner has both.
    """
    files = [
        shot(f"{owner}{name}", content=name.encode(), told_path=told_path(owner, name))
        for owner, name in (("a", "x.jpg"), ("b", "x.jpg"), ("a", "y.jpg"), ("c", "y.jpg"))
    ]
    merge = Decision(DecisionKind.MERGE, (b"x.jpg", b"y.jpg"))

    ((_, *members),) = grouped(*files, decisions=Decisions([merge]))

    assert members == ["ax.jpg", ("ay.jpg",)]
