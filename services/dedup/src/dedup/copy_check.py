"""
The last look at the disk before a copy is let go: another one must be there, whole and good.

Files are only read. What the inventory says is not believed: each file is opened, compared with
what was known of it, and read from its first to its last byte.
"""

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from dedup.checked_files import BadCopyError, CheckedFile, KnownFile, Trouble
from dedup.sha256 import FileChangedError, sha256_of
from mediacore.discovery import absolute
from mediacore.errors import TwinlensError
from mediacore.facts import read_file
from mediacore.formats import Kind
from mediacore.paths import display, name_of
from mediacore.quick_id import UnreadableFileError

Decodes = Callable[[bytes, Kind], object]
"""
Shows a file, to prove that it can be shown; raises `TwinlensError` or `OSError` when it cannot.
"""


class CopyCheck:
    """
    Looks at the files of one library.

    :param decodes: shows a picture or clip; best in a process of its own.
    """

    def __init__(self, root: bytes, decodes: Decodes) -> None:
        self._root = root
        self._decodes = decodes

    def is_there(self, path: bytes) -> bool:
        """
        Tell whether anything has this name, relative to the library.
        """
        return os.path.lexists(absolute(self._root, path))

    def status(self, known: KnownFile) -> os.stat_result:
        """
        Give a file's stat.

        :raises BadCopyError: when it is not the file that the inventory knows.
        """
        try:
            found = Path(os.fsdecode(absolute(self._root, known.path))).stat()
        except FileNotFoundError:
            raise BadCopyError(known.shown, Trouble.GONE) from None
        except OSError:
            raise BadCopyError(known.shown, Trouble.UNREADABLE) from None
        if not stat.S_ISREG(found.st_mode):
            raise BadCopyError(known.shown, Trouble.NOT_A_FILE)
        if (found.st_size, found.st_mtime_ns) != (known.size, known.mtime_ns) or not found.st_size:
            raise BadCopyError(known.shown, Trouble.CHANGED)
        return found

    def read(
        self, known: KnownFile, content: bytes | None, beat: Callable[[], None]
    ) -> CheckedFile:
        """
        Read a file whole.

        :param content: the SHA-256 it must have, or `None` where the group is of near duplicates.
        :param beat: called as `sha256_of` does.
        :raises BadCopyError: when it cannot be read, or is not what it was.
        """
        path = absolute(self._root, known.path)
        try:
            sha256, found = sha256_of(path, known.size, known.mtime_ns, beat)
        except FileChangedError:
            raise BadCopyError(known.shown, Trouble.CHANGED) from None
        except UnreadableFileError:
            raise BadCopyError(known.shown, Trouble.UNREADABLE) from None
        if content is not None and sha256 != content:
            raise BadCopyError(known.shown, Trouble.OTHER_CONTENT)
        return CheckedFile(known, sha256, found.st_dev, found.st_ino)

    def show(self, known: KnownFile) -> None:
        """
        Prove that a file can be shown.

        :raises BadCopyError: when it cannot.
        """
        try:
            self._decodes(absolute(self._root, known.path), known.kind)
        except (TwinlensError, OSError):
            raise BadCopyError(known.shown, Trouble.NOT_DECODABLE) from None

    def is_damaged(self, known: KnownFile, found: os.stat_result) -> bool:
        """
        Tell whether a file says of itself that it is not whole, or gives no bytes at all.

        :param found: its stat.
        """
        path = absolute(self._root, known.path)
        try:
            reading = read_file(path, display(name_of(known.path)), found)
        except UnreadableFileError:
            return True
        return reading.facts.problem is not None

    def keeper(
        self,
        kept: Sequence[KnownFile],
        going: Sequence[os.stat_result],
        content: bytes | None,
        beat: Callable[[], None],
        *,
        whole: bool = False,
    ) -> tuple[CheckedFile | None, list[BadCopyError]]:
        """
        Give the first kept file that is a good copy, and what is wrong with those before it.

        :param going: the files that are to go: a keeper is none of them under another name.
        :param content: as `read` takes it.
        :param whole: whether a damaged file is none, though it can be shown.
        """
        troubles: list[BadCopyError] = []
        for known in kept:
            try:
                return self._good(known, going, content, beat, whole=whole), troubles
            except BadCopyError as error:
                troubles.append(error)
        return None, troubles

    def _good(
        self,
        known: KnownFile,
        going: Sequence[os.stat_result],
        content: bytes | None,
        beat: Callable[[], None],
        *,
        whole: bool,
    ) -> CheckedFile:
        found = self.status(known)
        if any(same_file(found, other) for other in going):
            raise BadCopyError(known.shown, Trouble.SAME_FILE)
        if whole and self.is_damaged(known, found):
            raise BadCopyError(known.shown, Trouble.DAMAGED)
        checked = self.read(known, content, beat)
        if content is None:
            self.show(known)
        return checked


def same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """
    Tell whether two stats are of one file on disk.

    One share that is mounted twice has two device numbers; its files still share inode and ctime.
    """
    if one.st_ino != other.st_ino:
        return False
    return one.st_dev == other.st_dev or one.st_ctime_ns == other.st_ctime_ns
