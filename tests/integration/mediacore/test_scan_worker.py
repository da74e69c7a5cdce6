"""
What one worker does with a batch.
"""

import pytest
import structlog
import structlog.testing
from sqlalchemy.exc import OperationalError

from mediacore import request_id
from mediacore.scan_worker import GIVE_UP_TEXT, HELPERS, ScanWorker
from tests.integration.mediacore.shelf import Bench


def test_scan_reads_every_file_once(bench: Bench) -> None:
    """
    After a scan every file is ready, and was read once.
    """
    for number in range(3):
        bench.put(f"a/{number}.jpg", b"body%d" % number)

    bench.scan()

    assert bench.rows() == [(f"a/{number}.jpg", "ready") for number in range(3)]
    assert sorted(bench.shelf.read_names) == ["a/0.jpg", "a/1.jpg", "a/2.jpg"]


def test_unchanged_files_are_not_read_again(bench: Bench) -> None:
    """
    A second scan costs a stat for each file and reads none.
    """
    bench.put("a.jpg")
    bench.scan()
    bench.shelf.read_names.clear()

    bench.scan()

    assert bench.shelf.read_names == []
    assert bench.value("SELECT unchanged FROM scan_runs ORDER BY id DESC LIMIT 1") == 1


def test_changed_file_is_read_again(bench: Bench) -> None:
    """
    Another size or mtime makes a file be read again, under the same row.
    """
    bench.put("a.jpg")
    bench.scan()
    before = bench.rows("id, format")
    bench.put("a.jpg", b"longer body")

    bench.scan()

    assert bench.rows("id, format") == [(before[0][0], "11")]


def test_unreadable_file_is_marked_for_retry(bench: Bench) -> None:
    """
    A file that cannot be read is failed, with the reason and a time for the next try.
    """
    bench.put("a.jpg", b"no")
    bench.put("b.jpg", b"boom")
    bench.put("c.jpg", b"bad")

    bench.scan()

    assert bench.rows("display, state, problem, attempts, retry_at > now()") == [
        ("a.jpg", "failed", "cannot read the file: it says no", 1, True),
        ("b.jpg", "failed", "ZeroDivisionError: boom", 1, True),
        ("c.jpg", "ready", "it is bad", 1, True),
    ]
    assert bench.value("SELECT failed FROM scan_batches") == 3


def test_file_that_never_reads_is_left_alone_in_the_end(bench: Bench) -> None:
    """
    After the last try there is no next one until the file changes.
    """
    bench.put("a.jpg", b"no")
    bench.scan()
    for _ in range(7):
        bench.run("UPDATE files SET retry_at = now() - interval '1 second'")
        bench.runtime.tick(reconcile_hours=999, forget_days=999)
        bench.runtime.work()

    assert bench.rows("attempts, retry_at") == [(8, None)]


def test_file_gone_before_its_turn_is_missing(bench: Bench) -> None:
    """
    A file that vanished between walk and read is missing, and the service is told.
    """
    path = bench.put("a.jpg")
    bench.put("b.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    path.unlink()

    bench.runtime.work()

    assert bench.rows() == [("a.jpg", "missing"), ("b.jpg", "ready")]
    assert bench.shelf.forgotten == [bench.rows("id")[0][0]]


def test_file_whose_folder_is_a_file_now_is_missing(bench: Bench) -> None:
    """
    Where a folder was replaced by a file, nothing that was in it is left.
    """
    path = bench.put("a/a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    path.unlink()
    path.parent.rmdir()
    bench.put("a")

    bench.runtime.work()

    assert bench.rows() == [("a/a.jpg", "missing")]


def test_unmounted_library_loses_no_file(bench: Bench) -> None:
    """
    When the root goes away between walk and read nothing is missing: the batch waits for it.
    """
    bench.put("a.jpg")
    bench.scan()
    bench.put("b.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    away = bench.folder.rename(bench.folder.with_name("away"))

    bench.runtime.work()

    assert bench.rows() == [("a.jpg", "ready"), ("b.jpg", "pending")]
    away.rename(bench.folder)
    bench.run("UPDATE scan_batches SET retry_at = now()")
    bench.runtime.work()
    assert bench.rows() == [("a.jpg", "ready"), ("b.jpg", "ready")]


def test_file_that_cannot_be_looked_at_is_failed(bench: Bench) -> None:
    """
    A name in a loop of links cannot even be stat'ed: it fails, the others go on.
    """
    bench.put("a.jpg")
    bench.put("b.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    (bench.folder / "a.jpg").unlink()
    (bench.folder / "a.jpg").symlink_to("a.jpg")

    bench.runtime.work()

    assert [row[1] for row in bench.rows()] == ["failed", "ready"]


def test_batch_that_kills_its_worker_is_split_until_one_file_is_lost(bench: Bench) -> None:
    """
    A file that ends the process costs itself, and no neighbour.
    """
    for number in range(4):
        bench.put(f"{number}.jpg", b"body%d" % number)
    bench.runtime.start_scan("manual")
    bench.walk.discover()

    def die(name: str) -> None:
        if name == "2.jpg":
            raise SystemExit("killed")

    bench.shelf.on_read = die
    working = True
    while working:
        try:
            working = bench.worker.work()
        except SystemExit:
            bench.run(
                "UPDATE scan_batches SET heartbeat = now() - interval '1 hour'"
                " WHERE state = 'claimed'"
            )
            bench.runtime.tick(reconcile_hours=999, forget_days=999)

    assert bench.rows("display, state, problem") == [
        ("0.jpg", "ready", None),
        ("1.jpg", "ready", None),
        ("2.jpg", "failed", GIVE_UP_TEXT),
        ("3.jpg", "ready", None),
    ]


def test_error_while_storing_gives_the_batch_back(bench: Bench) -> None:
    """
    An error of ours returns the batch for another try and is not hidden.
    """
    bench.put("a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    bench.run("ALTER TABLE files RENAME COLUMN format TO other")

    with pytest.raises(Exception, match="format"):
        bench.worker.work()

    assert bench.value("SELECT state FROM scan_batches") == "pending"


def test_database_going_away_leaves_the_batch_to_the_sweeper(bench: Bench) -> None:
    """
    When the connection breaks, the error goes up and the claim ages until it is swept.
    """
    bench.put("a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()

    def cut() -> None:
        raise OperationalError("settle", {}, Exception("server closed the connection"))

    bench.shelf.on_record = cut
    with pytest.raises(OperationalError):
        bench.worker.work()

    assert bench.value("SELECT state FROM scan_batches") == "claimed"


def test_pause_takes_effect_between_two_files(bench: Bench) -> None:
    """
    A paused run lets go of its batch after the file at hand; what was read is kept.
    """
    for number in range(3):
        bench.put(f"{number}.jpg", b"body%d" % number)
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    bench.shelf.on_read = lambda _name: bench.run("UPDATE scan_runs SET state = 'paused'")
    ticks = iter(range(100))
    worker = ScanWorker(
        bench.database, bench.shelf.root, bench.shelf, clock=lambda: float(next(ticks))
    )

    worker.work()

    assert sorted(str(row[1]) for row in bench.rows()) == ["pending", "pending", "ready"]
    assert bench.value("SELECT state FROM scan_batches") == "pending"


def test_progress_is_written_while_a_batch_is_read(bench: Bench) -> None:
    """
    A long batch tells how far it is, once a second.
    """
    for number in range(3):
        bench.put(f"{number}.jpg", b"body%d" % number)
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    seen: list[object] = []
    bench.shelf.on_read = lambda _name: seen.append(bench.value("SELECT done FROM scan_batches"))
    ticks = iter(range(100))
    worker = ScanWorker(
        bench.database, bench.shelf.root, bench.shelf, clock=lambda: float(next(ticks))
    )

    worker.work()

    assert seen == [0, 1, 2]


def test_others_are_asked_to_help_with_what_a_batch_brought(bench: Bench) -> None:
    """
    Workers that went idle before are woken, once for each settling after a scan's batch.
    """
    asked: list[int] = []
    worker = ScanWorker(bench.database, bench.shelf.root, bench.shelf, wake=asked.append)
    bench.put("a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()

    worker.work()
    worker.finish()

    assert asked == [HELPERS]


def test_nobody_is_asked_to_help_with_nothing(bench: Bench) -> None:
    """
    A worker that was woken for nothing wakes nobody, so workers never keep each other awake.
    """
    asked: list[int] = []
    worker = ScanWorker(bench.database, bench.shelf.root, bench.shelf, wake=asked.append)

    worker.finish()

    assert asked == []


def test_batch_that_was_not_settled_is_settled_with_help_in_the_end(bench: Bench) -> None:
    """
    The last settling of a scan may have the most to do.
    """
    asked: list[int] = []
    now = iter([0.0, 0.0, 0.0, 0.0, 1000.0, *[0.0] * 20])
    worker = ScanWorker(
        bench.database, bench.shelf.root, bench.shelf, wake=asked.append, clock=lambda: next(now)
    )
    bench.put("a.jpg")
    bench.runtime.start_scan("manual")
    bench.walk.discover()
    bench.run(
        "INSERT INTO scan_batches (run_id, file_ids, total)"
        " SELECT run_id, file_ids, total FROM scan_batches"
    )
    worker.work()
    worker.work()
    before = list(asked)

    worker.finish()

    assert (before, asked) == ([HELPERS], [HELPERS, HELPERS])


def test_lines_of_a_batch_carry_the_request_that_asked_for_it(bench: Bench) -> None:
    """
    Whichever worker does it, and whenever: the id lies in the rows.
    """
    bench.put("a.jpg", b"no")
    with request_id.bound("r1"):
        bench.runtime.start_scan("manual")
    structlog.contextvars.clear_contextvars()
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        bench.runtime.work()
        bench.runtime.work()

    (line,) = [line for line in lines if line["event"] == "file_unreadable"]
    assert line["request_id"] == "r1"
    assert line["batch"] == bench.value("SELECT id FROM scan_batches")
