"""
Runs and batches as rows.
"""

from mediacore import scan_store
from mediacore.scan_store import Batch
from tests.integration.mediacore.shelf import Bench


def claim(bench: Bench) -> Batch | None:
    """
    Claim a batch in a transaction of its own.
    """
    with bench.database.write() as session:
        return scan_store.claim_batch(session)


def fill(bench: Bench, count: int, size: int = 100) -> int:
    """
    Open a run with that many files in batches, its walk done.
    """
    with bench.database.write() as session:
        run = scan_store.start_run(session, "manual")
        scan_store.add_batches(session, run.id, list(range(count)), size=size)
        scan_store.finish_discovery(session, run.id)
    return run.id


def test_a_second_start_joins_the_open_run(bench: Bench) -> None:
    """
    There is one open run at most.
    """
    with bench.database.write() as session:
        first = scan_store.start_run(session, "start")
        second = scan_store.start_run(session, "manual")

    assert (second.id, second.trigger) == (first.id, "start")


def test_a_claimed_batch_is_not_given_twice(bench: Bench) -> None:
    """
    Two workers never hold one batch.
    """
    fill(bench, 2, size=1)

    first, second, third = claim(bench), claim(bench), claim(bench)

    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert third is None


def test_urgent_batches_go_first(bench: Bench) -> None:
    """
    A file that just came does not wait behind a scan.
    """
    fill(bench, 1)
    with bench.database.write() as session:
        scan_store.add_batches(session, None, [99], size=10, urgent=True)

    batch = claim(bench)

    assert batch is not None
    assert batch.file_ids == [99]


def test_paused_run_gives_no_batches(bench: Bench) -> None:
    """
    A pause holds batches back, a resume gives them out again.
    """
    fill(bench, 1)
    with bench.database.write() as session:
        paused = scan_store.set_run_state(session, "paused")

    assert paused is not None
    assert paused.state == "paused"
    assert claim(bench) is None
    with bench.database.write() as session:
        scan_store.set_run_state(session, "running")
    assert claim(bench) is not None


def test_cancelled_run_drops_its_batches(bench: Bench) -> None:
    """
    After a cancel nothing of the run is left to do, and it stays cancelled.
    """
    fill(bench, 1)
    with bench.database.write() as session:
        scan_store.set_run_state(session, "cancelled")

    assert claim(bench) is None
    with bench.database.write() as session:
        assert scan_store.active_run(session) is None
        assert scan_store.set_run_state(session, "paused") is None


def test_batch_of_a_dead_worker_is_swept(bench: Bench) -> None:
    """
    A claim without a heartbeat goes back, and is counted as waiting.
    """
    fill(bench, 1)
    claim(bench)
    bench.run("UPDATE scan_batches SET heartbeat = now() - interval '1 hour'")

    with bench.database.write() as session:
        waiting = scan_store.sweep(session, batch_size=100)

    assert waiting == 1
    again = claim(bench)
    assert again is not None
    assert again.attempts == 2


def test_returned_batch_waits_as_long_as_asked(bench: Bench) -> None:
    """
    A batch given back with a pause is not due before it is over, and has not lost a try.
    """
    fill(bench, 1)
    batch = claim(bench)
    assert batch is not None
    with bench.database.write() as session:
        scan_store.return_batch(session, batch.id, after_seconds=60)

    assert claim(bench) is None
    assert bench.value("SELECT attempts FROM scan_batches") == 0


def test_run_is_complete_when_its_batches_are(bench: Bench) -> None:
    """
    The last batch closes the run, no earlier one does.
    """
    run_id = fill(bench, 2, size=1)
    for expected in (None, run_id):
        batch = claim(bench)
        assert batch is not None
        with bench.database.write() as session:
            scan_store.finish_batch(session, batch.id, 1, 0)
            assert scan_store.finish_if_complete(session) == expected


def test_progress_of_a_run_that_is_gone_says_cancelled(bench: Bench) -> None:
    """
    A worker whose batch was removed is told to stop; the same for a walk.
    """
    with bench.database.write() as session:
        assert scan_store.note_progress(session, 12345, 1, 0) == "cancelled"
        assert scan_store.note_found(session, 12345, found=1, unchanged=0, missing=0) == "cancelled"


def test_history_is_dropped_in_time(bench: Bench) -> None:
    """
    Closed batches and runs go after the days asked for.
    """
    bench.put("a.jpg")
    bench.scan()
    bench.run("UPDATE scan_batches SET finished_at = now() - interval '31 days'")
    bench.run("UPDATE scan_runs SET finished_at = now() - interval '31 days'")

    with bench.database.write() as session:
        assert scan_store.forget_batches(session, 30) == 1

    assert bench.value("SELECT count(*) FROM scan_runs") == 0


def test_failed_files_are_tried_again_on_request(bench: Bench) -> None:
    """
    A retry queues exactly the files with a problem.
    """
    bench.put("a.jpg", b"no")
    bench.put("b.jpg", b"fine")
    bench.scan()
    bench.put("a.jpg", b"ok")
    bench.shelf.read_names.clear()

    with bench.database.write() as session:
        assert scan_store.retry_failed(session, batch_size=100) == 1
    bench.runtime.work()

    assert bench.shelf.read_names == ["a.jpg"]
    assert bench.rows("display, problem") == [("a.jpg", None), ("b.jpg", None)]
