"""
`python -m localstack`, with a stack of sleepers.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from localstack.__main__ import main
from localstack.lock import only_one
from localstack.ports import LOOPBACK, free_port
from localstack.settings import Settings
from localstack.spec import ProcessSpec
from localstack.stack import Stack
from tests.unit.localstack.test_plan import ADDRESSES


def environ(**more: str) -> dict[str, str]:
    """
    An environment with free ports.
    """
    return {"GATEWAY_PORT": str(free_port()), "WEB_PORT": str(free_port()), **more}


def sleepers(settings: Settings) -> Stack:
    """
    One process, then one whose readiness check presses Ctrl-C.
    """

    def interrupt() -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return True

    waves = (
        (ProcessSpec("first", ("sleep", "60")),),
        (ProcessSpec("second", ("sleep", "60"), ready=interrupt),),
    )
    return Stack(settings, ADDRESSES, waves, ())


class Grouping(BaseHTTPRequestHandler):
    """
    A service whose scan is over, and that presses Ctrl-C when it is asked for what was found.
    """

    def do_GET(self) -> None:
        """
        Tell of the scan, then interrupt.
        """
        if self.path == "/groups/counts":
            os.kill(os.getpid(), signal.SIGINT)
        self.send_response(200)
        self.end_headers()
        started = datetime.now(UTC).isoformat()
        over = {"run_id": 1, "state": "done", "stage": "done", "started_at": started, "total": 0}
        self.wfile.write(json.dumps(over | {"files": 0, "files_failed": 0, "groups": 0}).encode())

    def log_message(self, *_: object) -> None:
        """
        Say nothing.
        """


@pytest.fixture
def grouping() -> Iterator[int]:
    """
    The port of that service.
    """
    with ThreadingHTTPServer((LOOPBACK, 0), Grouping) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_ctrl_c_stops_cleanly_and_handlers_are_given_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A stopped run is no error, and leaves the process as it found it.
    """
    before = signal.getsignal(signal.SIGINT)

    code = main(environ(), tmp_path, sleepers)

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Stopped."
    assert signal.getsignal(signal.SIGINT) is before


def test_a_running_stack_says_where_it_is_and_asks_for_the_scan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], grouping: int
) -> None:
    """
    The addresses are announced once everything is ready.
    """
    given = environ()
    addresses = replace(ADDRESSES, ports={"grouping": grouping})

    def build(settings: Settings) -> Stack:
        return Stack(settings, addresses, ((ProcessSpec("one", ("sleep", "60")),),), ())

    code = main(given, tmp_path, build)

    assert code == 0
    assert f"http://localhost:{given['WEB_PORT']}" in capsys.readouterr().out


def test_a_ctrl_c_before_anything_runs_ends_quietly(tmp_path: Path) -> None:
    """
    No traceback for a change of mind.
    """

    def interrupted(_: Settings) -> Stack:
        raise KeyboardInterrupt

    assert main(environ(), tmp_path, interrupted) == 130


def test_a_failed_start_says_where_to_read_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The log of the process that failed is named.
    """

    def build(settings: Settings) -> Stack:
        spec = ProcessSpec("door", ("false",), once=True, restart=False)
        return Stack(settings, ADDRESSES, ((spec,),), ())

    code = main(environ(), tmp_path, build)

    words = capsys.readouterr()
    assert code == 1
    assert f"See {tmp_path / '.data' / 'logs' / 'door.log'}" in words.out
    assert words.err == "Twinlens cannot run: door did not start: it ended with exit code 1\n"


def test_a_second_run_over_the_same_data_is_told_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    That the first one's ports are taken is not the news.
    """
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        given = environ(WEB_PORT=str(taken.getsockname()[1]))
        (tmp_path / ".data").mkdir()

        with only_one(tmp_path / ".data"):
            assert main(given, tmp_path, sleepers) == 1
        assert main(given, tmp_path, sleepers) == 1

    first, second = capsys.readouterr().err.splitlines()
    assert "already runs" in first
    assert "set WEB_PORT to a free port" in second


def test_a_data_folder_that_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The variable that moves it is named.
    """
    (tmp_path / "file").touch()

    code = main(environ(DATA_PATH=str(tmp_path / "file" / "data")), tmp_path, sleepers)

    assert code == 1
    assert "set DATA_PATH to another folder" in capsys.readouterr().err


def test_what_cannot_run_is_said_in_one_line(tmp_path: Path) -> None:
    """
    A wrong variable ends the program with its name, not with a traceback.
    """
    done = subprocess.run(
        [sys.executable, "-m", "localstack"],
        env={**os.environ, **environ(MEDIA_PATH=str(tmp_path / "absent"))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Twinlens cannot run: MEDIA_PATH is ")
    assert "Traceback" not in done.stderr
