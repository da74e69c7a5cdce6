"""
The watcher process, run in a thread.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import OperationalError

from mediacore.exclusions import Exclusions
from mediacore.watch_service import PolledInventory, WatchOptions, watch_library
from tests.integration.mediacore.shelf import Bench
from tests.waiting import wait_until

DEADLINE_SECONDS = 20.0


def options(bench: Bench, mode: str) -> WatchOptions:
    """
    Watch the shelf's folder.
    """
    return WatchOptions(bench.shelf.root, Exclusions(), mode, 0.1, 24, 30)


@contextmanager
def watching(bench: Bench, mode: str) -> Iterator[None]:
    """
    Watch in the background while the block runs.
    """
    stop = threading.Event()
    thread = threading.Thread(
        target=watch_library, args=("shelf", bench.runtime, options(bench, mode), stop, 0.05)
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(DEADLINE_SECONDS)
    assert not thread.is_alive()


@pytest.mark.parametrize("mode", ["inotify", "poll"])
def test_file_that_comes_is_read_and_one_that_goes_is_missing(bench: Bench, mode: str) -> None:
    """
    From start to stop: what is there is scanned, what comes and goes is followed.
    """
    bench.put("keep.jpg", b"keep")
    with watching(bench, mode):

        def have(*rows: tuple[str, str]) -> bool:
            bench.runtime.work()
            return bench.rows() == list(rows)

        wait_until(lambda: have(("keep.jpg", "ready")))
        path = bench.put("new.bmp", b"a new picture")
        wait_until(lambda: have(("keep.jpg", "ready"), ("new.bmp", "ready")))
        path.unlink()
        wait_until(lambda: have(("keep.jpg", "ready"), ("new.bmp", "missing")))

    assert bench.value("SELECT value ->> 'mode' FROM library_state WHERE key = 'watcher'") == mode


def test_database_away_is_waited_for(bench: Bench) -> None:
    """
    While the database does not answer the watcher stays, and goes on when it is back.
    """
    calls: list[int] = []
    tick = bench.runtime.tick

    def flaky(*, reconcile_hours: float, forget_days: float) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("tick", {}, Exception("away"))
        tick(reconcile_hours=reconcile_hours, forget_days=forget_days)

    bench.runtime.tick = flaky  # type: ignore[method-assign]  # the database breaks once
    with watching(bench, "inotify"):
        wait_until(lambda: len(calls) > 1)


def test_other_errors_end_the_process(bench: Bench) -> None:
    """
    A mistake of ours is not swallowed: the supervisor sees it.
    """

    def broken(*, reconcile_hours: float, forget_days: float) -> None:
        raise ValueError(f"{reconcile_hours} {forget_days}")

    bench.runtime.tick = broken  # type: ignore[method-assign]  # a bug
    with pytest.raises(ValueError, match="24"):
        watch_library("shelf", bench.runtime, options(bench, "inotify"), threading.Event(), 0.05)


def test_poller_asks_the_inventory(bench: Bench) -> None:
    """
    Folders, files of a folder and the next files are those of the database.
    """
    bench.put("a/x.jpg")
    bench.scan()
    known = PolledInventory(bench.runtime)

    assert [path for path, _ in known.folders()] == [b"", b"a"]
    assert [entry.path for entry in known.files_in(b"a")] == [b"a/x.jpg"]
    assert [entry.path for entry in known.files_after(b"", 5)] == [b"a/x.jpg"]
