"""
Tests of partners suggested for a RAW that stands alone.
"""

from grouping.orphans import suggest
from tests.unit.grouping.shots import RULES, shot


def test_nearest_come_first_with_their_reasons() -> None:
    """
    Same name and near time before near name; each says why it did not match.
    """
    candidates = [
        shot("IMG_2.JPG", "10:00:02"),
        shot("IMG_1.JPG", "10:00:20"),
        shot("DSC_0001.JPG", "10:00:00"),
        shot("IMG_1.MOV", "10:00:00", duration_s=2.0),
        shot("IMG_1.xmp"),
    ]

    found = suggest(shot("IMG_1.CR2"), candidates, RULES)

    assert [one.file_id for one in found] == [candidates[n].file_id for n in (2, 1, 0)]
    assert [one.reason for one in found] == [
        "the names differ, IMG_1.CR2 and DSC_0001.JPG; taken at the same moment",
        "taken 20.0 s apart: another shot",
        "the names differ, IMG_1.CR2 and IMG_2.JPG; taken 2.0 s apart",
    ]
    assert all(0 < one.confidence <= 1 for one in found)


def test_far_files_and_other_cameras_are_not_suggested() -> None:
    """
    Nothing is better than noise.
    """
    raw = shot("IMG_1.CR2", camera="Canon R5")
    candidates = [
        shot("zzz.JPG", "20:00:00"),
        shot("IMG_1.JPG", "10:00:10", camera="Canon R6"),
    ]

    assert suggest(raw, candidates, RULES) == []


def test_unrelated_folder_is_the_reason() -> None:
    """
    Where name and second agree, the folders are what parts them.
    """
    (found,) = suggest(shot("A/x/IMG_1.CR2"), [shot("IMG_1.JPG")], RULES)

    assert found.reason == (
        "they lie in folders that do not belong together, A/x and the library's root"
    )


def test_ambiguity_is_the_reason() -> None:
    """
    Two equal partners are none.
    """
    (found,) = suggest(
        shot("IMG_1.CR2", None, camera="R5"), [shot("IMG_1.JPG", camera="R5")], RULES
    )

    assert (
        found.reason == "they would fit, but another file fits better or several fit equally well"
    )


def test_limit_is_kept() -> None:
    """
    Three candidates are enough for a person, unless asked otherwise.
    """
    candidates = [shot(f"IMG_1.{ending}", "10:00:09") for ending in ("JPG", "png", "tif", "heic")]

    assert len(suggest(shot("IMG_1.CR2"), candidates, RULES)) == 3
    assert len(suggest(shot("IMG_1.CR2"), candidates, RULES, limit=1)) == 1
