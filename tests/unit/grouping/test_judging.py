"""
Tests of judging one file against a reference.
"""

from grouping.candidates import candidate_of
from grouping.judging import Judgement, judge
from grouping.naming import naming_for
from grouping.records import FileRecord
from grouping.relations import Surroundings
from tests.unit.grouping.shots import RULES, shot


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
