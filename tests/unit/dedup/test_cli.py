"""
The commands without a database: what they print, and how they end.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
import typer
from typer.testing import CliRunner, Result

from dedup.cli import app, kindly
from dedup.cli_settings import CliSettings
from tests.unit.dedup.memory_folder import put
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    No settings of this machine, 80 columns, and logging left as it was found.
    """
    for key in (*CliSettings.model_fields, "dedup_config"):
        monkeypatch.delenv(key.upper(), raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """
    Two copies, and another picture.
    """
    folder = Path(os.path.realpath(tmp_path)) / "photos"
    put(folder, "2020/a.jpg", "x")
    put(folder, "Downloads/a.jpg", "x")
    put(folder, "b.jpg", "other")
    return folder


@pytest.fixture
def saved(photos: Path) -> Path:
    """
    What a scan of them found.
    """
    place = photos.parent / "found.json"
    assert run("scan", photos, "--workers", 1, "--save", place).exit_code == 0
    return place


def run(*arguments: object) -> Result:
    """
    Run the command line in this process, its readers in one other.
    """
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_scan_tells_what_there_is_to_free(photos: Path) -> None:
    """
    A healthy folder ends with a line and 0.
    """
    result = run("scan", photos, "--workers", 1)

    assert result.exit_code == 0
    assert "1 groups at level 0.95, 1 file too many" in " ".join(result.stdout.split())
    assert "●" not in result.stdout


def test_scan_lists_groups_and_problems(photos: Path) -> None:
    """
    With a damaged file the code is 1, and the file is named below the groups.
    """
    (photos / "empty.jpg").touch()

    result = run("scan", photos, "--workers", 1, "--list", "--level", "exact")

    assert result.exit_code == 1
    assert "● 2020/a.jpg" in result.stdout
    assert "not in a Downloads folder" in result.stdout
    assert "○ Downloads/a.jpg" in result.stdout
    assert "  empty.jpg\n      the file is empty" in result.stdout


def test_scan_prints_json_for_programs(photos: Path) -> None:
    """
    All groups with their reasons.
    """
    body = json.loads(run("scan", photos, "--workers", 1, "--json").stdout)

    assert (body["library"], body["files"], body["failed"]) == (str(photos), 3, 0)
    assert body["groups"][0]["duplicate_type"] == "exact"


def test_saved_scan_is_listed(saved: Path) -> None:
    """
    As people read it, and as programs do.
    """
    assert "● 2020/a.jpg" in run("list", saved).stdout
    assert len(json.loads(run("list", saved, "--json").stdout)["groups"]) == 1
    assert run("list", saved, "--prefix", "b").stdout == ""
    assert run("list", saved, "--level", "0.95").exit_code == 0


def test_plan_is_written_to_a_file_or_printed(saved: Path) -> None:
    """
    As a table or as a script, and nothing is done by it.
    """
    place = saved.parent / "plan.csv"

    assert run("export", saved, "--csv", place).exit_code == 0
    assert "Downloads/a.jpg" in place.read_text()
    result = run("export", saved, "--script", "-")
    assert result.stdout.startswith("#!/bin/sh")
    assert "1 files could go" in result.stderr
    assert (saved.parent / "photos/Downloads/a.jpg").exists()


def test_two_files_are_explained(photos: Path) -> None:
    """
    A line for each stage.
    """
    result = run("explain", photos / "2020/a.jpg", photos / "Downloads/a.jpg")

    assert result.exit_code == 0
    assert "+ SHA-256" in result.stdout
    assert "+ level        exact" in result.stdout


def test_unreadable_file_is_explained(photos: Path) -> None:
    """
    With another code.
    """
    (photos / "empty.jpg").touch()

    result = run("explain", photos / "b.jpg", photos / "empty.jpg")

    assert (result.exit_code, "the file is empty" in result.stdout) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scan", "/there/is/no/such"], "/there/is/no/such: No such file or directory."),
        (["explain", "/there/is", "/no/such"], "/there/is: No such file or directory."),
        (["list"], "Say which file"),
        (["list", "SAVED", "--level", "0.80"], "That scan was at level 0.95"),
        (["export", "SAVED"], "Say either --csv"),
        (["export", "SAVED", "--csv", "a", "--script", "b"], "Say either --csv"),
        (["export", "SAVED", "--csv", "/there/is/no/such"], "No such file or directory."),
    ],
)
def test_wrong_usage_is_told_kindly(saved: Path, arguments: list[str], words: str) -> None:
    """
    A sentence on stderr, nothing on stdout, and 2.
    """
    result = run(*(saved if word == "SAVED" else word for word in arguments))

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_interrupt_ends_a_command() -> None:
    """
    A word and 130.
    """
    with pytest.raises(typer.Exit) as caught, kindly():
        raise KeyboardInterrupt

    assert caught.value.exit_code == 130


def test_one_press_of_ctrl_c_is_enough(photos: Path) -> None:
    """
    A real process, in the midst of reading.
    """
    for number in range(3000):
        (photos / f"{number}.jpg").write_bytes(b"\xff\xd8" + str(number).encode())
    with subprocess.Popen(
        [sys.executable, "-c", "from dedup.cli import app; app()", "scan", str(photos)],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        wait_until(lambda: process.poll() is not None or bool(children.read_text()), seconds=60)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

    assert (process.returncode, errors.splitlines()[-1]) == (130, "Stopped.")
