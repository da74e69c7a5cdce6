"""
Tests of suffixes: editors' words, copies' numbers, owners' patterns, and what each demands.
"""

import pytest

from grouping.rules import Rules
from tests.unit.grouping.shots import grouped, only_group, role_of, shot, twins

PXL = "PXL_20240615_100000000"


@pytest.mark.parametrize(
    "suffix",
    [
        *("-edited", "-effects", "-smile", "-mix", "-COLLAGE", "-ANIMATION", "-bearbeitet"),
        *("-modifié", "-modifie\u0301", "-modificato", "-editado", "-ha editado", "-bewerkt"),
        *("-edytowane", "-編集済み", "-editat", "_edited", "-Edit", "-Edit-2", "-Bearbeitet"),
        *("-HDR", "-Pano", "-Enhanced-NR", "_DxO", "_DxO_DeepPRIME", "_DxO_DeepPRIME XD"),
        *(
            "-denoise",
            "-Topaz",
            " bw",
            "_final",
            " (edited)",
            "_HDR2",
            "-Edit-Edit",
            "_DxO_DeepPRIME XD2s",
            "_crop",
            "-DeNoiseAI-standard",
        ),
    ],
)
def test_editors_suffix_makes_an_edit_that_is_primary(suffix: str) -> None:
    """
    A picture with an editor's word in any language is a version, and goes first.
    """
    edit = f"DSC_0042{suffix}.jpg"

    assert grouped(*twins("DSC_0042.jpg", edit)) == [("edited_versions", edit, ("DSC_0042.jpg",))]


@pytest.mark.parametrize("suffix", ["-edited", "_HDR", "-bearbeitet", "-Edit-2"])
def test_edit_without_capture_time_joins_less_certainly(suffix: str) -> None:
    """
    Editors lose EXIF; the word in the same folder is enough, with a lower confidence.
    """
    group = only_group(shot("DSC_0042.jpg"), shot(f"DSC_0042{suffix}.jpg", None))

    assert group.confidence < 0.6


def test_edit_with_another_capture_time_is_another_shot() -> None:
    """
    An edit that brings its own, different time does not join.
    """
    assert grouped(shot("DSC_1.jpg"), shot("DSC_1-edited.jpg", "12:00:00")) == []


@pytest.mark.parametrize(
    "suffix",
    [" (1)", "(1)", " - Copy", " copy 2", " - Kopie", "_1", "+1", "~2", "-2", "_01", "(0)"],
)
def test_copy_of_the_same_moment_joins_behind_its_base(suffix: str) -> None:
    """
    A numbered name joins with exactly the same capture time, and never goes first.
    """
    copy = f"IMG_0042{suffix}.jpg"

    group = only_group(*(files := twins("IMG_0042.jpg", copy)))

    assert group.primary == files[0].file_id
    assert role_of(group, files[1]) == "copy"


def test_copy_by_its_prefix_joins() -> None:
    """
    `Copy of x` is a copy too.
    """
    assert len(grouped(*twins("IMG_1.jpg", "Copy of IMG_1.jpg"))) == 1


def test_photographers_series_does_not_group() -> None:
    """
    `wedding (1)` to `(356)` are different shots, even beside a file named `wedding`.
    """
    series = [shot(f"wedding ({n}).jpg", f"10:{n // 60:02}:{n % 60:02}") for n in range(1, 357)]

    assert grouped(shot("wedding.jpg", "10:00:01"), *series) == []


def test_unknown_word_joins_with_the_same_time_by_the_owners_patterns() -> None:
    """
    `{base}_{suffix}` catches words that nobody foresaw; without that pattern they stay apart.
    """
    files = twins("IMG_1.JPG", "IMG_1_holiday.JPG")

    assert grouped(*files) == [("edited_versions", "IMG_1_holiday.JPG", ("IMG_1.JPG",))]
    assert grouped(*files, rules=Rules(filename_patterns=("{base}.{ext}",))) == []


def test_two_edits_without_their_base_group() -> None:
    """
    Edits of a shot whose original is gone are still versions of each other.
    """
    assert len(grouped(*twins("DSC_1-Edit.jpg", "DSC_1-Edit-2.jpg"))) == 1


def test_edit_of_a_copy_belongs_to_the_copy() -> None:
    """
    A pair whose name itself is numbered has its own edits.
    """
    names = ["wedding (7).CR2", "wedding (7).JPG", "wedding (7)-edited.JPG"]

    group = only_group(*(files := [shot(name) for name in names]))

    assert [role_of(group, one) for one in files] == ["raw", "original", "edit"]


def test_truncated_takeout_edit_joins() -> None:
    """
    Google Takeout cuts long names, and with them the word for the edit.
    """
    base = f"{PXL}.LONG_EXPOSURE-01.COVER"

    assert grouped(*twins(f"{base}.jpg", f"{base}-ed.jpg")) == [
        ("edited_versions", f"{base}-ed.jpg", (f"{base}.jpg",))
    ]


def test_counted_edit_belongs_to_the_counted_picture() -> None:
    """
    Google Takeout appends the counter behind the word for the edit.
    """
    files = [shot("IMG_1(1).jpg"), shot("IMG_1-edited(1).jpg"), shot("IMG_1.jpg", "12:00:00")]

    assert grouped(*files) == [("edited_versions", "IMG_1-edited(1).jpg", ("IMG_1(1).jpg",))]
