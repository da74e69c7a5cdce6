"""
Tests of which file stands for its group.
"""

import pytest

from grouping.primary import Entrant, choose_primary
from grouping.records import Role
from grouping.rules import Rules
from mediacore.formats import Kind
from tests.unit.grouping.shots import RULES, shot


def winner(*entrants: tuple[str, Role], rules: Rules = RULES) -> str:
    """
    Give the path that is chosen among paths with their roles.
    """
    records = {record.file_id: record for path, _ in entrants for record in (shot(path),)}
    fielded = [Entrant(shot(path), role) for path, role in entrants]
    return records[choose_primary(fielded, rules)].path


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("a.JPG", "a.jpeg"),
        ("a.jpeg", "a.png"),
        ("a.png", "a.CR2"),
        ("a.HEIC", "a.CR2"),
        ("a.tif", "a.CR2"),
        ("a.png", "a.HEIC"),
        ("a.HEIC", "a.tif"),
        ("a.mp4", "a.MOV"),
        ("a.MOV", "a.avi"),
        ("a.jpg", "b.jpg"),
    ],
)
def test_preference_decides_between_originals(better: str, worse: str) -> None:
    """
    Listed kinds in their order, unlisted ones before the RAW, then the name.
    """
    assert winner((worse, Role.ORIGINAL), (better, Role.ORIGINAL)) == better


def test_edit_that_browsers_show_goes_first() -> None:
    """
    An edit is what its maker wants to see.
    """
    assert winner(("a.JPG", Role.ORIGINAL), ("b.jpeg", Role.EDIT)) == "b.jpeg"


def test_edited_master_does_not_go_first() -> None:
    """
    A TIFF or RAW out of an editor is no picture to show.
    """
    assert winner(("a.JPG", Role.ORIGINAL), ("a-Edit.tif", Role.EDIT)) == "a.JPG"


def test_copy_goes_behind_its_base_and_before_the_raw() -> None:
    """
    Even when its extension is preferred.
    """
    assert winner(("a.jpeg", Role.ORIGINAL), ("a (1).jpg", Role.COPY)) == "a.jpeg"
    assert winner(("a.CR2", Role.RAW), ("a (1).jpg", Role.COPY)) == "a (1).jpg"


def test_back_of_a_scan_and_proxies_go_last() -> None:
    """
    They never stand for the group.
    """
    assert winner(("a.jpg", Role.BACK), ("b.tif", Role.ORIGINAL)) == "b.tif"


def test_raw_goes_first_where_the_owner_prefers_it() -> None:
    """
    The preference order is the owner's.
    """
    rules = Rules(auto_primary_preference=("raw", "jpg"))

    assert winner(("a.JPG", Role.EDIT), ("a.CR2", Role.RAW), rules=rules) == "a.CR2"
    assert winner(("a.JPG", Role.ORIGINAL), ("a.HEIC", Role.ORIGINAL), rules=rules) == "a.JPG"


def test_unlisted_raw_goes_last() -> None:
    """
    A kind that the order leaves out stands at its end.
    """
    rules = Rules(auto_primary_preference=("jpg",))

    assert winner(("a.CR2", Role.RAW), ("a.tif", Role.ORIGINAL), rules=rules) == "a.tif"


def test_resolution_decides_within_a_kind() -> None:
    """
    The larger picture is the better one.
    """
    small, large = shot("a.jpg", width=100, height=100), shot("b.jpg", width=200, height=100)
    entrants = [Entrant(small, Role.ORIGINAL), Entrant(large, Role.ORIGINAL)]

    assert choose_primary(entrants, RULES) == large.file_id


def test_owners_choice_wins() -> None:
    """
    Whatever the order says.
    """
    raw, jpeg = shot("a.CR2"), shot("a.JPG")
    entrants = [Entrant(raw, Role.RAW), Entrant(jpeg, Role.ORIGINAL)]

    assert choose_primary(entrants, RULES, {raw.content}) == raw.file_id


def test_extension_that_lies_counts_by_its_content() -> None:
    """
    A JPEG named as a RAW is a JPEG.
    """
    lying, raw = shot("b.NEF", kind=Kind.JPEG), shot("a.NEF")
    entrants = [Entrant(raw, Role.RAW), Entrant(lying, Role.ORIGINAL)]

    assert choose_primary(entrants, RULES) == lying.file_id
