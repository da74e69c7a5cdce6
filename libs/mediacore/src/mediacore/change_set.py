"""
What happened to the library, in portions that the inventory takes whole.
"""

from dataclasses import dataclass

from mediacore.entries import Entry
from mediacore.paths import parent_of


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """
    One portion of changes; the removals happened before the upserts.

    A rename is a removal and an upsert (or a rescan, for a folder) in the same portion, so that
    the content can be recognised.

    :param upserts: files that are new, changed or moved there, finished being written.
    :param removed: files or folders that are gone; a path stands for everything below it.
    :param rescan_folders: folders to walk, with all below them, because no file of theirs is named.
    :param lost: events were lost: only a full reconciliation knows what happened.
    """

    upserts: tuple[Entry, ...] = ()
    removed: tuple[bytes, ...] = ()
    rescan_folders: tuple[bytes, ...] = ()
    lost: bool = False

    def __bool__(self) -> bool:
        return bool(self.upserts or self.removed or self.rescan_folders or self.lost)


def is_below(path: bytes, folder: bytes) -> bool:
    """
    Say whether a path lies in a folder, at any depth; everything but the root lies in `b""`.
    """
    return path.startswith(folder + b"/") if folder else bool(path)


def topmost(folders: set[bytes]) -> list[bytes]:
    """
    Give the folders that lie in no other of them, in order.
    """
    return sorted(folder for folder in folders if not _has_ancestor_in(folder, folders))


def _has_ancestor_in(path: bytes, folders: set[bytes]) -> bool:
    while path:
        path = parent_of(path)
        if path in folders:
            return True
    return False


class ChangeBatch:
    """
    Gathers changes until they make a portion: the last word on a path counts.
    """

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._upserts: dict[bytes, Entry] = {}
        self._removed: set[bytes] = set()
        self._rescan: set[bytes] = set()
        self._lost = False
        self.opened_at: float | None = None

    def __len__(self) -> int:
        return len(self._upserts) + len(self._removed) + len(self._rescan)

    def upsert(self, entry: Entry, now: float) -> None:
        """
        Note a finished file.
        """
        self._open(now)
        self._removed.discard(entry.path)
        self._upserts[entry.path] = entry

    def remove(self, path: bytes, now: float) -> None:
        """
        Note that a file or a folder is gone.
        """
        self._open(now)
        self._removed.add(path)
        for known in [known for known in self._upserts if known == path or is_below(known, path)]:
            del self._upserts[known]
        self._rescan = {
            known for known in self._rescan if known != path and not is_below(known, path)
        }

    def rescan(self, folder: bytes, now: float) -> None:
        """
        Note that a folder must be walked.
        """
        self._open(now)
        self._removed.discard(folder)
        self._rescan.add(folder)

    def lose(self, now: float) -> None:
        """
        Note that events were lost.
        """
        self._open(now)
        self._lost = True

    def take(self) -> ChangeSet:
        """
        Give everything gathered, and begin anew.
        """
        portion = ChangeSet(
            upserts=tuple(self._upserts[path] for path in sorted(self._upserts)),
            removed=tuple(topmost(self._removed)),
            rescan_folders=tuple(topmost(self._rescan)),
            lost=self._lost,
        )
        self._clear()
        return portion

    def _open(self, now: float) -> None:
        if self.opened_at is None:
            self.opened_at = now
