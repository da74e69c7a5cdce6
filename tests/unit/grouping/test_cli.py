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

from grouping.cli import app, kindly
from grouping.cli_settings import CONFIG, CliSettings, cli_settings
from mediacore.paths import display
from tests.samples.shots import clean_environment, pair
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    No settings of this machine, 80 columns, and logging left as it was found.
    """
    clean_environment(monkeypatch)
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
    Two pairs in an album.
    """
    pair(tmp_path / "photos/trip", "IMG_1")
    pair(tmp_path / "photos/trip", "IMG_2")
    return Path(os.path.realpath(tmp_path)) / "photos"


def run(*arguments: object) -> Result:
    """
    Run the command line in this process, its readers in one other.
    """
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_scan_tells_the_counts(photos: Path) -> None:
    """
    A healthy folder ends with a table and 0.
    """
    result = run("scan", photos, "--workers", 1)

    assert result.exit_code == 0
    assert "RAW and JPEG" in result.stdout
    assert "4 files in" in result.stdout
    assert "●" not in result.stdout


def test_scan_can_list_and_tells_problems(photos: Path) -> None:
    """
    With a damaged file the code is 1, and the file is named below the groups.
    """
    (photos / "bad.jpg").write_bytes(b"nothing of a picture")

    result = run("scan", photos, "--workers", 1, "--list")

    assert result.exit_code == 1
    assert "● trip/IMG_1.JPG" in result.stdout
    assert "1 problem:\n  bad.jpg\n" in result.stdout


def test_scan_prints_json_for_programs(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    All groups with their evidence, of the folder that MEDIA_PATH names.
    """
    monkeypatch.setenv("MEDIA_PATH", str(photos))

    body = json.loads(run("scan", "--workers", 1, "--json").stdout)

    assert (body["library"], body["files"], body["failed"]) == (display(bytes(photos)), 4, 0)
    assert body["by_type"]["raw_jpeg"]["groups"] == 2
    assert body["groups"][0]["evidence"][0]["text"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scan"], "Say which folder, or set MEDIA_PATH."),
        (["scan", "/there/is/no/such"], "/there/is/no/such: No such file or directory."),
        (["explain", "/there/is/no/such"], "/there/is/no/such: No such file or directory."),
        (["list", "--limit", "0", "/"], "Invalid value"),
    ],
)
def test_wrong_usage_is_told_kindly(arguments: list[str], words: str) -> None:
    """
    A sentence on stderr, nothing on stdout, and 2.
    """
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_wrong_setting_is_told_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The key and its range are named.
    """
    monkeypatch.setenv("BATCH_SIZE", "7")

    result = run("scan", "/")

    assert result.exit_code == 2
    assert "batch_size" in result.stderr


def test_list_chooses_by_type_prefix_and_number(photos: Path) -> None:
    """
    Only what was asked for is printed, and that there is more.
    """
    result = run("list", photos, "--workers", 1, "--type", "raw_jpeg", "--limit", 1)

    assert result.exit_code == 0
    assert "IMG_1.JPG" in result.stdout
    assert "IMG_2.JPG" not in result.stdout
    assert "--limit" in result.stderr


def test_list_prints_json_for_programs(photos: Path) -> None:
    """
    The same choice in the machine form; a prefix that fits nothing gives nothing.
    """
    result = run("list", photos, "--workers", 1, "--prefix", "elsewhere", "--json")

    assert json.loads(result.stdout)["groups"] == []


def test_explain_says_why(photos: Path) -> None:
    """
    A file is explained from what lies around it.
    """
    result = run("explain", photos / "trip/IMG_1.DNG", "--workers", 1)

    assert result.exit_code == 0
    assert result.stdout.startswith("trip/IMG_1.DNG\n")
    assert "It is in a group: RAW and JPEG of 2 files" in result.stdout
    assert "taken at the same moment" in result.stdout


def test_explain_can_look_at_the_whole_library(photos: Path) -> None:
    """
    With a library, the file may be named from there.
    """
    result = run("explain", "trip/IMG_1.DNG", "--library", photos, "--workers", 1)

    assert "It is in a group" in result.stdout


def test_file_that_no_scan_reads_is_explained_too(photos: Path) -> None:
    """
    A text file is passed over by scans, and still gets an answer.
    """
    (photos / "note.txt").write_text("hello")

    result = run("explain", photos / "note.txt", "--workers", 1)

    assert result.exit_code == 0
    assert "neither a picture nor a clip" in result.stdout


def test_file_that_is_not_in_the_library_is_refused(photos: Path) -> None:
    """
    Where nothing is, nothing can be explained.
    """
    result = run("explain", "gone.jpg", "--library", photos, "--workers", 1)

    assert result.exit_code == 2
    assert "There is no file gone.jpg" in result.stderr


def test_interruption_has_its_own_code() -> None:
    """
    Ctrl-C ends a command with 130 and one word.
    """
    with pytest.raises(typer.Exit) as caught, kindly():
        raise KeyboardInterrupt

    assert caught.value.exit_code == 130


def test_ctrl_c_stops_a_scan_that_waits_for_a_reader(tmp_path: Path) -> None:
    """
    A real process with real readers ends with 130 at the first press, prints no result and says so.
    """
    for number in range(3000):
        (tmp_path / f"{number}.jpg").write_bytes(b"no picture")
    code = "from grouping.cli import app; app()"
    command = [sys.executable, "-c", code, "scan", "--workers", "2", str(tmp_path)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    threads = Path(f"/proc/{process.pid}/task")
    wait_until(lambda: any(one.read_text() for one in threads.glob("*/children")))

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: its readers get it as well
    out, err = process.communicate(timeout=50)

    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Stopped."


def test_help_needs_no_settings() -> None:
    """
    `grouping` alone says what it can do, and which exit codes there are.
    """
    result = run("--help")

    assert result.exit_code == 0
    assert "Exit codes" in result.stdout


def readme() -> str:
    """
    Read the package's page.
    """
    return (CONFIG.parent / "README.md").read_text(encoding="utf-8")


def test_example_of_the_readme_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    """
    The page's example is code that runs.
    """
    code = readme().split("```python\n")[1].split("```")[0]

    exec(code, {})  # noqa: S102 - our own page

    assert f"prints `{capsys.readouterr().out.strip()}`" in readme()


def test_table_of_the_readme_has_the_true_defaults() -> None:
    """
    Numbers of the page are those of the settings.
    """
    rows = [line.split("|")[1:3] for line in readme().splitlines() if line.startswith("| `")]
    told = {key.strip("` "): value.strip("` ") for keys, value in rows for key in keys.split(",")}
    settings = cli_settings()

    assert set(told) <= set(CliSettings.model_fields)
    numbers = {key: value for key, value in told.items() if value[0].isdigit()}
    assert {key: float(getattr(settings, key)) for key in numbers} == {
        key: float(value) for key, value in numbers.items()
    }
