"""
Tests of which folders count as one.
"""

import pytest

from grouping.folders import ROOT, Folders
from tests.unit.grouping.shots import RULES


@pytest.mark.parametrize(
    ("folder", "logical"),
    [
        ("Trip", "trip"),
        ("Trip/RAW", "trip"),
        ("Trip/jpg", "trip"),
        ("Trip/NEF/Tag 1", "trip/tag 1"),
        ("Trip RAW", "trip"),
        ("Trip (RAW)", "trip"),
        ("Trip_JPG", "trip"),
        ("RAW Trip", "trip"),
        ("RAW", ""),
        ("", ""),
        ("Draw", "draw"),
        ("Rawanda", "rawanda"),
    ],
)
def test_format_in_a_folders_name_is_left_out(folder: str, logical: str) -> None:
    """
    A folder that sorts formats counts as the folder around it.
    """
    assert Folders(RULES).place(folder).logical == logical


def test_root_has_nothing_around_it() -> None:
    """
    The library's root is no neighbour of the folders in it.
    """
    folders = Folders(RULES)

    assert folders.place("").around == ROOT
    assert folders.place("A").around == ""
    assert folders.place("A/B/RAW").around == "a"


def test_folder_of_edits_is_known() -> None:
    """
    What lies in it are edits.
    """
    assert Folders(RULES).place("Trip/Edited").edited
    assert not Folders(RULES).place("Edited/Trip").edited
