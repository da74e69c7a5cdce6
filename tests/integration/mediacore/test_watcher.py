"""
A library watched for real: inotify, threads and files that are copied.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from watchdog.observers.inotify_c import Mask, Watch

from mediacore.change_set import ChangeSet
from mediacore.exclusions import Exclusions
from mediacore.filesystem import WatchMode
from mediacore.inotify_source import Inotify
from mediacore.root_guard import RootGuard, RootState
from mediacore.watcher import NETWORK_QUIET_SECONDS, Watcher
from tests.fakes.known_files import RememberedFiles
from tests.fakes.waiting import wait_for
from tests.samples.tree import HALF_JPEG, JPEG, put

QUIET = 0.05


class Library:
    """
    A sink that keeps what it was told.
    """

    def __init__(self) -> None:
        self.portions: list[ChangeSet] = []
        self.known = RememberedFiles()

    def __call__(self, portion: ChangeSet) -> None:
        """
        Take one portion.
        """
        self.portions.append(portion)

    @property
    def paths(self) -> list[bytes]:
        """
        The paths of all upserts so far.
        """
        return [entry.path for portion in list(self.portions) for entry in portion.upserts]

    @property
    def removed(self) -> list[bytes]:
        """
        The removed paths so far.
        """
        return [path for portion in list(self.portions) for path in portion.removed]

    @property
    def lost(self) -> bool:
        """
        Whether a loss was told.
        """
        return any(portion.lost for portion in list(self.portions))


@contextmanager
def watching(root: Path, library: Library, **options: Any) -> Iterator[Watcher]:
    """
    Watch a folder for the length of a block.
    """
    settings: dict[str, Any] = {"mode": "inotify", "settle": QUIET, "heartbeat": 0.05, **options}
    watcher = Watcher(os.fsencode(root), Exclusions(), library, known=library.known, **settings)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()


def test_a_copied_file_arrives(tmp_path: Path) -> None:
    """
    A file written in two halves is told once, whole.
    """
    library = Library()
    with watching(tmp_path, library) as watcher:
        with (tmp_path / "a.jpg").open("wb", buffering=0) as file:
            file.write(HALF_JPEG)
            wait_for(lambda: watcher.status.queue > 0)
            file.write(JPEG[len(HALF_JPEG) :])
        wait_for(lambda: bool(library.paths))

    assert library.paths == [b"a.jpg"]
    assert library.portions[0].upserts[0].size == len(JPEG)


def test_renames_and_removals_follow(tmp_path: Path) -> None:
    """
    A renamed file is one portion; a removed one is told.
    """
    library = Library()
    put(tmp_path, "a.jpg", "b.jpg")
    with watching(tmp_path, library):
        (tmp_path / "a.jpg").rename(tmp_path / "c.jpg")
        wait_for(lambda: b"c.jpg" in library.paths)
        (tmp_path / "b.jpg").unlink()
        wait_for(lambda: b"b.jpg" in library.removed)

    assert library.portions[0].removed == (b"a.jpg",)


def test_a_burst_of_ten_thousand_files_is_batched_and_whole(tmp_path: Path) -> None:
    """
    Nothing of a burst is lost, and it comes in portions.
    """
    library = Library()
    names = [f"{number % 20}/{number}.gif" for number in range(10_000)]
    with watching(tmp_path, library) as watcher:
        put(tmp_path, *names, content=b"GIF89a\0;")
        wait_for(lambda: library.lost or len(set(library.paths)) == len(names))
        wait_for(lambda: watcher.status.queue == 0)

    assert library.lost or set(library.paths) == {name.encode() for name in names}
    assert max(len(portion.upserts) for portion in library.portions) <= 500


def test_a_polled_rename_is_one_portion(tmp_path: Path) -> None:
    """
    Polling finds old and new name in one tick, and tells them together.
    """
    library = Library()
    put(tmp_path, "a/1.jpg", "b/2.jpg")
    library.known.learn(os.fsencode(tmp_path), Exclusions())
    for folder in ("a", "b"):
        os.utime(tmp_path / folder, (1e9, 1e9))
    (tmp_path / "a/1.jpg").rename(tmp_path / "b/new.jpg")
    with watching(tmp_path, library, mode="poll", poll_interval=0.05):
        wait_for(lambda: bool(library.portions))

    assert library.portions[0].removed == (b"a/1.jpg",)
    assert [entry.path for entry in library.portions[0].upserts] == [b"b/new.jpg"]


def test_watching_changes_no_file(tmp_path: Path) -> None:
    """
    Neither content nor any time of a watched file changes, not even that of the last access.
    """
    library, path = Library(), tmp_path / "a.jpg"
    with watching(tmp_path, library):
        put(tmp_path, "a.jpg")
        os.utime(path, (1e9, 1e9))
        before = path.stat()
        wait_for(lambda: b"a.jpg" in library.paths)
    after = path.stat()

    assert path.read_bytes() == JPEG
    assert (after.st_atime_ns, after.st_mtime_ns) == (before.st_atime_ns, before.st_mtime_ns)


def test_the_status_says_how_it_watches(tmp_path: Path) -> None:
    """
    Mode, reason, folders and queue are there for people.
    """
    put(tmp_path, "a/1.jpg")
    with watching(tmp_path, Library()) as watcher:
        status = watcher.status

    assert (status.mode, status.folders, status.queue) == (WatchMode.INOTIFY, 2, 0)
    assert status.reason == "The settings say so."
    assert status.suspended is None
    assert watcher.status.folders == 0


class TinyTable(Inotify):
    """
    An inotify whose table has two places.
    """

    def _get_or_create_watch(self, path: bytes, mask: Mask) -> Watch:
        if len(self._watch_for_wd) >= 2:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        return super()._get_or_create_watch(path, mask)


def test_a_full_table_falls_back_to_polling(tmp_path: Path) -> None:
    """
    A library with more folders than watches is polled, and the status says why.
    """
    library = Library()
    put(tmp_path, "a/1.jpg", "b/2.jpg")
    library.known.learn(os.fsencode(tmp_path), Exclusions())
    with watching(tmp_path, library, inotify=TinyTable, poll_interval=0.05) as watcher:
        assert watcher.status.mode is WatchMode.POLL
        assert "table is full" in watcher.status.reason
        put(tmp_path, "c/3.jpg")
        wait_for(lambda: b"c/3.jpg" in library.paths)


def test_a_table_that_fills_up_later_falls_back_without_a_gap(tmp_path: Path) -> None:
    """
    When a new folder finds no place, polling takes over and a reconciliation is asked for.
    """
    library = Library()
    put(tmp_path, "a/1.jpg")
    library.known.learn(os.fsencode(tmp_path), Exclusions())
    with watching(tmp_path, library, inotify=TinyTable, poll_interval=0.05) as watcher:
        at_first = watcher.status.mode
        put(tmp_path, "b/2.jpg")
        wait_for(lambda: library.lost)
        wait_for(lambda: b"b/2.jpg" in library.paths)

        assert (at_first, watcher.status.mode) == (WatchMode.INOTIFY, WatchMode.POLL)


def test_a_root_that_goes_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    """
    While the root is away nothing is called removed; afterwards everything is compared.
    """
    library, root = Library(), tmp_path / "library"
    put(root, "a/1.jpg", "b/2.jpg")
    with watching(root, library) as watcher:
        root.rename(tmp_path / "away")
        wait_for(lambda: library.lost)
        library.portions.clear()
        shutil.copytree(tmp_path / "away", root)
        wait_for(lambda: library.lost)
        wait_for(lambda: watcher.status.folders == 3)
        put(root, "a/new.jpg")
        wait_for(lambda: b"a/new.jpg" in library.paths)

    assert library.removed == []


def test_a_network_file_system_gets_more_time(tmp_path: Path) -> None:
    """
    Clients of a network file system remember attributes: two equal looks must lie further apart.
    """
    watcher = Watcher(
        os.fsencode(tmp_path),
        Exclusions(),
        Library(),
        known=RememberedFiles(),
        filesystem=lambda _root: "nfs4",
    )

    assert watcher._pump._settle.quiet_seconds == NETWORK_QUIET_SECONDS


class StumblingGuard(RootGuard):
    """
    A guard that fails in a way nobody foresaw, once the watching has begun.
    """

    checks = 0

    def check(self) -> RootState:
        """
        Fail at the second check.
        """
        self.checks += 1
        if self.checks == 2:
            raise RuntimeError("unforeseen")
        return super().check()


def test_an_unforeseen_error_costs_a_reconciliation_only(tmp_path: Path) -> None:
    """
    The watching goes on, and everything is compared.
    """
    library = Library()
    put(tmp_path, "a.jpg", "b.jpg")
    with watching(tmp_path, library, guard=StumblingGuard(os.fsencode(tmp_path))):
        (tmp_path / "a.jpg").unlink()
        wait_for(lambda: library.lost)
        put(tmp_path, "c.jpg")
        wait_for(lambda: b"c.jpg" in library.paths)


def test_a_failing_sink_loses_nothing(tmp_path: Path) -> None:
    """
    A portion that was refused is told again.
    """
    library = Library()
    failures = iter([ConnectionError("the database is away")])

    def sink(portion: ChangeSet) -> None:
        for failure in failures:
            raise failure
        library(portion)

    watcher = Watcher(
        os.fsencode(tmp_path), Exclusions(), sink, mode="inotify", known=library.known, settle=QUIET
    )
    watcher.start()
    put(tmp_path, "a.jpg")
    wait_for(lambda: library.paths == [b"a.jpg"])

    watcher.stop()
