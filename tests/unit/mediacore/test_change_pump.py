"""
From notices to portions of changes, on real files and with a clock of our own.
"""

import os
from pathlib import Path

from mediacore.change_pump import REVISIT_SECONDS, ChangePump
from mediacore.change_set import ChangeSet
from mediacore.delivery import Delivery
from mediacore.exclusions import Exclusions
from mediacore.inbox import Inbox
from mediacore.root_guard import RootState
from mediacore.settle import SettleQueue
from tests.fakes.known_files import entry
from tests.samples.tree import HALF_JPEG, dig, put

QUIET, WAIT, LONGEST = 0.5, 0.25, 60.0


class Rig:
    """
    A pump over a folder, with its inbox, its sink and its clock.
    """

    def __init__(self, root: Path, batch_max: int = 500) -> None:
        self.root = root
        self.inbox = Inbox()
        self.taken: list[ChangeSet] = []
        self.sink_is_away = False
        self.root_is_ok = True
        self.now = 100.0
        self.delivery = Delivery(self._take, self._check)
        self.pump = ChangePump(
            os.fsencode(root),
            Exclusions(),
            self.inbox,
            self.delivery,
            settle=SettleQueue(QUIET, LONGEST),
            batch_max=batch_max,
            batch_wait=WAIT,
        )

    def _take(self, portion: ChangeSet) -> None:
        if self.sink_is_away:
            raise ConnectionError
        self.taken.append(portion)

    def _check(self) -> RootState:
        return RootState(self.root_is_ok, "as set")

    def run(self, seconds: float = 2.0) -> list[ChangeSet]:
        """
        Step as often as the pump asks for, and give what arrived meanwhile.
        """
        before, end = len(self.taken), self.now + seconds
        while self.now <= end:
            following = self.pump.step(self.now)
            assert following > self.now
            self.now = following
        return self.taken[before:]

    def have(self, *names: str) -> None:
        """
        Put finished files there, and let the pump know them.
        """
        put(self.root, *names)
        self.inbox.mark(*(name.encode() for name in names))
        self.run()


def upserted(portions: list[ChangeSet]) -> list[bytes]:
    """
    Give the paths of all upserts.
    """
    return [entry.path for portion in portions for entry in portion.upserts]


def removed(portions: list[ChangeSet]) -> list[bytes]:
    """
    Give all removed paths.
    """
    return [path for portion in portions for path in portion.removed]


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


def test_a_folder_that_cannot_be_read_whole_is_walked_later(tmp_path: Path) -> None:
    """
    What is wrong in a new folder is left to the inventory's own walk.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "new/1.jpg")
    inner, deepest = dig(tmp_path / "new", 4090)
    os.close(inner)
    rig.inbox.mark(b"new")

    first, second = rig.run()

    assert upserted([first, second]) == [b"new/1.jpg"]
    assert (b"new/" + deepest).startswith(first.rescan_folders[0])


def test_problems_in_a_new_folder_do_not_stop_the_rest(tmp_path: Path) -> None:
    """
    A FIFO beside a photo is passed over.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "new/1.jpg")
    os.mkfifo(tmp_path / "new/fifo.jpg")
    rig.inbox.mark(b"new")

    assert upserted(rig.run()) == [b"new/1.jpg"]


def test_a_path_that_cannot_be_judged_is_tried_again(tmp_path: Path) -> None:
    """
    An error of the file system is no removal; half a minute later it may have passed.
    """
    rig = Rig(tmp_path)
    (tmp_path / "a").symlink_to("a")
    rig.inbox.mark(b"a/1.jpg")
    assert rig.run(2 * REVISIT_SECONDS) == []
    (tmp_path / "a").unlink()
    put(tmp_path, "a/1.jpg")

    assert upserted(rig.run(2 * REVISIT_SECONDS)) == [b"a/1.jpg"]


def test_a_file_that_cannot_be_judged_while_it_settles_is_tried_again(tmp_path: Path) -> None:
    """
    The same holds for the second look.
    """
    rig = Rig(tmp_path)
    put(tmp_path, "a/1.jpg")
    rig.inbox.mark(b"a/1.jpg")
    rig.pump.step(rig.now)
    (tmp_path / "a").rename(tmp_path / "b")
    (tmp_path / "a").symlink_to("a")
    assert rig.run() == []
    (tmp_path / "a").unlink()
    (tmp_path / "b").rename(tmp_path / "a")

    assert upserted(rig.run(2 * REVISIT_SECONDS)) == [b"a/1.jpg"]


def test_a_removal_that_cannot_be_judged_is_tried_again(tmp_path: Path) -> None:
    """
    And for the look that confirms a removal.
    """
    rig = Rig(tmp_path)
    rig.inbox.mark(b"a/1.jpg")
    rig.pump.step(rig.now)
    (tmp_path / "a").symlink_to("a")
    assert rig.run() == []
    (tmp_path / "a").unlink()

    assert removed(rig.run(2 * REVISIT_SECONDS)) == [b"a/1.jpg"]


def test_a_move_that_cannot_be_judged_is_tried_again(tmp_path: Path) -> None:
    """
    And for the new place of a renamed file; the old name is gone meanwhile.
    """
    rig = Rig(tmp_path)
    (tmp_path / "a").symlink_to("a")
    rig.inbox.moved(b"1.jpg", b"a/1.jpg")
    portions = rig.run()
    (tmp_path / "a").unlink()
    put(tmp_path, "a/1.jpg")

    assert removed(portions) == [b"1.jpg"]
    assert upserted(rig.run(2 * REVISIT_SECONDS)) == [b"a/1.jpg"]


def test_a_file_that_cannot_be_opened_is_left_to_its_reader(tmp_path: Path) -> None:
    """
    An unreadable file settles, so that reading it reports the problem.
    """
    assert Rig(tmp_path).pump._tail_ok(entry(b"gone.jpg"))


def test_a_missing_root_is_never_removed(tmp_path: Path) -> None:
    """
    The root stands for everything, so its absence is no removal.
    """
    rig = Rig(tmp_path / "gone")
    rig.inbox.mark(b"")

    assert rig.run() == []


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


def test_nothing_is_lost_while_the_sink_is_away(tmp_path: Path) -> None:
    """
    What happens during an outage waits, and arrives in order afterwards.
    """
    rig = Rig(tmp_path, batch_max=2)
    rig.sink_is_away = True
    names = ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"]
    put(tmp_path, *names)
    rig.inbox.mark_all(name.encode() for name in names)
    rig.inbox.mark(b"x.jpg", b"y.jpg", b"z.jpg")
    assert rig.run(5.0) == []
    put(tmp_path, "6.jpg")
    rig.inbox.mark(b"6.jpg")
    rig.run(5.0)
    rig.sink_is_away = False

    portions = rig.run(60.0)

    assert upserted(portions) == [b"1.jpg", b"2.jpg", b"3.jpg", b"4.jpg", b"5.jpg", b"6.jpg"]
    assert sorted(removed(portions)) == [b"x.jpg", b"y.jpg", b"z.jpg"]


def test_an_outage_among_removals_loses_none(tmp_path: Path) -> None:
    """
    Removals that were due when the sink failed are told later.
    """
    rig = Rig(tmp_path, batch_max=1)
    rig.inbox.mark(b"1.jpg", b"2.jpg", b"3.jpg")
    rig.sink_is_away = True
    rig.run(1.0)
    rig.sink_is_away = False

    assert removed(rig.run(10.0)) == [b"1.jpg", b"2.jpg", b"3.jpg"]


def test_deletions_are_reconciled_when_the_root_is_back(tmp_path: Path) -> None:
    """
    Removals seen while the root was in doubt are dropped, and a loss is told afterwards.
    """
    rig = Rig(tmp_path)
    rig.root_is_ok = False
    rig.inbox.mark(b"a.jpg")
    assert rig.run() == []
    rig.root_is_ok = True

    assert rig.run() == [ChangeSet(lost=True)]
