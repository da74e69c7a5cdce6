"""
From notices to portions of changes, on real files and with a clock of our own.
"""

import os
from pathlib import Path

from mediacore.change_set import ChangeSet
from tests.fakes.known_files import entry
from tests.fakes.pump_rig import LONGEST, QUIET, Rig, removed, upserted
from tests.samples.tree import HALF_JPEG, put


def test_a_finished_file_arrives_after_the_quiet_time(tmp_path: Path) -> None:
    """
    An idle pump delivers a complete file as soon as it stood still long enough.
    """
    rig = Rig(tmp_path)
    put(tmp_path, b"a/\xff\n.jpg")
    rig.inbox.mark(b"a/\xff\n.jpg")

    assert rig.pump.step(100.0) == 100.0 + QUIET
    assert rig.taken == []
    rig.pump.step(100.0 + QUIET)

    (portion,) = rig.taken
    assert [entry.path for entry in portion.upserts] == [b"a/\xff\n.jpg"]
    assert len(rig.pump) == 0


def test_a_file_noticed_in_several_ways_arrives_once(tmp_path: Path) -> None:
    """
    A new folder, the folder in it and the file are noticed together, and told once.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a/b/1.jpg")
    rig.inbox.mark(b"a", b"a/b", b"a/b/1.jpg")

    assert upserted(rig.run(5.0)) == [b"a/b/1.jpg"]


def test_a_file_without_its_end_waits_for_it(tmp_path: Path) -> None:
    """
    Half a copy that stands still is not delivered, the finished one is.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a.jpg", content=HALF_JPEG)
    rig.inbox.mark(b"a.jpg")
    assert rig.run(20.0) == []
    put(tmp_path, "a.jpg")
    rig.inbox.mark(b"a.jpg")

    assert upserted(rig.run(1.0)) == [b"a.jpg"]


def test_a_file_that_stays_broken_arrives_in_the_end(tmp_path: Path) -> None:
    """
    After the longest wait a truncated file is taken as it is.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a.jpg", content=HALF_JPEG)
    rig.inbox.mark(b"a.jpg")

    assert upserted(rig.run(2 * LONGEST)) == [b"a.jpg"]


def test_a_removed_file_is_told(tmp_path: Path) -> None:
    """
    A path where nothing is any more is a removal.
    """
    rig = Rig(tmp_path)
    rig.inbox.mark(b"a.jpg", b"folder")

    assert removed(rig.run()) == [b"a.jpg", b"folder"]


def test_a_file_that_comes_back_is_no_removal(tmp_path: Path) -> None:
    """
    Editors replace files: what is there again at the second look was changed, not removed.
    """
    rig = Rig(tmp_path)
    rig.inbox.mark(b"a.jpg")
    rig.pump.step(rig.now)
    put(tmp_path, "a.jpg")

    portions = rig.run()

    assert removed(portions) == []
    assert upserted(portions) == [b"a.jpg"]


def test_a_file_that_vanishes_while_it_settles_is_removed(tmp_path: Path) -> None:
    """
    A file deleted before it was delivered is told as a removal.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a.jpg")
    rig.inbox.mark(b"a.jpg")
    rig.pump.step(rig.now)
    (tmp_path / "a.jpg").unlink()

    portions = rig.run()

    assert (upserted(portions), removed(portions)) == ([], [b"a.jpg"])


def test_a_rename_is_one_portion(tmp_path: Path) -> None:
    """
    The old name leaves together with the arrival of the new one.
    """
    rig = Rig(tmp_path)
    rig.have("a.jpg")
    (tmp_path / "a.jpg").rename(tmp_path / "b.jpg")
    rig.inbox.mark(b"a.jpg")
    rig.inbox.moved(b"a.jpg", b"b.jpg")

    (portion,) = rig.run()

    assert portion.removed == (b"a.jpg",)
    assert upserted([portion]) == [b"b.jpg"]


def test_a_renamed_file_that_vanishes_leaves_both_names(tmp_path: Path) -> None:
    """
    Rename and delete at once leave nothing.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "b.jpg")
    rig.inbox.moved(b"a.jpg", b"b.jpg")
    rig.pump.step(rig.now)
    (tmp_path / "b.jpg").unlink()

    assert sorted(removed(rig.run())) == [b"a.jpg", b"b.jpg"]


def test_a_temporary_name_is_never_told(tmp_path: Path) -> None:
    """
    A copy that is renamed from a hidden name into place is just a new file.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a.jpg")
    rig.inbox.moved(b".a.jpg.x1", b"a.jpg")

    (portion,) = rig.run()

    assert portion.removed == ()
    assert upserted([portion]) == [b"a.jpg"]


def test_a_file_moved_out_of_sight_is_removed(tmp_path: Path) -> None:
    """
    Moving a photo into an excluded folder removes it from the library.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "#recycle/a.jpg")
    rig.inbox.moved(b"a.jpg", b"#recycle/a.jpg")

    portions = rig.run()

    assert (upserted(portions), removed(portions)) == ([], [b"a.jpg"])


def test_a_renamed_folder_is_one_portion(tmp_path: Path) -> None:
    """
    The old folder leaves and the new one is walked, together.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "new/1.jpg")
    rig.inbox.moved(b"old", b"new")

    (portion,) = rig.run()

    assert portion == ChangeSet(removed=(b"old",), rescan_folders=(b"new",))


def test_files_that_settle_move_along_with_their_folder(tmp_path: Path) -> None:
    """
    A copy that was not finished when its folder was renamed is followed to its new place.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "old/1.jpg")
    rig.inbox.mark(b"old/1.jpg")
    rig.pump.step(rig.now)
    (tmp_path / "old").rename(tmp_path / "new")
    rig.inbox.moved(b"old", b"new")

    portions = rig.run()

    assert upserted(portions) == [b"new/1.jpg"]
    assert removed(portions) == [b"old"]


def test_a_folder_from_out_of_sight_is_scanned(tmp_path: Path) -> None:
    """
    A folder taken out of the trash is new, and its files must settle.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "back/1.jpg", "back/deep/2.jpg", "back/@eaDir/3.jpg")
    rig.inbox.moved(b"#recycle/back", b"back")

    portions = rig.run()

    assert upserted(portions) == [b"back/1.jpg", b"back/deep/2.jpg"]
    assert removed(portions) == []


def test_an_excluded_folder_is_not_scanned(tmp_path: Path) -> None:
    """
    Notices about excluded folders and the files in them come to nothing.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a/@eaDir/1.jpg", "a/.hidden.jpg")
    rig.inbox.mark(b"a/@eaDir", b"a/@eaDir/1.jpg", b"a/.hidden.jpg", b"a/@eaDir/gone")

    assert rig.run() == []


def test_files_of_unknown_formats_are_not_taken(tmp_path: Path) -> None:
    """
    A file in place of a folder is none of ours.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "folder", "notes.txt")
    os.mkfifo(tmp_path / "fifo.jpg")
    rig.inbox.mark(b"folder", b"notes.txt", b"fifo.jpg")

    assert rig.run() == []


def test_a_file_that_cannot_be_opened_is_left_to_its_reader(tmp_path: Path) -> None:
    """
    An unreadable file settles, so that reading it reports the problem.
    """
    assert Rig(tmp_path).pump._tail_ok(entry(b"gone.jpg"))


def test_a_loss_is_passed_on(tmp_path: Path) -> None:
    """
    The inventory learns that it must reconcile.
    """
    rig = Rig(tmp_path)
    rig.inbox.lose()

    assert rig.run() == [ChangeSet(lost=True)]


def test_a_burst_is_delivered_in_portions(tmp_path: Path) -> None:
    """
    Files and removals come in portions of the batch size, none missing.
    """
    rig = Rig(tmp_path, batch_max=10)
    names = [f"{number:03}.jpg" for number in range(35)]
    put(tmp_path, *names)
    rig.inbox.mark_all(name.encode() for name in names)
    rig.inbox.mark_all(b"gone%d.jpg" % number for number in range(35))

    portions = rig.run()

    assert upserted(portions) == [name.encode() for name in names]
    assert len(removed(portions)) == 35
    assert max(len(portion.upserts) + len(portion.removed) for portion in portions) == 10


def test_a_batch_waits_a_little_for_company(tmp_path: Path) -> None:
    """
    A file that settles shortly before another travels with it.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a.jpg", "b.jpg")
    rig.inbox.mark(b"a.jpg")
    rig.pump.step(100.0)
    rig.inbox.mark(b"b.jpg")
    rig.pump.step(100.1)
    rig.now = 100.5

    (portion,) = rig.run()

    assert upserted([portion]) == [b"a.jpg", b"b.jpg"]
