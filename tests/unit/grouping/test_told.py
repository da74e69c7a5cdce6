"""
Names that were told.
"""

import pytest

from grouping.matching import match_key
from grouping.records import FileRecord, TimeSource
from grouping.rules import Rules
from grouping.told import MAX_NAME, clean_name, told_path
from mediacore.formats import Kind
from tests.unit.grouping.shots import RULES, grouped, shot

LONG = "x" * 5000


@pytest.mark.parametrize(
    ("told", "clean"),
    [
        ("IMG_1.JPG", "IMG_1.JPG"),
        (" Ärger 1.jpg ", "Ärger 1.jpg"),
        ("../../etc/passwd.jpg", ".._.._etc_passwd.jpg"),
        ("a\\b.jpg", "a_b.jpg"),
        ("a\0b\n\u2028c\ud800.jpg", "abc.jpg"),
        (f"{LONG}.jpg", f"{'x' * (MAX_NAME - 4)}.jpg"),
        (LONG, "x" * MAX_NAME),
        (f"a.{LONG}", f"a.{'x' * (MAX_NAME - 2)}"),
        ("", None),
        ("\0", None),
        (" .. ", None),
    ],
)
def test_any_name_becomes_one_that_a_file_may_have(told: str, clean: str | None) -> None:
    """
    Nothing hostile is left, an extension stays, and nothing at all is no name.
    """
    assert clean_name(told) == clean


def test_files_of_two_folders_share_no_key() -> None:
    """
    Not by any rule about folders, whatever they are called.
    """
    rules = Rules(sibling_folders=("raw", "jpg"))
    folders = ("a", "b", "a/raw", "RAW", "A", "", "\0", LONG)

    keys = {match_key(told_path(folder, "IMG_1.JPG"), rules) for folder in folders}
    keys |= {match_key(path, rules) for path in ("IMG_1.JPG", "a/IMG_1.JPG", "a/b/IMG_1.JPG")}

    assert len(keys) == len(folders) + 3


def test_told_names_pair_like_names_on_disk() -> None:
    """
    The paths say nothing; the names that were told do, and the evidence shows them.
    """
    raw = shot("upload/a/1.dng", told_path=told_path("a", "IMG_1.DNG"))
    picture = shot("upload/a/2.jpg", told_path=told_path("a", "IMG_1.JPG"))
    stranger = shot("upload/b/3.jpg", told_path=told_path("b", "IMG_1.JPG"))

    assert grouped(raw, picture, stranger) == [("raw_jpeg", picture.path, (raw.path,))]


def test_equal_files_go_by_the_name_that_was_told() -> None:
    """
    The primary of equals is the first by name, not by a random path.
    """
    edit = shot("upload/9.jpg", told_path=told_path("a", "IMG_1.JPG"), file_id=1)
    copy = shot("upload/1.jpg", told_path=told_path("a", "IMG_1.jpe"), file_id=2)

    ((_, primary, _),) = grouped(edit, copy)

    assert primary == copy.path
    assert match_key(edit.known_path, RULES) == match_key(copy.known_path, RULES)


def test_record_tells_the_name_that_people_know() -> None:
    """
    Its path stays the real one.
    """
    told = FileRecord(1, "u/1.jpg", Kind.JPEG, 1, told_path=told_path("a", "IMG_1.JPG"))
    plain = FileRecord(2, "trip/IMG_1.JPG", Kind.JPEG, 1)

    assert (told.file_name, told.path) == ("IMG_1.JPG", "u/1.jpg")
    assert (plain.file_name, plain.known_path, plain.realm) == ("IMG_1.JPG", plain.path, "")


def test_told_time_proves() -> None:
    """
    As an XMP's does.
    """
    told = FileRecord(1, "a.jpg", Kind.JPEG, 1, taken_us=7, taken_source=TimeSource.TOLD)

    assert told.proven_us == 7
