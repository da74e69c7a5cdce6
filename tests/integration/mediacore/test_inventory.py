"""
The inventory in a real database.
"""

from mediacore.database import Database
from mediacore.discovery import Entry, FolderListing
from mediacore.inventory import (
    StoredFiles,
    finish_walk,
    forget_missing,
    mark_removed,
    merge_entries,
    merge_listings,
)
from tests.integration.mediacore.shelf import Bench


def entry(path: bytes, size: int = 1, mtime_ns: int = 1, inode: int = 1) -> Entry:
    """
    Make an entry.
    """
    return Entry(path, size, mtime_ns, 1, inode, 1)


def listing(path: bytes, *files: bytes, complete: bool = True) -> FolderListing:
    """
    Make a listing of files of one byte.
    """
    return FolderListing(path, 5, 1, tuple(entry(file) for file in files), (), (), complete)


def merge(
    database: Database, *listings: FolderListing, run: int = 1, deletions: bool = True
) -> int:
    """
    Merge listings in one transaction; give how many files went missing.
    """
    with database.write() as session:
        return len(merge_listings(session, listings, run, deletions=deletions).missing)


def test_names_are_kept_as_bytes_and_shown_escaped(bench: Bench) -> None:
    """
    A name with a line break and a byte that is not UTF-8 comes back as it was.
    """
    name = b"a\n\xff.jpg"
    with bench.database.write() as session:
        merge_entries(session, [entry(name)])

    with bench.database.read() as session:
        known = StoredFiles(session).files_in(b"")

    assert known == [entry(name)]
    assert bench.rows() == [("a\\x0a\\xff.jpg", "pending")]


def test_inode_of_64_bits_survives(bench: Bench) -> None:
    """
    An inode above 2^63 fits into a signed column and comes back.
    """
    huge = entry(b"a.jpg", inode=(1 << 64) - 2)
    with bench.database.write() as session:
        merge_entries(session, [huge])

    with bench.database.read() as session:
        assert StoredFiles(session).files_after(b"", 10) == [huge]


def test_path_of_4096_bytes_is_kept(bench: Bench) -> None:
    """
    A path too long for any index is stored and found by its key.
    """
    long = b"/".join([b"d" * 200] * 20) + b"/x.jpg"
    with bench.database.write() as session:
        merge_entries(session, [entry(long)])
        merge_entries(session, [entry(long)])

    assert len(bench.rows()) == 1


def test_nothing_to_merge_is_no_query(bench: Bench) -> None:
    """
    An empty portion is fine.
    """
    with bench.database.write() as session:
        assert merge_entries(session, []) == []


def test_file_not_listed_any_more_is_missing(bench: Bench) -> None:
    """
    A complete listing that lacks a file makes it missing; coming back makes it pending.
    """
    merge(bench.database, listing(b"", b"a.jpg", b"b.jpg"))

    assert merge(bench.database, listing(b"", b"a.jpg")) == 1
    assert bench.rows() == [("a.jpg", "pending"), ("b.jpg", "missing")]
    merge(bench.database, listing(b"", b"a.jpg", b"b.jpg"))
    assert bench.rows() == [("a.jpg", "pending"), ("b.jpg", "pending")]


def test_incomplete_listing_loses_nothing(bench: Bench) -> None:
    """
    What an unreadable folder does not name may still be there.
    """
    merge(bench.database, listing(b"", b"a.jpg"))

    assert merge(bench.database, listing(b"", complete=False)) == 0


def test_suspended_deletions_lose_nothing(bench: Bench) -> None:
    """
    While the root is in doubt no file goes missing.
    """
    merge(bench.database, listing(b"", b"a.jpg"))

    assert merge(bench.database, listing(b""), deletions=False) == 0


def test_folder_not_met_on_a_walk_is_given_up(bench: Bench) -> None:
    """
    Files of a folder that a whole walk did not meet are missing, except under unread folders.
    """
    merge(
        bench.database,
        listing(b"", b"r.jpg"),
        listing(b"gone", b"gone/a.jpg"),
        listing(b"locked", b"locked/b.jpg"),
        listing(b"locked/in", b"locked/in/c.jpg"),
    )
    merge(bench.database, listing(b"", b"r.jpg"), run=2)

    with bench.database.write() as session:
        gone = finish_walk(session, 2, [b"locked"])

    assert len(gone) == 1
    assert [row[1] for row in bench.rows()] == ["missing", "pending", "pending", "pending"]


def test_unread_root_gives_up_nothing(bench: Bench) -> None:
    """
    Nothing is given up when the root itself could not be read.
    """
    merge(bench.database, listing(b"a", b"a/a.jpg"))

    with bench.database.write() as session:
        assert finish_walk(session, 2, [b""]) == []


def test_removed_folder_takes_its_files_along(bench: Bench) -> None:
    """
    One removed folder makes everything below it missing, and no neighbour with a like name.
    """
    merge(
        bench.database,
        listing(b"a", b"a/1.jpg"),
        listing(b"a/b", b"a/b/2.jpg"),
        listing(b"ab", b"ab/3.jpg"),
        listing(b"", b"x.jpg"),
    )

    with bench.database.write() as session:
        gone = mark_removed(session, [b"a", b"x.jpg", b"never/there.jpg"])

    assert len(gone) == 3
    assert bench.rows() == [
        ("a/1.jpg", "missing"),
        ("a/b/2.jpg", "missing"),
        ("ab/3.jpg", "pending"),
        ("x.jpg", "missing"),
    ]
    assert bench.value("SELECT count(*) FROM folders") == 2


def test_long_missing_files_are_forgotten(bench: Bench) -> None:
    """
    Rows of files missing for longer than asked go; others stay.
    """
    merge(bench.database, listing(b"", b"a.jpg", b"b.jpg", b"c.jpg"))
    merge(bench.database, listing(b"", b"c.jpg"))
    bench.run("UPDATE files SET missing_since = now() - interval '40 days' WHERE display = 'a.jpg'")

    with bench.database.write() as session:
        assert forget_missing(session, 30) == 1

    assert [row[0] for row in bench.rows()] == ["b.jpg", "c.jpg"]


def test_poller_finds_folders_and_the_next_files(bench: Bench) -> None:
    """
    Folders come with their mtimes; files can be swept through to the end, page by page.
    """
    merge(bench.database, listing(b"", b"a.jpg", b"b.jpg", b"c.jpg"))

    with bench.database.read() as session:
        stored = StoredFiles(session)
        folders = list(stored.folders())
        swept: list[bytes] = []
        page = stored.files_after(b"", 2)
        while page:
            swept += [row.path for row in page]
            page = stored.files_after(page[-1].path, 2)

    assert folders == [(b"", 5)]
    assert sorted(swept) == [b"a.jpg", b"b.jpg", b"c.jpg"]
