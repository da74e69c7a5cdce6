"""
What a start says and does in other circumstances than the best.
"""

import shutil
from pathlib import Path

from localstack.writers import CANON, Look, write_dng, write_jpeg
from tests.e2e.conftest import NOON, SMALL
from tests.e2e.local_run import STOP_SECONDS, LocalRun


def test_a_setting_out_of_its_range_ends_the_start(folder: Path) -> None:
    """
    The error names the key and what it takes, nothing is tried again, and nothing is left.
    """
    run = LocalRun(folder, BATCH_SIZE="7")

    code = run.start().wait(STOP_SECONDS)

    assert code == 1
    assert "BATCH_SIZE" in run.words()
    assert "100" in run.words()
    assert "500" in run.words()
    assert "Traceback" not in run.words()
    assert run.left() == []


def test_a_killed_run_is_taken_up_again(folder: Path) -> None:
    """
    The next start ends what was left, finds all data, and has nothing to read anew.
    """
    run = LocalRun(folder)
    write_jpeg(run.media / "IMG_1.JPG", NOON, CANON, Look(1, SMALL))
    write_dng(run.media / "IMG_1.DNG", NOON, CANON, Look(1, SMALL))
    run.start()
    run.wait_for("2 files, 2 new or changed.")
    run.kill()

    run.start()
    run.wait_for("Open http")

    assert "2 files, nothing new." in run.words()
    assert "RAW + JPEG" in run.words()
    assert "[info" not in run.words()
    assert (run.stop(), run.left()) == (0, [])


def test_an_empty_library_is_told_apart_from_a_failure(folder: Path) -> None:
    """
    Who named the wrong folder learns it from the first start.
    """
    run = LocalRun(folder)
    run.start()
    run.wait_for("No photos or clips yet")
    code = run.stop()

    assert code == 0
    assert not (folder / "data" / "sample-library").exists()
    shutil.rmtree(run.media)
