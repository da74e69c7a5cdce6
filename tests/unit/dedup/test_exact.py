"""
Which files are copies, and which must be read first.
"""

import doctest

from dedup.exact import compare
from dedup.records import FileRecord
from dedup.wiring import CONFIG
from tests.unit.dedup.files import file

README = CONFIG.with_name("README.md")


def paths(*records: FileRecord) -> list[list[str]]:
    """
    Give the paths of the sets that are found among records.
    """
    return [[copy.record.path for copy in row.copies] for row in compare(records).sets]


def test_equal_contents_are_copies() -> None:
    """
    Two files on disk with one SHA-256 are a set, in the order of their paths.
    """
    assert paths(file("b.jpg"), file("a.jpg")) == [["a.jpg", "b.jpg"]]


def test_file_alone_is_never_read_whole() -> None:
    """
    Without a second file there is nothing to compare with.
    """
    verdict = compare([file("a.jpg", sha256=None)])

    assert (verdict.wanted, verdict.sets) == ((), ())


def test_equal_quick_ids_are_no_proof() -> None:
    """
    Files whose whole contents differ are no copies, whatever their quick ids say.
    """
    assert paths(file("a.jpg"), file("b.jpg", sha256=b"other")) == []


def test_two_pairs_under_one_quick_id() -> None:
    """
    Contents that share a quick id make sets of their own.
    """
    other = b"d" * 32
    records = [
        file("a.jpg"),
        file("b.jpg"),
        file("y.jpg", sha256=other),
        file("z.jpg", sha256=other),
    ]

    assert paths(*records) == [["a.jpg", "b.jpg"], ["y.jpg", "z.jpg"]]


def test_unread_file_is_wanted_before_anything_is_said() -> None:
    """
    While one file is unread there is no verdict: a set is made once, with all its members.
    """
    unread = file("c.jpg", sha256=None)
    verdict = compare([file("a.jpg"), file("b.jpg"), unread])

    assert verdict.wanted == (unread.file_id,)
    assert verdict.sets == ()


def test_hard_links_are_no_copies_of_each_other() -> None:
    """
    Two names of one file free nothing.
    """
    links = [file("a.jpg", inode=7), file("b.jpg", inode=7)]

    assert paths(*links) == []


def test_hard_links_count_once_beside_a_copy() -> None:
    """
    A file with two names is one member, which knows its other name.
    """
    records = [file("b.jpg", inode=7), file("a.jpg", inode=7), file("c.jpg")]
    (found,) = compare(records).sets

    assert [(copy.record.path, copy.also_at) for copy in found.copies] == [
        ("a.jpg", ("b.jpg",)),
        ("c.jpg", ()),
    ]


def test_hard_link_is_read_under_one_name_only() -> None:
    """
    A file that was read under one name is not read again under another.
    """
    records = [file("a.jpg", inode=7, sha256=None), file("b.jpg", inode=7), file("c.jpg")]

    assert compare(records).wanted == ()
    assert paths(*records) == [["b.jpg", "c.jpg"]]


def test_empty_files_are_no_copies() -> None:
    """
    Nothing is not a picture twice.
    """
    assert paths(file("a.jpg", size=0), file("b.jpg", size=0)) == []


def test_unreadable_files_are_no_copies() -> None:
    """
    What cannot be read is never a duplicate, and nobody waits for it.
    """
    bad = [file(name, sha256=None, unreadable=True) for name in ("a.jpg", "b.jpg")]

    assert compare(bad).wanted == ()
    assert paths(*bad, file("c.jpg"), file("d.jpg")) == [["c.jpg", "d.jpg"]]


def test_example_of_the_readme_works() -> None:
    """
    What the package's page shows is what happens.
    """
    result = doctest.testfile(str(README), module_relative=False)

    assert result.attempted > 0
    assert result.failed == 0
