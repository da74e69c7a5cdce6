"""
Reading whole files.
"""

import os
from pathlib import Path

import pytest

from dedup.hashing import BEAT_SECONDS, hash_some
from dedup.library import Depth
from tests.integration.dedup.room import Room, make_runtime


@pytest.fixture
def queued(room: Room) -> Room:
    """
    A room with three copies that nobody has read whole.
    """
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        room.put(name)
    runtime, _ = make_runtime(room.database, room.folder, Depth(whole_files=False))
    runtime.start_scan("manual")
    runtime.work()
    runtime.work()
    return room


def test_nothing_queued_is_nothing_read(room: Room) -> None:
    """
    Without work there is none.
    """
    assert hash_some(room.database, room.root) == 0


def test_file_that_changed_is_looked_at_from_the_start(queued: Room) -> None:
    """
    A copy that was rewritten since its quick id was read is no copy; the others are.
    """
    queued.put("b.jpg", b"else")
    queued.put("b.jpg", b"else", seconds=7)

    queued.library.settle()

    assert queued.paths() == [["a.jpg", "c.jpg"]]
    assert queued.value("SELECT state FROM files WHERE display = 'b.jpg'") == "pending"
    queued.run("UPDATE files SET retry_at = now() WHERE retry_at IS NOT NULL")
    queued.runtime.tick(reconcile_hours=999, forget_days=999)
    queued.runtime.work()
    assert queued.value("SELECT state FROM files WHERE display = 'b.jpg'") == "ready"
    assert queued.paths() == [["a.jpg", "c.jpg"]]


def test_file_that_vanished_is_missing_in_the_end(queued: Room) -> None:
    """
    A copy that is gone when its turn comes is none.
    """
    (queued.folder / "b.jpg").unlink()

    queued.library.settle()
    queued.run("UPDATE files SET retry_at = now() WHERE retry_at IS NOT NULL")
    queued.runtime.tick(reconcile_hours=999, forget_days=999)
    queued.runtime.work()

    assert queued.value("SELECT state FROM files WHERE display = 'b.jpg'") == "missing"
    assert queued.paths() == [["a.jpg", "c.jpg"]]


def loop(path: Path) -> None:
    """
    Make a path unreadable, even for root.
    """
    path.unlink()
    path.symlink_to(path)


def test_unreadable_file_is_told_and_left_out(queued: Room) -> None:
    """
    A copy that gives no bytes has a problem, and the rest of the group is found.
    """
    loop(queued.folder / "b.jpg")

    queued.library.settle()

    assert queued.paths() == [["a.jpg", "c.jpg"]]
    problem = queued.value("SELECT problem FROM files WHERE display = 'b.jpg'")
    assert "Too many levels of symbolic links" in problem


def test_file_that_reads_again_joins_its_group(queued: Room) -> None:
    """
    When the trouble is over the file is a member, and its problem is gone.
    """
    loop(queued.folder / "b.jpg")
    queued.library.settle()
    queued.run("UPDATE hash_queue SET retry_at = now()")
    queued.library.settle()
    assert queued.value("SELECT failures FROM hash_queue") == 2
    (queued.folder / "b.jpg").unlink()
    queued.put("b.jpg")
    queued.run("UPDATE hash_queue SET retry_at = now()")

    queued.library.settle()

    assert queued.paths() == [["a.jpg", "b.jpg", "c.jpg"]]
    assert queued.value("SELECT count(problem) FROM files") == 0


def test_reading_says_that_it_lives(queued: Room) -> None:
    """
    A long reading renews its claims.
    """
    queued.run("CREATE TABLE beats AS SELECT now() AS at")
    queued.run(
        "CREATE RULE beat AS ON UPDATE TO hash_queue DO ALSO INSERT INTO beats VALUES (now())"
    )
    ticks = iter(range(0, 1000, int(BEAT_SECONDS)))

    assert hash_some(queued.database, queued.root, clock=lambda: float(next(ticks))) == 3
    assert queued.value("SELECT count(DISTINCT at) FROM beats") == 5


def test_file_is_known_by_its_inode_when_it_was_read(queued: Room) -> None:
    """
    The reading corrects what the inventory believed of device and inode.
    """
    queued.run("UPDATE files SET inode = -id")

    queued.library.settle()

    inode = (queued.folder / "a.jpg").stat().st_ino
    assert queued.value("SELECT inode FROM files WHERE display = 'a.jpg'") == inode


def test_worker_that_died_changes_nothing_in_the_end(queued: Room) -> None:
    """
    Claims of a dead worker are done by the next, with the same groups.
    """
    queued.run("UPDATE hash_queue SET claimed_at = now() - interval '1 hour'")

    queued.library.settle()

    assert queued.paths() == [["a.jpg", "b.jpg", "c.jpg"]]
    assert os.listdir(queued.folder) != []  # noqa: PTH208 - names are enough


def test_large_file_beats_only_when_due(queued: Room) -> None:
    """
    A short reading says nothing in between.
    """
    assert hash_some(queued.database, queued.root, clock=lambda: 0.0) == 3
