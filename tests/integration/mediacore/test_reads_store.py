"""
Renames: the same content under a new name keeps its row.
"""

import os

from mediacore.change_set import ChangeSet
from mediacore.discovery import stat_entry
from tests.integration.mediacore.shelf import Bench


def upsert(bench: Bench, *names: str) -> ChangeSet:
    """
    Make the change set of files that are there now.
    """
    entries = [stat_entry(os.fsencode(bench.folder), name.encode()) for name in names]
    return ChangeSet(upserts=tuple(found for found in entries if found is not None))


def test_rename_seen_by_a_scan_keeps_the_row(bench: Bench) -> None:
    """
    A file that moved to another folder between two scans is the same row.
    """
    path = bench.put("a/one.jpg", b"content")
    bench.scan()
    before = bench.rows("id")
    (bench.folder / "b").mkdir()
    path.rename(bench.folder / "b/two.jpg")

    bench.scan()

    assert bench.rows("id, display, state") == [(before[0][0], "b/two.jpg", "ready")]


def test_rename_seen_by_the_watcher_keeps_the_row(bench: Bench) -> None:
    """
    A removal and an upsert in one portion are recognised as a rename.
    """
    path = bench.put("one.jpg", b"content")
    bench.scan()
    before = bench.rows("id")
    path.rename(bench.folder / "two.jpg")
    changes = upsert(bench, "two.jpg")

    bench.runtime.apply(ChangeSet(upserts=changes.upserts, removed=(b"one.jpg",)))
    bench.runtime.work()

    assert bench.rows("id, display, state, missing_since") == [
        (before[0][0], "two.jpg", "ready", None)
    ]


def test_copy_is_a_row_of_its_own(bench: Bench) -> None:
    """
    The same content beside a file that is still there is a copy, not a rename.
    """
    bench.put("one.jpg", b"content")
    bench.scan()
    bench.put("two.jpg", b"content")

    bench.scan()

    assert bench.rows() == [("one.jpg", "ready"), ("two.jpg", "ready")]


def test_two_equal_files_that_moved_together_find_their_own_rows(bench: Bench) -> None:
    """
    Of two equal files each keeps the row of its own name, as far as names tell.
    """
    bench.put("a/one.jpg", b"same")
    bench.put("a/two.jpg", b"same")
    bench.scan()
    before = {str(name): number for number, name in bench.rows("id, display")}
    (bench.folder / "a").rename(bench.folder / "b")

    bench.scan()

    assert {name: number for number, name in bench.rows("id, display")} == {
        "b/one.jpg": before["a/one.jpg"],
        "b/two.jpg": before["a/two.jpg"],
    }


def test_empty_files_are_never_taken_for_each_other(bench: Bench) -> None:
    """
    No content proves nothing.
    """
    path = bench.put("one.jpg", b"")
    bench.scan()
    path.unlink()
    bench.put("two.jpg", b"")

    bench.scan()

    assert bench.rows() == [("one.jpg", "missing"), ("two.jpg", "ready")]


def test_service_hears_of_rows_before_and_after(bench: Bench) -> None:
    """
    The service is told which rows change, so that it can look at their old and new state.
    """
    bench.put("one.jpg", b"content")

    bench.scan()

    ids = [row[0] for row in bench.rows("id")]
    assert bench.shelf.touched == ids * 2
