"""
Finding the media files under a root: one listing a folder, names as the bytes they are.

Nothing is opened but folders, and nothing is followed out of the root unless asked for.
"""

# ruff: noqa: PTH112, PTH114, PTH116, PTH118 - paths are bytes, which pathlib cannot hold
import errno
import os
import stat
from collections.abc import Callable, Collection, Iterator

from mediacore.entries import Entry, FolderListing, Problem
from mediacore.exclusions import IMMICH_GENERATED, IMMICH_SIGNS, Exclusions
from mediacore.paths import MAX_PATH_BYTES, name_of, parent_of

__all__ = [
    "GONE",
    "Entry",
    "FolderListing",
    "Problem",
    "absolute",
    "entry_of",
    "is_inside_excluded",
    "join",
    "list_folder",
    "never",
    "stat_entry",
    "stat_path",
    "walk",
]

GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})


def never() -> bool:
    """
    Say that nobody asked to stop.
    """
    return False


def absolute(root: bytes | str, path: bytes) -> bytes:
    """
    Give the full path of a path relative to the root.
    """
    base = os.fsencode(root)
    return os.path.join(base, path) if path else base


def join(folder: bytes, name: bytes) -> bytes:
    """
    Give the path of a name in a folder, both relative to the root.
    """
    return folder + b"/" + name if folder else name


def entry_of(path: bytes, status: os.stat_result) -> Entry:
    """
    Shape the answer of a `stat`.
    """
    return Entry(
        path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev
    )


def stat_path(
    root: bytes | str, path: bytes, *, follow_symlinks: bool = False
) -> os.stat_result | None:
    """
    Give the `stat` of whatever is at a path, or `None` when nothing is.

    :raises OSError: when the file system cannot tell, which does not mean that the file is gone.
    """
    try:
        return os.stat(absolute(root, path), follow_symlinks=follow_symlinks)
    except OSError as error:
        if error.errno in GONE:
            return None
        raise


def stat_entry(root: bytes | str, path: bytes, *, follow_symlinks: bool = False) -> Entry | None:
    """
    Give the entry of a regular file, or `None` when there is none at that path.

    :raises OSError: when the file system cannot tell, which does not mean that the file is gone.
    """
    status = stat_path(root, path, follow_symlinks=follow_symlinks)
    return entry_of(path, status) if status and stat.S_ISREG(status.st_mode) else None


def is_inside_excluded(root: bytes | str, folder: bytes, exclusions: Exclusions) -> bool:
    """
    Say whether a folder or any folder above it is excluded, for paths that no walk led to.
    """
    while folder:
        siblings: Collection[bytes] = ()
        parent = parent_of(folder)
        if name_of(folder) in IMMICH_GENERATED:
            siblings = {
                sign for sign in IMMICH_SIGNS if os.path.isdir(absolute(root, join(parent, sign)))
            }
        if exclusions.excludes_folder(folder, siblings):
            return True
        folder = parent
    return False


class _Reader:
    """
    Reads one folder into a listing.
    """

    def __init__(self, root: bytes, folder: bytes, exclusions: Exclusions) -> None:
        self.root = root
        self.folder = folder
        self.exclusions = exclusions
        self.files: list[Entry] = []
        self.folders: list[bytes] = []
        self.problems: list[Problem] = []
        self.complete = True

    def read(self) -> FolderListing:
        own: os.stat_result | None = None
        try:
            own = os.stat(absolute(self.root, self.folder))
            with os.scandir(absolute(self.root, self.folder)) as found:
                self._sort_in(sorted(found, key=lambda item: item.name))
        except OSError as error:
            self._failed(self.folder, error)
        return FolderListing(
            path=self.folder,
            mtime_ns=own.st_mtime_ns if own else 0,
            device=own.st_dev if own else 0,
            files=tuple(self.files),
            folders=tuple(self.folders),
            problems=tuple(self.problems),
            complete=self.complete,
        )

    def _sort_in(self, items: list["os.DirEntry[bytes]"]) -> None:
        follow = self.exclusions.follow_symlinks
        folders: dict[bytes, None] = {}
        for item in items:
            path = join(self.folder, item.name)
            try:
                if item.is_dir(follow_symlinks=follow):
                    folders[item.name] = None
                elif not self.exclusions.excludes_file(path) and self._short_enough(path):
                    self._take_file(path, item)
            except OSError as error:
                self._failed(path, error)
        for name in folders:
            path = join(self.folder, name)
            if not self.exclusions.excludes_folder(path, folders) and self._short_enough(path):
                self.folders.append(path)

    def _take_file(self, path: bytes, item: "os.DirEntry[bytes]") -> None:
        if item.is_symlink() and not self.exclusions.follow_symlinks:
            return
        try:
            status = item.stat()
        except FileNotFoundError:
            return
        if stat.S_ISREG(status.st_mode):
            self.files.append(entry_of(path, status))
        else:
            self.problems.append(Problem(path, f"not a regular file: {_named(status.st_mode)}"))

    def _short_enough(self, path: bytes) -> bool:
        if len(path) <= MAX_PATH_BYTES:
            return True
        self.problems.append(Problem(path, f"the path is longer than {MAX_PATH_BYTES} bytes"))
        return False

    def _failed(self, path: bytes, error: OSError) -> None:
        self.complete = self.complete and error.errno == errno.ELOOP
        self.problems.append(Problem(path, os.strerror(error.errno or 0)))


def _named(mode: int) -> str:
    names = {stat.S_IFIFO: "a FIFO", stat.S_IFSOCK: "a socket"}
    return names.get(stat.S_IFMT(mode), "a device")


def list_folder(root: bytes | str, folder: bytes, exclusions: Exclusions) -> FolderListing:
    """
    List one folder; what cannot be read is a problem in the listing, never an exception.
    """
    return _Reader(os.fsencode(root), folder, exclusions).read()


def walk(
    root: bytes | str,
    exclusions: Exclusions,
    under: bytes = b"",
    stop: Callable[[], bool] = never,
) -> Iterator[FolderListing]:
    """
    List `under` and every folder below it, parents first, in the order of the names.

    Memory grows with the depth and width of the tree, not with the number of files.
    """
    base = os.fsencode(root)
    links = _LinkedFolders(base) if exclusions.follow_symlinks else None
    pending = [under]
    while pending and not stop():
        folder = pending.pop()
        if links and not links.may_enter(folder):
            continue
        listing = list_folder(base, folder, exclusions)
        pending.extend(reversed(listing.folders))
        yield listing


class _LinkedFolders:
    """
    Keeps a walk that follows links from going in circles.
    """

    def __init__(self, root: bytes) -> None:
        self._root = root
        self._home = os.path.realpath(root) + b"/"
        self._seen: set[tuple[int, int]] = set()

    def may_enter(self, folder: bytes) -> bool:
        """
        Say whether a folder is new; a link to a place in the root is left to that place.
        """
        full = absolute(self._root, folder)
        if folder and os.path.islink(full):
            real = os.path.realpath(full) + b"/"
            if real.startswith(self._home):
                return False
        try:
            status = os.stat(full)
        except OSError:
            return True
        identity = (status.st_dev, status.st_ino)
        if identity in self._seen:
            return False
        self._seen.add(identity)
        return True
