"""
Reading a whole file.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dedup.sha256 import CHUNK, FileChangedError, sha256_of
from mediacore.quick_id import UnreadableFileError


def never() -> None:
    """
    Take a beat and do nothing.
    """


def read(path: Path, beat: Callable[[], None] = never) -> bytes:
    """
    Read a file as it is on disk now.
    """
    stat = path.stat()
    return sha256_of(os.fsencode(path), stat.st_size, stat.st_mtime_ns, beat)[0]


def test_whole_file_is_hashed(tmp_path: Path) -> None:
    """
    The SHA-256 is that of every byte, read in pieces; each piece is a sign of life.
    """
    body = os.urandom(2 * CHUNK + 5)
    path = tmp_path / "a.jpg"
    path.write_bytes(body)
    beats: list[int] = []

    assert read(path, lambda: beats.append(1)) == hashlib.sha256(body).digest()
    assert len(beats) == 3


def test_stat_tells_which_file_it_was(tmp_path: Path) -> None:
    """
    The inode of the file that was read comes with the hash.
    """
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")
    stat = path.stat()

    found = sha256_of(os.fsencode(path), 1, stat.st_mtime_ns, never)[1]

    assert (found.st_dev, found.st_ino) == (stat.st_dev, stat.st_ino)


def test_other_file_than_expected_is_not_hashed(tmp_path: Path) -> None:
    """
    Another size than the inventory's means that the file is another one.
    """
    path = tmp_path / "a.jpg"
    path.write_bytes(b"xy")

    with pytest.raises(FileChangedError):
        sha256_of(os.fsencode(path), 1, path.stat().st_mtime_ns, never)


def test_file_that_changes_meanwhile_is_not_hashed(tmp_path: Path) -> None:
    """
    A file that grows while it is read has no SHA-256 yet.
    """
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")

    def grow() -> None:
        path.write_bytes(b"longer")

    with pytest.raises(FileChangedError):
        read(path, grow)


def test_file_that_is_gone_has_changed(tmp_path: Path) -> None:
    """
    A file that vanished is looked at again, not called unreadable.
    """
    with pytest.raises(FileChangedError, match="gone"):
        sha256_of(os.fsencode(tmp_path / "none.jpg"), 1, 1, never)


def test_fifo_does_not_block(tmp_path: Path) -> None:
    """
    Something that is no regular file is left alone at once.
    """
    path = tmp_path / "a.jpg"
    os.mkfifo(path)

    with pytest.raises(FileChangedError):
        read(path)


def test_file_that_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    """
    A loop of links gives no bytes: that is a problem of the file, with the reason.
    """
    path = tmp_path / "a.jpg"
    path.symlink_to(path)

    with pytest.raises(UnreadableFileError, match="Too many levels"):
        sha256_of(os.fsencode(path), 1, 1, never)


def test_file_that_cannot_be_read_to_the_end_is_unreadable(tmp_path: Path) -> None:
    """
    A disk error in the middle is a problem of the file.
    """
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")

    def broken() -> None:
        raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableFileError, match="Input/output error"):
        read(path, broken)
