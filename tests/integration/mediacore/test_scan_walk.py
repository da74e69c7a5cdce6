"""
The walk of a scan run.
"""

import os
import shutil

import pytest

from mediacore import scan_walk
from tests.integration.mediacore.shelf import Bench


def test_walk_makes_batches_of_the_size_asked_for(bench: Bench) -> None:
    """
    250 new files become three batches of up to 100, and that many workers are woken.
    """
    for number in range(250):
        bench.put(f"{number}.jpg")
    bench.runtime.start_scan("manual")

    bench.walk.discover()

    assert bench.value("SELECT array_agg(total ORDER BY id) FROM scan_batches") == [100, 100, 50]
    assert bench.sent == [1, 3, 1]


def test_no_open_run_is_no_walk(bench: Bench) -> None:
    """
    A worker that is woken for nothing finds nothing.
    """
    assert bench.walk.discover() is None


def test_paused_run_stops_walking_and_goes_on_later(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A pause takes effect at the next chunk; resumed, the walk begins again and ends.
    """
    monkeypatch.setattr(scan_walk, "CHUNK_FILES", 1)
    for number in range(3):
        bench.put(f"{number}/a.jpg")
    bench.runtime.start_scan("manual")
    bench.run(
        "CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN NEW.state := 'paused'; RETURN NEW; END $$;"
        "CREATE TRIGGER pause BEFORE UPDATE OF found ON scan_runs FOR EACH ROW"
        " WHEN (NEW.found > 0) EXECUTE FUNCTION pause()"
    )

    bench.walk.discover()

    assert bench.value("SELECT state FROM scan_runs") == "paused"
    assert bench.walk.discover() is None
    bench.run("DROP TRIGGER pause ON scan_runs; UPDATE scan_runs SET state = 'running'")
    assert bench.walk.discover() is not None
    assert bench.value("SELECT stage FROM scan_runs") == "read"
    assert bench.value("SELECT found FROM scan_runs") == 3


def test_emptied_root_is_no_empty_library(bench: Bench) -> None:
    """
    When everything is gone at once, deletions are suspended, and the run says why.
    """
    bench.put("a/a.jpg")
    bench.scan()
    shutil.rmtree(bench.folder / "a")

    bench.scan()

    assert bench.rows() == [("a/a.jpg", "ready")]
    assert "not empty" in str(bench.value("SELECT note FROM scan_runs ORDER BY id DESC LIMIT 1"))


def test_vanished_root_is_no_empty_library(bench: Bench) -> None:
    """
    Without a root nothing is deleted either.
    """
    bench.put("a/a.jpg")
    bench.scan()
    bench.folder.rename(bench.folder.with_name("elsewhere"))

    bench.scan()

    assert bench.rows() == [("a/a.jpg", "ready")]


def test_removed_folder_is_found_by_the_walk(bench: Bench) -> None:
    """
    A folder that is gone takes its files along, and the service is told.
    """
    bench.put("a/a.jpg")
    bench.put("b/b.jpg")
    bench.scan()
    shutil.rmtree(bench.folder / "a")

    bench.scan()

    assert bench.rows() == [("a/a.jpg", "missing"), ("b/b.jpg", "ready")]
    assert len(bench.shelf.forgotten) == 1


def test_unreadable_folder_is_logged_and_loses_nothing(bench: Bench) -> None:
    """
    A name that is not a plain file is a problem of its own; the walk goes on.
    """
    os.mkfifo(bench.folder / "pipe.jpg")
    bench.put("b.jpg")

    bench.scan()

    assert bench.rows() == [("b.jpg", "ready")]
