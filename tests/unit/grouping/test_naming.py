"""
Tests of reading names.
"""

import pytest

from grouping.naming import MAX_STEPS, Name, StepKind, naming_for
from grouping.records import Role
from grouping.rules import Rules
from tests.unit.grouping.shots import RULES


def read(name: str, rules: Rules = RULES) -> Name:
    """
    Read a file name.
    """
    naming = naming_for(rules)
    _, stem, extension = naming.split(name)
    return naming.read(stem, extension)


@pytest.mark.parametrize(
    "name",
    [
        *("IMG_1234.JPG", "DSC01234.ARW", "_DSC0001.NEF", "P1000001.RW2", "3H2A0018.CR3"),
        *("DSCN0001.JPG", "GOPR1234.JPG", "G0021234.JPG", "DJI_0001.JPG", "GHOST1234.JPG"),
        *("2024-06-15.jpg", "2024-06-15 10-00-07.jpg", "IMG-1.jpg", "beach_p0.jpg", "holiday.jpg"),
        *("20231207_101605_01.jpg", "VID_20231207_101605_1.mp4", "burst001.jpg", "(1).jpg"),
    ],
)
def test_name_without_suffix_is_its_own_base(name: str) -> None:
    """
    Camera numbers, dates and siblings of one second are no suffixes.
    """
    assert read(name).base == name.rpartition(".")[0].lower()


@pytest.mark.parametrize(
    ("name", "base", "kind"),
    [
        ("IMG_1234-Edit-2.tif", "img_1234", StepKind.EDIT),
        ("IMG_1234 (Edited).jpg", "img_1234", StepKind.EDIT),
        ("PXL_20240615_100000000-01.jpeg", "pxl_20240615_100000000", StepKind.EDIT),
        ("20240615_100000-02.jpg", "20240615_100000", StepKind.EDIT),
        ("IMG_1234-01.jpg", "img_1234", StepKind.COPY),
        ("IMG_1234 (2).jpg", "img_1234", StepKind.COPY),
        ("IMG_1234-Edit (1).jpg", "img_1234", StepKind.COPY),
        ("IMG_1234-Edit(1).jpg", "img_1234", StepKind.EDIT),
        ("2024-06-15_1.jpg", "2024-06-15", StepKind.COPY),
        ("Kopie von IMG_1234.jpg", "img_1234", StepKind.COPY),
        ("IMG_1234-web.jpg", "img_1234", StepKind.SAME),
        ("IMG_1234_birthday.jpg", "img_1234", StepKind.WORD),
        ("IMG_1234_BURST002.jpg", "img_1234", StepKind.FRAME),
        ("C0001M01.XML", "c0001", StepKind.SAME),
        ("IMG_O1234.AAE", "img_1234", StepKind.SAME),
        ("photo-name_a.jpg", "photo-name", StepKind.WORD),
    ],
)
def test_suffix_is_taken_off(name: str, base: str, kind: StepKind) -> None:
    """
    Each suffix says what must hold besides the name.
    """
    found = read(name)

    assert (found.base, found.steps[0].kind) == (base, kind)


def test_name_without_extension_is_all_stem() -> None:
    """
    A leading dot makes no extension either.
    """
    assert (read("README").stem, read("README").extension) == ("readme", "")
    assert read(".hidden").stem == ".hidden"


def test_long_name_of_suffixes_stops_somewhere() -> None:
    """
    A hostile name costs no more than a few steps.
    """
    assert len(read("x1" + "-edit" * 50 + ".jpg").steps) <= MAX_STEPS


def test_long_name_without_truncated_word_keeps_its_end() -> None:
    """
    Not every long name was cut by Takeout.
    """
    assert read("a very long name that somebody gave to a picture 123.jpg").steps == ()


def test_cover_of_a_pixel_is_told_by_its_name() -> None:
    """
    The part after the first dot says what the phone made.
    """
    assert read("PXL_20240615_100000000.PORTRAIT-01.COVER.jpg").role is Role.COVER
    assert read("PXL_20240615_100000000.MP.jpg").role is None


def test_owners_pattern_may_put_the_suffix_first() -> None:
    """
    Patterns are shapes: the parts may stand in any order.
    """
    rules = Rules(filename_patterns=("{base}.{ext}", "{suffix}-{base}.{ext}"))

    assert read("darkroom-IMG_1234.jpg", rules).base == "img_1234"
    assert read("IMG_1234_darkroom.jpg", rules).base == "img_1234_darkroom"
