"""
Which copy is suggested, and why.
"""

import pytest

from dedup.keeper import suggest_keeper
from dedup.records import Copy, FileRecord
from tests.unit.dedup.files import file


def suggest(*records: FileRecord) -> tuple[str, list[str]]:
    """
    Give the suggested path and the reasons' sentences.
    """
    keeper = suggest_keeper([Copy(record) for record in records])
    (path,) = [record.path for record in records if record.file_id == keeper.file_id]
    return path, [reason.text for reason in keeper.reasons]


def test_downloads_are_not_the_place_to_keep() -> None:
    """
    A copy outside of a Downloads folder is preferred, even when it is younger and deeper.
    """
    found = suggest(file("Downloads/a.jpg"), file("2020/a/long/folder/a.jpg", seconds=9))

    assert found == ("2020/a/long/folder/a.jpg", ["not in a Downloads folder"])


@pytest.mark.parametrize(
    "name", ["x (1).jpg", "x - Copy.jpg", "x_copy2.jpg", "Copy of x.jpg", "x - Kopie (2).jpg"]
)
def test_copy_by_name_is_not_kept(name: str) -> None:
    """
    A name that an operating system gives to copies counts against a file.
    """
    path, reasons = suggest(file(name), file("another-name-that-is-longer.jpg"))

    assert path == "another-name-that-is-longer.jpg"
    assert reasons == ["its name does not say that it is a copy"]


def test_oldest_is_kept() -> None:
    """
    The file that was there first is preferred to a shorter path.
    """
    assert suggest(file("a.jpg", seconds=9), file("b/a.jpg", seconds=3)) == ("b/a.jpg", ["oldest"])


def test_shorter_path_is_kept() -> None:
    """
    With equal times the shorter path is preferred.
    """
    assert suggest(file("b/a.jpg"), file("a.jpg")) == ("a.jpg", ["shorter path"])


def test_reasons_add_up() -> None:
    """
    Every way in which the suggested file is best is told.
    """
    _, reasons = suggest(file("downloads/x (1).jpg", seconds=5), file("x.jpg"))

    assert reasons == [
        "not in a Downloads folder",
        "its name does not say that it is a copy",
        "oldest",
        "shorter path",
    ]


def test_shared_advantage_is_a_reason() -> None:
    """
    Being outside of Downloads counts, though another copy is as well.
    """
    _, reasons = suggest(file("tmp/a.jpg"), file("pics/a.jpg"), file("pics/b.jpg"))

    assert reasons == ["not in a Downloads folder"]


def test_equals_are_decided_by_name_without_a_reason() -> None:
    """
    Where nothing speaks for one of them, the first name is taken, and no reason invented.
    """
    assert suggest(file("b.jpg"), file("a.jpg")) == ("a.jpg", [])
