"""
Finding changes without being told: the fallback for network file systems and full inotify tables.

Folder mtimes find new and removed names; a rolling sweep of `stat` finds files rewritten in place.
"""

# ruff: noqa: PTH116 - paths are bytes, which pathlib cannot hold
import os
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

import structlog

from mediacore.discovery import Entry, absolute, list_folder, never, stat_entry
from mediacore.exclusions import Exclusions
from mediacore.inbox import Inbox

POLL_SECONDS = 60.0
SWEEP_FILES = 2000

log = structlog.get_logger()


class KnownFiles(Protocol):
    """
    What the inventory remembers; it may change between two calls.
    """

    def folders(self) -> Iterator[tuple[bytes, int]]:
        """
        Give every known folder with the mtime it had when it was last listed.
        """
        ...

    def files_in(self, folder: bytes) -> list[Entry]:
        """
        Give the known files that lie directly in a folder.
        """
        ...

    def files_after(self, path: bytes, limit: int) -> list[Entry]:
        """
        Give up to `limit` known files whose paths come after `path`, in the order of the bytes.
        """
        ...


class Poller:
    """
    Compares the disk with what is known, a tick at a time, and names the paths to look at.

    A folder's new mtime is believed only once two ticks saw it: a network file system may tell
    time in whole seconds, so that a change just after a listing leaves the same mtime.

    :param sweep: how many known files one tick looks at for changes in place.
    """

    def __init__(
        self,
        root: bytes | str,
        exclusions: Exclusions,
        known: KnownFiles,
        sweep: int = SWEEP_FILES,
    ) -> None:
        self._root = root
        self._exclusions = exclusions
        self._known = known
        self._sweep = sweep
        self._cursor = b""
        self._listed: dict[bytes, tuple[int, int]] = {}
        self.folders = 0

    def tick(self, stop: Callable[[], bool] = never) -> Iterator[bytes]:
        """
        Give the paths that are new, gone or changed; a path may come twice.
        """
        folders = dict(self._known.folders())
        folders.setdefault(b"", -1)
        self.folders = len(folders)
        self._listed = {path: seen for path, seen in self._listed.items() if path in folders}
        for folder, mtime_ns in folders.items():
            if stop():
                return
            yield from self._folder(folder, mtime_ns, folders)
        yield from self._slice()

    def _folder(self, folder: bytes, known_ns: int, folders: dict[bytes, int]) -> Iterator[bytes]:
        try:
            now_ns = os.stat(absolute(self._root, folder)).st_mtime_ns
        except OSError:
            yield folder
            return
        listed_ns, times = self._listed.get(folder, (known_ns, 2))
        if listed_ns == now_ns and times > 1:
            return
        self._listed[folder] = (now_ns, times + 1 if listed_ns == now_ns else 1)
        yield from self._differences(folder, folders)

    def _differences(self, folder: bytes, folders: dict[bytes, int]) -> Iterator[bytes]:
        listing = list_folder(self._root, folder, self._exclusions)
        missing = {entry.path: entry for entry in self._known.files_in(folder)}
        for entry in listing.files:
            known = missing.pop(entry.path, None)
            if known is None or _differs(known, entry):
                yield entry.path
        yield from (path for path in listing.folders if path not in folders)
        if listing.complete:
            yield from missing
        else:
            del self._listed[folder]

    def _slice(self) -> Iterator[bytes]:
        files = self._known.files_after(self._cursor, self._sweep)
        self._cursor = files[-1].path if files and len(files) == self._sweep else b""
        for known in files:
            try:
                entry = stat_entry(
                    self._root, known.path, follow_symlinks=self._exclusions.follow_symlinks
                )
            except OSError:
                yield known.path
            else:
                if entry is None or _differs(known, entry):
                    yield known.path


def _differs(known: Entry, entry: Entry) -> bool:
    return (known.size, known.mtime_ns) != (entry.size, entry.mtime_ns)


class PollingSource:
    """
    Ticks at an interval, and marks what it finds in an inbox.

    :param interval: seconds between the end of a tick and the next.
    """

    def __init__(self, poller: Poller, inbox: Inbox, interval: float = POLL_SECONDS) -> None:
        self._poller = poller
        self._inbox = inbox
        self._interval = interval
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="poller", daemon=True)

    @property
    def folders(self) -> int:
        """
        How many folders the last tick compared.
        """
        return self._poller.folders

    def start(self) -> None:
        """
        Begin; the first tick comes after one interval.
        """
        self._thread.start()

    def stop(self) -> None:
        """
        End the thread, in the middle of a tick if need be.
        """
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._interval):
            try:
                self._inbox.mark_all(list(self._poller.tick(self._stopping.is_set)))
            except Exception:
                log.warning("poll_failed", exc_info=True)
