"""
The commands over the service's database.
"""

import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from grouping.cli import app
from tests.samples.shots import clean_environment, pair


@pytest.fixture
def library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: Callable[[str], str]
) -> Iterator[Path]:
    """
    A library with one pair that was scanned into the database.
    """
    root = Path(os.path.realpath(tmp_path))
    pair(root / "trip", "IMG_1")
    clean_environment(monkeypatch)
    monkeypatch.setenv("MEDIA_PATH", str(root))
    monkeypatch.setenv("DATABASE_URL", database_url("grouping"))
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    assert run("scan").exit_code == 0
    yield root
    logger.handlers[:] = handlers
    logger.setLevel(level)
    structlog.reset_defaults()


def run(*arguments: object) -> Result:
    """
    Run the command line in this process.
    """
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_scan_of_another_folder_is_refused(library: Path) -> None:
    """
    The database is about one library; the message says what can be done instead.
    """
    result = run("scan", library / "trip")

    assert result.exit_code == 2
    assert "unset DATABASE_URL" in result.stderr


def test_scan_lists_stored_groups(library: Path) -> None:
    """
    The library's root may be named; what the database holds is printed.
    """
    result = run("scan", library, "--list")

    assert result.exit_code == 0
    assert "● trip/IMG_1.JPG" in result.stdout


def test_note_of_the_run_is_told(library: Path) -> None:
    """
    When the library looks as if it had been unmounted, that is said.
    """
    (library / "trip").rename(library.parent / "elsewhere")

    assert "empty" in run("scan").stderr


@pytest.mark.usefixtures("library")
def test_list_reads_the_database() -> None:
    """
    Stored groups have their ids.
    """
    (group,) = json.loads(run("list", "--json").stdout)["groups"]

    assert group["group_id"]


@pytest.mark.usefixtures("library")
def test_explain_reads_the_database() -> None:
    """
    A file named from the library's root is explained.
    """
    result = run("explain", "trip/IMG_1.DNG")

    assert result.exit_code == 0
    assert "It is in a group: RAW and JPEG of 2 files" in result.stdout
