"""
Tests of joining clusters by what their files carry.
"""

from tests.unit.grouping.shots import grouped, shot


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
