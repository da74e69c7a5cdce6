"""
The shared life of a service: waking, applying changes, the steady tick.
"""

import pytest

from mediacore.change_set import ChangeSet
from mediacore.library_state import recall
from mediacore.scan_runtime import MAX_WAKES, WATCHER_KEY, ScanRuntime
from tests.integration.mediacore.shelf import Bench
from tests.integration.mediacore.test_reads_store import upsert


def test_wakes_are_bounded(bench: Bench) -> None:
    """
    A thousand batches do not need a thousand messages: a woken worker goes on by itself.
    """
    bench.runtime.wake(1000)

    assert len(bench.sent) == MAX_WAKES


def test_scan_that_finds_nothing_new_ends(bench: Bench) -> None:
    """
    Without a single batch a run is done when its walk is, so that the next one can begin.
    """
    bench.put("a.jpg")
    bench.scan()

    bench.scan()

    assert bench.value("SELECT array_agg(state ORDER BY id) FROM scan_runs") == ["done", "done"]


def test_woken_worker_settles_what_a_dead_one_left(bench: Bench) -> None:
    """
    A worker that finds no batch lets the service settle all the same.
    """
    settled = bench.shelf.settled

    bench.runtime.work()

    assert bench.shelf.settled == settled + 1


def test_queue_away_only_delays(bench: Bench) -> None:
    """
    When no message can be sent, nothing is raised: the sweeper wakes again.
    """

    def refuse() -> None:
        raise ConnectionError("no redis")

    runtime: ScanRuntime = bench.runtime
    runtime._send = refuse

    runtime.wake(1)

    assert bench.sent == []


def test_new_file_is_read_without_a_scan(bench: Bench) -> None:
    """
    An upsert of the watcher becomes an urgent batch, and a worker is woken.
    """
    bench.put("a.jpg")

    bench.runtime.apply(upsert(bench, "a.jpg"))

    assert bench.sent == [1]
    bench.runtime.work()
    assert bench.rows() == [("a.jpg", "ready")]
    assert bench.value("SELECT count(*) FROM scan_runs") == 0


def test_scan_that_finds_nothing_to_read_ends(bench: Bench) -> None:
    """
    A second scan has no batch, and yet it is done; what went missing is settled.
    """
    path = bench.put("a.jpg")
    bench.put("b.jpg")
    bench.scan()
    path.unlink()
    settled = bench.shelf.settled

    bench.scan()

    assert bench.value("SELECT string_agg(state, ',') FROM scan_runs") == "done,done"
    assert bench.shelf.settled > settled


def test_removed_file_settles_at_once(bench: Bench) -> None:
    """
    A removal alone needs no worker: the service is told, and settles.
    """
    path = bench.put("a.jpg")
    bench.put("b.jpg")
    bench.scan()
    settled = bench.shelf.settled
    path.unlink()

    bench.runtime.apply(ChangeSet(removed=(b"a.jpg",)))

    assert bench.rows() == [("a.jpg", "missing"), ("b.jpg", "ready")]
    assert bench.shelf.settled == settled + 1


def test_removal_is_not_believed_while_the_root_is_in_doubt(bench: Bench) -> None:
    """
    Removals that come with an unmounted root are kept out.
    """
    bench.put("a/a.jpg")
    bench.scan()
    bench.folder.rename(bench.folder.with_name("elsewhere"))

    bench.runtime.apply(ChangeSet(removed=(b"a",)))

    assert bench.rows() == [("a/a.jpg", "ready")]


def test_folder_to_rescan_is_walked_with_all_below(bench: Bench) -> None:
    """
    A folder that moved in is listed to the bottom.
    """
    bench.put("new/deep/a.jpg")

    bench.runtime.apply(ChangeSet(rescan_folders=(b"new",)))
    bench.runtime.work()

    assert bench.rows() == [("new/deep/a.jpg", "ready")]


def test_lost_events_lead_to_a_reconciliation(bench: Bench) -> None:
    """
    After an overflow a scan is opened.
    """
    bench.put("a.jpg")

    bench.runtime.apply(ChangeSet(lost=True))

    assert bench.value("SELECT trigger FROM scan_runs") == "events_lost"


def test_reconciliation_is_opened_when_due(bench: Bench) -> None:
    """
    A day after the last scan the tick opens the next one, and no sooner.
    """
    bench.put("a.jpg")
    bench.scan()
    bench.now[0] += 23 * 3600
    bench.runtime.tick(reconcile_hours=24, forget_days=30)
    assert bench.value("SELECT count(*) FROM scan_runs") == 1
    bench.now[0] += 2 * 3600

    bench.runtime.tick(reconcile_hours=24, forget_days=30)

    assert bench.value("SELECT trigger FROM scan_runs ORDER BY id DESC LIMIT 1") == "reconcile"


def test_tick_cleans_up_once_a_day(bench: Bench) -> None:
    """
    Files missing for long are forgotten by the daily clean-up.
    """
    path = bench.put("a.jpg")
    bench.put("b.jpg")
    bench.scan()
    path.unlink()
    bench.scan()
    bench.run("UPDATE files SET missing_since = now() - interval '31 days' WHERE state = 'missing'")
    bench.runtime.tick(reconcile_hours=999, forget_days=30)

    assert bench.rows() == [("b.jpg", "ready")]
    bench.run("UPDATE files SET state = 'missing', missing_since = now() - interval '31 days'")
    bench.runtime.tick(reconcile_hours=999, forget_days=30)
    assert bench.rows() == [("b.jpg", "missing")]


@pytest.mark.parametrize("mode", ["inotify", "poll"])
def test_how_the_library_is_watched_is_kept(bench: Bench, mode: str) -> None:
    """
    Health can tell later how the library is watched.
    """
    bench.runtime.note_watcher({"mode": mode})

    with bench.database.read() as session:
        assert recall(session, WATCHER_KEY) == {"mode": mode, "at": 1_000_000.0}
