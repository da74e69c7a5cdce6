"""
Notices from the real kernel.
"""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers.inotify_c import (
    InotifyConstants,
    InotifyEvent,
    Mask,
    Watch,
    WatchDescriptor,
)

from mediacore.exclusions import Exclusions
from mediacore.inbox import Inbox
from mediacore.inotify_source import (
    Inotify,
    InotifySource,
    InotifyUnavailableError,
    explain,
)
from tests.fakes.waiting import wait_for
from tests.samples.tree import put


class Watched:
    """
    A watched folder, and what was noticed in it so far.
    """

    def __init__(self, root: Path, instance: type[Inotify] = Inotify) -> None:
        self.root = root
        self.inbox = Inbox()
        self.full: list[str] = []
        self.paths: set[bytes] = set()
        self.moves: dict[bytes, frozenset[bytes]] = {}
        self.lost = False
        self.source = InotifySource(
            os.fsencode(root), Exclusions(), self.inbox, self.full.append, instance
        )

    def noticed(self, *paths: bytes) -> None:
        """
        Wait until all these paths were noticed.
        """
        wait_for(lambda: self._take() and self.paths.issuperset(paths))

    def moved(self, destination: bytes) -> frozenset[bytes]:
        """
        Wait until a move was noticed, and give its sources.
        """
        wait_for(lambda: self._take() and destination in self.moves)
        return self.moves[destination]

    def _take(self) -> bool:
        taken = self.inbox.take()
        self.paths.update(taken.paths)
        self.moves.update(taken.moves)
        self.lost = self.lost or taken.lost
        return True


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """
    A folder with two others in it, one of them excluded.
    """
    put(tmp_path, "a/old.jpg", "a/@eaDir/thumb.jpg")
    made = Watched(tmp_path)
    made.source.start()
    yield made
    made.source.stop()


def test_only_wanted_folders_are_watched(watched: Watched) -> None:
    """
    The root and `a` are watched, the excluded folder costs no watch.
    """
    assert watched.source.folders == 2


def test_files_are_noticed_whatever_their_bytes(watched: Watched) -> None:
    """
    New, changed and removed files are noticed, names without UTF-8 and line breaks too.
    """
    put(watched.root, b"a/\xff\n.jpg")
    (watched.root / "a/old.jpg").unlink()

    watched.noticed(b"a/\xff\n.jpg", b"a/old.jpg")


def test_a_changed_time_or_mode_is_noticed(watched: Watched) -> None:
    """
    A file that becomes readable tells so only by its attributes.
    """
    (watched.root / "a/old.jpg").chmod(0o600)

    watched.noticed(b"a/old.jpg")


def test_unknown_formats_and_excluded_folders_are_not_noticed(watched: Watched) -> None:
    """
    What nobody wants to know is not told.
    """
    put(watched.root, "a/notes.txt", "a/@eaDir/new.jpg", "a/last.jpg")

    watched.noticed(b"a/last.jpg")

    assert watched.paths == {b"a/last.jpg"}


def test_a_rename_is_noticed_as_a_pair(watched: Watched) -> None:
    """
    Old and new name of a file come together.
    """
    (watched.root / "a/old.jpg").rename(watched.root / "new.jpg")

    assert watched.moved(b"new.jpg") == {b"a/old.jpg"}


def test_a_renamed_folder_is_one_notice(watched: Watched) -> None:
    """
    A folder's files are not told one by one.
    """
    (watched.root / "a").rename(watched.root / "b")

    assert watched.moved(b"b") == {b"a"}
    assert set(watched.moves) == {b"b"}


def test_files_in_a_renamed_folder_are_noticed_under_its_new_name(watched: Watched) -> None:
    """
    The watch follows the folder.
    """
    (watched.root / "a").rename(watched.root / "b")
    put(watched.root, "b/new.jpg")

    watched.noticed(b"b/new.jpg")


def test_deep_new_folders_are_noticed(watched: Watched) -> None:
    """
    `mkdir -p` and a file at once lose nothing.
    """
    put(watched.root, "x/y/z/1.jpg")
    watched.noticed(b"x")
    put(watched.root, "x/y/z/2.jpg")

    watched.noticed(b"x/y/z/2.jpg")


def test_a_removed_folder_is_noticed(watched: Watched) -> None:
    """
    A folder that goes takes its name with it.
    """
    put(watched.root, "x/1.jpg")
    watched.noticed(b"x")
    (watched.root / "x/1.jpg").unlink()
    (watched.root / "x").rmdir()

    wait_for(lambda: watched.source.folders == 2)


def test_the_end_of_the_root_itself_is_no_notice(watched: Watched) -> None:
    """
    A root that is removed is not a path in the library.
    """
    (watched.root / "a/@eaDir/thumb.jpg").unlink()
    (watched.root / "a/@eaDir").rmdir()
    (watched.root / "a/old.jpg").unlink()
    (watched.root / "a").rmdir()
    watched.root.rmdir()

    wait_for(lambda: watched.source.folders == 0)
    assert b"" not in watched.inbox.take().paths


def test_an_overflow_of_the_kernels_queue_is_a_loss(watched: Watched) -> None:
    """
    The kernel says that it dropped events; all folders are watched again afterwards.
    """
    inotify = watched.source._inotify
    assert inotify is not None
    overflow = InotifyEvent(WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW, 0, b"")

    inotify.handle_event(overflow)

    assert watched.inbox.take().lost
    put(watched.root, "a/after.jpg")
    watched.noticed(b"a/after.jpg")


class TinyTable(Inotify):
    """
    An inotify whose table has three places.
    """

    def _get_or_create_watch(self, path: bytes, mask: Mask) -> Watch:
        if len(self._watch_for_wd) >= 3:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        return super()._get_or_create_watch(path, mask)


def test_a_table_too_small_for_the_library_is_an_error(tmp_path: Path) -> None:
    """
    A library of which a part would go unseen is not watched at all.
    """
    put(tmp_path, "a/1.jpg", "b/2.jpg", "c/3.jpg")
    watched = Watched(tmp_path, TinyTable)

    with pytest.raises(InotifyUnavailableError, match="max_user_watches"):
        watched.source.start()

    assert watched.source.folders == 0
    assert watched.full == []


def test_a_table_that_fills_up_later_is_told(tmp_path: Path) -> None:
    """
    A folder made while watching may be the one too many.
    """
    put(tmp_path, "a/1.jpg", "b/2.jpg")
    watched = Watched(tmp_path, TinyTable)
    watched.source.start()
    (tmp_path / "c").mkdir()

    wait_for(lambda: bool(watched.full))
    watched.source.stop()

    assert "The inotify table is full" in watched.full[0]


class Vanishing(Inotify):
    """
    An inotify before which one folder disappears.
    """

    def _get_or_create_watch(self, path: bytes, mask: Mask) -> Watch:
        if path.endswith(b"/gone"):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        return super()._get_or_create_watch(path, mask)


def test_a_folder_that_vanishes_meanwhile_is_no_error(tmp_path: Path) -> None:
    """
    Folders may go while the library is being watched.
    """
    put(tmp_path, "a/1.jpg", "gone/2.jpg")
    watched = Watched(tmp_path, Vanishing)
    watched.source.start()

    assert watched.source.folders == 2
    watched.source.stop()


def test_a_root_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """
    A missing root cannot be watched.
    """
    with pytest.raises(InotifyUnavailableError, match="No such file"):
        Watched(tmp_path / "gone").source.start()


class NoInstance(Inotify):
    """
    An inotify that the kernel refuses.
    """

    @classmethod
    def _create_inotify_fd(cls) -> int:
        raise OSError(errno.EMFILE, "inotify instance limit reached")


def test_too_many_instances_are_an_error(tmp_path: Path) -> None:
    """
    The message names the limit to raise.
    """
    with pytest.raises(InotifyUnavailableError, match="max_user_instances"):
        Watched(tmp_path, NoInstance).source.start()


def test_other_errors_keep_their_reason() -> None:
    """
    An error without a known cause is told as the system tells it.
    """
    assert (
        explain(OSError(errno.EACCES, "x")) == "inotify cannot watch the root: Permission denied."
    )
