"""
Finding media files under a root.
"""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediacore.discovery import (
    Entry,
    FolderListing,
    absolute,
    is_inside_excluded,
    list_folder,
    never,
    stat_entry,
    walk,
)
from mediacore.exclusions import Exclusions
from tests.samples.tree import JPEG, dig, put

FOLLOWING = Exclusions(follow_symlinks=True)


def paths(listings: Iterator[FolderListing]) -> list[bytes]:
    """
    Give the paths of all files in some listings.
    """
    return [entry.path for listing in listings for entry in listing.files]


def test_walk_lists_folders_parents_first_and_names_in_order(tmp_path: Path) -> None:
    """
    The order of a walk does not depend on the file system.
    """
    root = put(tmp_path, "b/2.jpg", "b/10.cr2", "a/z/1.mp4", "top.xmp", "notes.txt")

    listings = list(walk(root, Exclusions()))

    assert [listing.path for listing in listings] == [b"", b"a", b"a/z", b"b"]
    assert paths(iter(listings)) == [b"top.xmp", b"a/z/1.mp4", b"b/10.cr2", b"b/2.jpg"]
    assert all(listing.complete for listing in listings)


def test_an_entry_says_what_stat_says(tmp_path: Path) -> None:
    """
    Entries carry size, times, inode and device; listings their folder's mtime and device.
    """
    root = put(tmp_path, "a.jpg")
    status = (tmp_path / "a.jpg").stat()

    listing = list_folder(root, b"", Exclusions())

    assert listing.files == (
        Entry(
            b"a.jpg",
            len(JPEG),
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_ino,
            status.st_dev,
        ),
    )
    assert listing.mtime_ns == tmp_path.stat().st_mtime_ns
    assert listing.device == tmp_path.stat().st_dev


def test_names_are_bytes_and_twins_stay_apart(tmp_path: Path) -> None:
    """
    Line breaks, emoji, bytes that are not UTF-8 and NFC/NFD twins are names like others.
    """
    names = [
        "caf\u00e9.jpg".encode(),
        "cafe\u0301.jpg".encode(),
        b"new\nline.jpg",
        "\U0001f600.jpg".encode(),
        b"bad_\xff\xfe.jpg",
    ]

    assert paths(walk(put(tmp_path, *names), Exclusions())) == sorted(names)


def test_a_walk_can_begin_below_the_root(tmp_path: Path) -> None:
    """
    Paths stay relative to the root when only a part of it is walked.
    """
    root = put(tmp_path, "a/b/1.jpg", "c/2.jpg")

    assert paths(walk(os.fsdecode(root), Exclusions(), b"a")) == [b"a/b/1.jpg"]


def test_a_walk_stops_when_told(tmp_path: Path) -> None:
    """
    A walk that is told to stop gives no further listing.
    """
    root = put(tmp_path, "a/1.jpg")
    answers = iter([False, True])

    assert [listing.path for listing in walk(root, Exclusions(), b"", lambda: next(answers))] == [
        b""
    ]
    assert not never()


def test_excluded_folders_are_not_entered(tmp_path: Path) -> None:
    """
    Nothing below an excluded folder is found.
    """
    root = put(tmp_path, "@eaDir/1.jpg", "x/.git/2.jpg", "x/3.jpg")

    assert paths(walk(root, Exclusions())) == [b"x/3.jpg"]


def test_immich_folders_are_recognised_by_their_siblings(tmp_path: Path) -> None:
    """
    `thumbs` beside `upload` and `library` is Immich's, another `thumbs` is not.
    """
    root = put(tmp_path, "im/thumbs/1.jpg", "im/upload/2.jpg", "im/library/3.jpg", "x/thumbs/4.jpg")

    assert paths(walk(root, Exclusions())) == [
        b"im/library/3.jpg",
        b"im/upload/2.jpg",
        b"x/thumbs/4.jpg",
    ]


def test_what_is_no_regular_file_is_a_problem(tmp_path: Path) -> None:
    """
    A FIFO and a socket with a photo's name are reported, not opened; a folder is entered.
    """
    root = put(tmp_path, "folder.jpg/in.jpg")
    os.mkfifo(tmp_path / "fifo.jpg")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.jpg"))

    listing = list_folder(root, b"", Exclusions())

    assert [(problem.path, problem.reason) for problem in listing.problems] == [
        (b"fifo.jpg", "not a regular file: a FIFO"),
        (b"s.jpg", "not a regular file: a socket"),
    ]
    assert listing.complete
    assert listing.folders == (b"folder.jpg",)


def test_a_folder_that_vanished_is_incomplete(tmp_path: Path) -> None:
    """
    Nothing may be called missing in a folder that could not be read.
    """
    listing = list_folder(os.fsencode(tmp_path), b"gone", Exclusions())

    assert not listing.complete
    assert listing.problems[0].reason == "No such file or directory"


def test_a_walk_goes_on_after_a_folder_vanished(tmp_path: Path) -> None:
    """
    A folder that disappears in the middle of a walk costs only itself.
    """
    root = put(tmp_path, "a/1.jpg", "b/2.jpg")
    found = []
    for listing in walk(root, Exclusions()):
        found.append(listing)
        if not listing.path:
            (tmp_path / "a" / "1.jpg").unlink()
            (tmp_path / "a").rmdir()

    assert [(listing.path, listing.complete) for listing in found] == [
        (b"", True),
        (b"a", False),
        (b"b", True),
    ]


def test_a_path_beyond_the_limit_is_a_problem(tmp_path: Path) -> None:
    """
    Paths of more than 4,096 bytes are reported, and leave the listing complete.
    """
    inner, folder = dig(tmp_path, 4080 - len(os.fsencode(tmp_path)))
    os.close(os.open("a" * 251 + ".jpg", os.O_CREAT | os.O_WRONLY, dir_fd=inner))
    os.mkdir("b" * 255, dir_fd=inner)
    os.close(inner)

    listing = list_folder(os.fsencode(tmp_path), folder, Exclusions())

    assert listing.complete
    assert listing.files == ()
    assert len(listing.problems) == 2


def test_links_are_passed_over_by_default(tmp_path: Path) -> None:
    """
    Links to files and folders are not followed unless asked for.
    """
    root = put(tmp_path, "real/1.jpg")
    (tmp_path / "link.jpg").symlink_to("real/1.jpg")
    (tmp_path / "folder").symlink_to("real")

    assert paths(walk(root, Exclusions())) == [b"real/1.jpg"]


def test_followed_links_lead_out_of_the_root_once(tmp_path: Path) -> None:
    """
    A linked folder outside is walked under one of its names; inside, its real place is enough.
    """
    put(tmp_path, "outside/1.jpg")
    put(tmp_path, "root/real/2.jpg")
    for name, target in (("a", "../outside"), ("b", "../outside"), ("c", "real"), ("d", "..")):
        (tmp_path / "root" / name).symlink_to(target)

    found = paths(walk(os.fsencode(tmp_path / "root"), FOLLOWING))

    assert found == [b"a/1.jpg", b"real/2.jpg"]


def test_followed_file_links_are_files(tmp_path: Path) -> None:
    """
    A link to a file counts as one when links are followed, a dangling one does not.
    """
    put(tmp_path, "outside/1.jpg")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.jpg").symlink_to("../outside/1.jpg")
    (root / "dangling.jpg").symlink_to("nowhere.jpg")
    (root / "null.jpg").symlink_to("/dev/null")

    listing = list_folder(os.fsencode(root), b"", FOLLOWING)

    assert [file.path for file in listing.files] == [b"link.jpg"]
    assert [problem.reason for problem in listing.problems] == ["not a regular file: a device"]


def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    """
    A loop of links is reported; nothing is missing because of it.
    """
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")

    listing = list_folder(os.fsencode(tmp_path), b"", FOLLOWING)

    assert [problem.path for problem in listing.problems] == [b"loop.jpg"]
    assert listing.complete


def test_following_links_survives_a_missing_start(tmp_path: Path) -> None:
    """
    A walk that follows links reports a start that is not there like any other walk.
    """
    (listing,) = walk(os.fsencode(tmp_path), FOLLOWING, b"gone")

    assert not listing.complete


def test_stat_entry_knows_regular_files_only(tmp_path: Path) -> None:
    """
    Folders, links and nothing at all give no entry.
    """
    root = put(tmp_path, "a.jpg")
    (tmp_path / "link.jpg").symlink_to("a.jpg")
    linked = stat_entry(root, b"link.jpg", follow_symlinks=True)

    assert stat_entry(root, b"") is None
    assert stat_entry(root, b"gone.jpg") is None
    assert stat_entry(root, b"a.jpg/below.jpg") is None
    assert stat_entry(root, b"link.jpg") is None
    assert linked is not None
    assert linked.size == len(JPEG)


def test_stat_entry_does_not_call_an_error_a_missing_file(tmp_path: Path) -> None:
    """
    A file system that cannot tell raises, so that nothing is deleted by mistake.
    """
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(OSError, match="Too many levels"):
        stat_entry(os.fsencode(tmp_path), b"loop/a.jpg")


def test_exclusion_of_any_parent_counts(tmp_path: Path) -> None:
    """
    A path is inside an excluded folder at whatever depth that folder is.
    """
    root = put(tmp_path, "im/thumbs/x/1.jpg", "im/upload/2.jpg", "im/library/3.jpg", "thumbs/4.jpg")

    assert is_inside_excluded(root, b"im/thumbs/x", Exclusions())
    assert is_inside_excluded(root, b"a/@eaDir/b/c", Exclusions())
    assert not is_inside_excluded(root, b"thumbs", Exclusions())
    assert not is_inside_excluded(root, b"", Exclusions())


def test_absolute_of_the_root_is_the_root() -> None:
    """
    The root's own path gains no slash.
    """
    assert absolute("/photos", b"") == b"/photos"
    assert absolute(b"/photos", b"a/b") == b"/photos/a/b"
