"""
Tests of judging one file against a reference.
"""

import pytest

from grouping.candidates import candidate_of
from grouping.judging import Judgement, judge
from grouping.naming import naming_for
from grouping.records import FileRecord
from grouping.relations import Surroundings
from tests.unit.grouping.shots import RULES, grouped, only_group, shot


def judged(new: FileRecord, reference: FileRecord) -> Judgement:
    """
    Judge a record against a reference with nothing else around.
    """
    naming = naming_for(RULES)
    one, two = candidate_of(new, naming), candidate_of(reference, naming)
    return judge(one, two, RULES, Surroundings({one.name.stem, two.name.stem}))


def test_names_without_a_common_base_are_refused() -> None:
    """
    Nothing else is looked at.
    """
    assert judged(shot("A.JPG"), shot("B.JPG")).reason == "the names have no base in common"


def test_copy_is_no_reference_for_its_base() -> None:
    """
    Versions are judged against originals.
    """
    judgement = judged(shot("IMG_1.JPG"), shot("IMG_1 (1).CR2"))

    assert judgement.reason == "IMG_1 (1).CR2 is itself a numbered or renamed copy"


def test_evidence_names_every_reason() -> None:
    """
    A person reads why the file is in the group.
    """
    judgement = judged(shot("T/RAW/IMG_1-Edit.dng", camera="R5"), shot("T/IMG_1.JPG", camera="R5"))

    assert [one.text for one in judgement.evidence] == [
        "the same base name IMG_1",
        "an editor's suffix, edit",
        "taken at the same moment",
        "the same camera, R5",
        "folders that belong together, T/RAW and T",
    ]


def test_camera_id_proves_what_times_cannot() -> None:
    """
    An equal picture id joins although an editor moved the time.
    """
    unique = "0123456789abcdef0123456789ABCDEF"
    files = [
        shot("IMG_1.CR2", unique_id=unique),
        shot("IMG_1.JPG", "15:00:00", unique_id=unique),
    ]

    assert "unique_id" in {one.rule for one in only_group(*files).evidence}


@pytest.mark.parametrize("unique", ["A16LLIC08SM", "0" * 32, "x" * 31 + "y"])
def test_meaningless_camera_id_proves_nothing(unique: str) -> None:
    """
    Some phones write their firmware's name there.
    """
    files = [
        shot("IMG_1.CR2", unique_id=unique),
        shot("IMG_1.JPG", "15:00:00", unique_id=unique),
    ]

    assert grouped(*files) == []


def test_same_camera_is_evidence() -> None:
    """
    One name of the camera may hold the maker, the other not.
    """
    files = [
        shot("RAW/IMG_1.CR2", camera="Canon EOS R5"),
        shot("IMG_1.JPG", camera="EOS R5"),
    ]

    rules = {one.rule for one in only_group(*files).evidence}

    assert rules >= {"camera", "capture_time", "same_base_name", "sibling_folder"}


def test_copy_without_its_base_is_refused() -> None:
    """
    An edit of the same base is not the base.
    """
    judgement = judged(shot("IMG_1 (1).JPG"), shot("IMG_1-Edit.JPG"))

    assert judgement.reason == "there is no file named img_1 beside it"
