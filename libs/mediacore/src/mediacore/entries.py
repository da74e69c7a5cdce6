"""
What discovery finds, as plain values: files, folders and problems.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """
    What one `stat` says of a regular file.

    :param path: relative to the root.
    """

    path: bytes
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    device: int


@dataclass(frozen=True, slots=True)
class Problem:
    """
    Something that could not be read, and why, in words for people.
    """

    path: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class FolderListing:
    """
    One folder as it was found, in the order of the names.

    :param path: relative to the root, which itself is `b""`.
    :param mtime_ns: the folder's own, taken before it was read; 0 when that failed.
    :param folders: paths of the folders in it that are not excluded.
    :param complete: `False` when the folder could not be read whole: then nothing in it may be
        called missing.
    """

    path: bytes
    mtime_ns: int
    device: int
    files: tuple[Entry, ...] = ()
    folders: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()
    complete: bool = True
