"""
Progress as it is told to people.
"""

from mediacore.scan_status import Backlog, list_runs, scan_status
from tests.integration.mediacore.shelf import Bench


def test_before_the_first_scan_all_is_idle(bench: Bench) -> None:
    """
    Without a run there is nothing to tell, and no error.
    """
    with bench.database.read() as session:
        status = scan_status(session)

    assert (status.run_id, status.state, status.stage, status.total) == (None, "idle", "idle", 0)


def test_half_way_there_is_a_rate_and_an_eta(bench: Bench) -> None:
    """
    With one of two batches done, the rest has an estimate by the speed so far.
    """
    for number in range(150):
        bench.put(f"{number}.jpg", b"%d" % number)
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    bench.worker.work()
    bench.run("UPDATE scan_runs SET started_at = now() - interval '10 seconds'")

    with bench.database.read() as session:
        status = scan_status(session)

    assert (status.stage, status.done, status.total) == ("read", 100, 150)
    assert 9 <= status.rate <= 10
    assert status.eta_seconds is not None
    assert 5 <= status.eta_seconds <= 6


def test_names_waiting_for_groups_are_a_stage(bench: Bench) -> None:
    """
    All read, but names still to be grouped: the stage says so.
    """
    bench.put("a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    bench.run("UPDATE scan_batches SET state = 'done', done = 1, finished_at = now()")

    with bench.database.read() as session:
        status = scan_status(session, [Backlog("look", 0, 9.0), Backlog("group", 3)])

    assert (status.stage, status.eta_seconds) == ("group", None)
    assert status.backlog[1].waiting == 3


def test_work_on_files_that_are_read_has_an_eta(bench: Bench) -> None:
    """
    Each kind of work takes what is left of it at its own speed.
    """
    bench.put("a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    bench.run("UPDATE scan_batches SET state = 'done', done = 1, finished_at = now()")

    with bench.database.read() as session:
        status = scan_status(session, [Backlog("look", 100, 10.0), Backlog("compare", 10, 2.0)])

    assert (status.stage, status.eta_seconds) == ("look", 15.0)


def test_files_still_to_be_read_come_before_other_work(bench: Bench) -> None:
    """
    While files are read, the stage is reading, and only that is estimated.
    """
    bench.put("a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()

    with bench.database.read() as session:
        status = scan_status(session, [Backlog("look", 100, 10.0)])

    assert (status.stage, status.eta_seconds) == ("read", None)


def test_finished_scan_lists_its_errors(bench: Bench) -> None:
    """
    The newest problems come with path, reason and the time of the next try.
    """
    bench.put("a.jpg", b"no")
    bench.put("b.jpg")
    bench.scan()

    with bench.database.read() as session:
        status = scan_status(session)

    assert (status.state, status.stage, status.done, status.failed) == ("done", "done", 2, 1)
    assert (status.files, status.files_failed, status.eta_seconds) == (2, 1, None)
    assert [(row.path, row.problem) for row in status.recent_errors] == [
        ("a.jpg", "cannot read the file: it says no")
    ]
    assert status.recent_errors[0].retry_at is not None


def test_runs_are_listed_newest_first(bench: Bench) -> None:
    """
    Every run has its counts.
    """
    bench.put("a.jpg")
    bench.scan()
    bench.scan()

    with bench.database.read() as session:
        runs = list_runs(session, 10)

    assert [(run["done"], run["unchanged"]) for run in runs] == [(0, 1), (1, 0)]
