"""
What the pump does when the file system, the sink or the root fails.
"""

import os
from pathlib import Path

from mediacore.change_pump import REVISIT_SECONDS
from mediacore.change_set import ChangeSet
from tests.fakes.pump_rig import Rig, removed, upserted
from tests.samples.tree import dig, put


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


def test_a_missing_root_is_never_removed(tmp_path: Path) -> None:
    """
    The root stands for everything, so its absence is no removal.
    """
    rig = Rig(tmp_path / "gone")
    rig.inbox.mark(b"")

    assert rig.run() == []


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
