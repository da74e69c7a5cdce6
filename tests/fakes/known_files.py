"""
Stand-ins for what an inventory remembers of a library, and entries to fill it with.
"""

from collections.abc import Iterator

from mediacore.discovery import Entry, walk
from mediacore.exclusions import Exclusions
from mediacore.paths import parent_of


def entry(path: bytes, size: int = 10, mtime_ns: int = 1, ctime_ns: int = 1) -> Entry:
    """
    Make an entry whose inode and device do not matter.
    """
    return Entry(path, size, mtime_ns, ctime_ns, inode=1, device=1)


class RememberedFiles:
    """
    Keeps known files in memory, as they were when they were last learned.
    """

    def __init__(self) -> None:
        self._folders: dict[bytes, int] = {}
        self._files: dict[bytes, Entry] = {}

    def learn(self, root: bytes, exclusions: Exclusions) -> None:
        """
        Remember a library as it is now.
        """
        listings = list(walk(root, exclusions))
        self._folders = {listing.path: listing.mtime_ns for listing in listings}
        self._files = {file.path: file for listing in listings for file in listing.files}

    def folders(self) -> Iterator[tuple[bytes, int]]:
        """
        Give the folders.
        """
        return iter(self._folders.items())

    def files_in(self, folder: bytes) -> list[Entry]:
        """
        Give the files of one folder.
        """
        return [file for path, file in self._files.items() if parent_of(path) == folder]

    def files_after(self, path: bytes, limit: int) -> list[Entry]:
        """
        Give some files in order.
        """
        return [self._files[known] for known in sorted(self._files) if known > path][:limit]
