"""
What the command line finds in the service's database.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grouping.cli_memory import Wanted
from grouping.cli_settings import CliSettings, cli_settings
from grouping.cli_stored import list_database, near_in_database, scan_database
from mediacore.database import Database
from mediacore.scan_store import set_run_state
from tests.samples.shots import clean_environment, pair
from tests.unit.grouping.test_memory_scan import Heard


@pytest.fixture
def settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: Callable[[str], str]
) -> CliSettings:
    """
    Settings of an empty database over a library with two pairs.
    """
    pair(tmp_path, "IMG_1")
    pair(tmp_path, "IMG_2")
    clean_environment(monkeypatch)
    monkeypatch.setenv("MEDIA_PATH", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", database_url("grouping"))
    return cli_settings()


@pytest.mark.parametrize(("every", "groups"), [(True, 2), (False, 0)])
def test_scan_tells_what_the_database_holds(
    settings: CliSettings, every: bool, groups: int
) -> None:
    """
    Counts always, the groups themselves only when they are wanted.
    """
    root = os.fsencode(settings.media_path)

    found = scan_database(settings, root, Heard(), work=True, every=every)

    assert (found.summary.files, found.summary.failed, found.note) == (4, 0, "")
    assert found.summary.by_type["raw_jpeg"]["groups"] == 2
    assert found.summary.seconds > 0
    assert len(found.groups) == groups


def test_scan_that_was_cancelled_says_so(settings: CliSettings) -> None:
    """
    A run that somebody cancels while it reads ends early, and the note tells.
    """

    class Canceller(Heard):
        """
        Cancels the run as soon as it is known to read.
        """

        def found(self, files: int) -> None:
            """
            Cancel.
            """
            super().found(files)
            database = Database(settings.database_url)
            with database.write() as session:
                set_run_state(session, "cancelled")
            database.close()

    root = os.fsencode(settings.media_path)

    found = scan_database(settings, root, Canceller(), work=False, every=False)

    assert found.note == "The scan ended early: it was cancelled."


def test_list_is_cut_and_says_so(settings: CliSettings) -> None:
    """
    One group of two is shown, and that there is one more.
    """
    scan_database(settings, os.fsencode(settings.media_path), Heard(), work=True, every=False)

    found = list_database(settings, Wanted(None, "", 1))

    assert len(found.groups) == 1
    assert "--limit" in found.note


def test_file_comes_with_its_neighbours(settings: CliSettings) -> None:
    """
    What the explanation needs is taken from the database.
    """
    scan_database(settings, os.fsencode(settings.media_path), Heard(), work=True, every=False)

    near = near_in_database(settings, b"IMG_1.JPG")

    assert near.file.path == b"IMG_1.JPG"
    assert b"IMG_1.DNG" in {file.path for file in near.others}
