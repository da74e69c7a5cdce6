"""
Finding changes by comparing the disk with what is known.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from mediacore.exclusions import Exclusions
from mediacore.inbox import Inbox
from mediacore.poller import Poller, PollingSource
from tests.fakes.known_files import RememberedFiles
from tests.fakes.waiting import wait_for
from tests.samples.tree import put

NAMES = ("a/1.jpg", "a/2.jpg", "b/3.jpg", "b/c/4.jpg")


def known_library(root: Path, *names: str) -> RememberedFiles:
    """
    Make a library, and remember it.
    """
    known = RememberedFiles()
    known.learn(put(root, *(names or NAMES)), Exclusions())
    return known


def poller_of(root: Path, known: RememberedFiles, sweep: int = 100) -> Poller:
    """
    Make a poller over a folder.
    """
    return Poller(os.fsencode(root), Exclusions(), known, sweep)


def age(folder: Path, seconds: float = 10.0) -> None:
    """
    Set a folder's mtime apart from what was remembered, whatever the clock's grain.
    """
    os.utime(folder, (1e9 + seconds, 1e9 + seconds))


def test_nothing_changed_is_nothing_to_look_at(tmp_path: Path) -> None:
    """
    A library that is as it was remembered yields no path.
    """
    poller = poller_of(tmp_path, known_library(tmp_path))

    assert list(poller.tick()) == []
    assert poller.folders == 4


def test_new_and_removed_names_are_found_by_folder_mtimes(tmp_path: Path) -> None:
    """
    A folder whose mtime changed is compared name by name.
    """
    poller = poller_of(tmp_path, known_library(tmp_path), sweep=0)
    put(tmp_path, "a/new.jpg", "b/d/5.jpg")
    (tmp_path / "a/1.jpg").unlink()
    age(tmp_path / "a")
    age(tmp_path / "b")

    assert sorted(poller.tick()) == [b"a/1.jpg", b"a/new.jpg", b"b/d"]


def test_a_removed_folder_is_named(tmp_path: Path) -> None:
    """
    A folder that cannot be looked at is itself to be looked at.
    """
    poller = poller_of(tmp_path, known_library(tmp_path), sweep=0)
    (tmp_path / "b/c/4.jpg").unlink()
    (tmp_path / "b/c").rmdir()

    assert b"b/c" in set(poller.tick())


def test_a_changed_folder_is_compared_in_two_ticks(tmp_path: Path) -> None:
    """
    A change right after a listing may leave the mtime as it was: the second tick sees it.
    """
    known = known_library(tmp_path)
    poller = poller_of(tmp_path, known, sweep=0)
    put(tmp_path, "a/new.jpg")
    age(tmp_path / "a")
    assert set(poller.tick()) == {b"a/new.jpg"}
    put(tmp_path, "a/late.jpg")
    age(tmp_path / "a")
    assert set(poller.tick()) == {b"a/new.jpg", b"a/late.jpg"}
    put(tmp_path, "a/unseen.jpg")
    age(tmp_path / "a")

    assert set(poller.tick()) == set()


def test_a_file_rewritten_in_place_is_found_by_the_sweep(tmp_path: Path) -> None:
    """
    Each tick looks at the next slice of the known files, and begins anew at the end.
    """
    poller = poller_of(tmp_path, known_library(tmp_path), sweep=3)
    (tmp_path / "b/c/4.jpg").write_bytes(b"longer than before, and no picture")

    found = [list(poller.tick()) for _ in range(4)]

    assert found == [[], [b"b/c/4.jpg"], [], [b"b/c/4.jpg"]]


def test_the_sweep_finds_files_that_vanished_or_cannot_be_read(tmp_path: Path) -> None:
    """
    What the sweep cannot find or judge is to be looked at.
    """
    poller = poller_of(tmp_path, known_library(tmp_path, "a/1.jpg", "z/2.jpg"))
    (tmp_path / "z/2.jpg").unlink()
    (tmp_path / "z").rmdir()
    (tmp_path / "z").symlink_to("z")
    (tmp_path / "a/1.jpg").unlink()

    assert {b"a/1.jpg", b"z/2.jpg"} <= set(poller.tick())


def test_an_unknown_library_is_found_from_its_root(tmp_path: Path) -> None:
    """
    With nothing remembered, everything at the top is new.
    """
    put(tmp_path, *NAMES, "top.jpg")

    assert list(poller_of(tmp_path, RememberedFiles()).tick()) == [b"top.jpg", b"a", b"b"]


def test_a_file_in_place_of_a_folder_makes_nothing_missing(tmp_path: Path) -> None:
    """
    In a folder that cannot be listed no file is called missing, and it is tried at each tick.
    """
    poller = poller_of(tmp_path, known_library(tmp_path, "a/1.jpg"), sweep=0)
    (tmp_path / "a/1.jpg").unlink()
    (tmp_path / "a").rmdir()
    put(tmp_path, "a")

    assert b"a/1.jpg" not in set(poller.tick())
    assert b"a/1.jpg" not in set(poller.tick())


def test_a_tick_stops_when_told(tmp_path: Path) -> None:
    """
    A stopped tick compares no further folder.
    """
    poller = poller_of(tmp_path, known_library(tmp_path))
    age(tmp_path / "a")
    put(tmp_path, "a/new.jpg")

    assert list(poller.tick(lambda: True)) == []


def test_a_source_polls_until_it_is_stopped(tmp_path: Path) -> None:
    """
    Ticks come by themselves, and fill the inbox.
    """
    inbox = Inbox()
    poller = poller_of(tmp_path, known_library(tmp_path))
    source = PollingSource(poller, inbox, interval=0.01)
    put(tmp_path, "a/new.jpg")
    age(tmp_path / "a")
    source.start()
    wait_for(lambda: len(inbox) > 0)

    source.stop()

    assert b"a/new.jpg" in inbox.take().paths
    assert source.folders == 4


class AwayOnce(RememberedFiles):
    """
    An inventory whose database is away at the first question.
    """

    asked = 0

    def folders(self) -> Iterator[tuple[bytes, int]]:
        """
        Fail once.
        """
        self.asked += 1
        if self.asked == 1:
            raise ConnectionError
        return super().folders()


def test_a_source_survives_a_failing_inventory(tmp_path: Path) -> None:
    """
    A tick that fails is followed by the next one.
    """
    put(tmp_path, "top.jpg")
    inbox = Inbox()
    source = PollingSource(Poller(os.fsencode(tmp_path), Exclusions(), AwayOnce()), inbox, 0.01)
    source.start()

    wait_for(lambda: len(inbox) > 0)
    source.stop()

    assert b"top.jpg" in inbox.take().paths
