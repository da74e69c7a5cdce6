"""
One child process, for real.
"""

import os
import signal
import subprocess
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no type information
import pytest

from localstack.errors import StartFailedError
from localstack.process import Process
from localstack.spec import ProcessSpec
from tests.waiting import wait_until

STUBBORN = "trap '' TERM; echo up; while :; do sleep 0.1; done"


def shell(script: str, **changes: object) -> ProcessSpec:
    """
    A shell script as a process.
    """
    return ProcessSpec("child", ("sh", "-c", script), **changes)  # type: ignore[arg-type]  # any field


def spawn(spec: ProcessSpec) -> Process:
    """
    Start it with its words thrown away.
    """
    return Process.spawn(spec, subprocess.DEVNULL)


def test_a_process_is_prepared_and_told_its_environment(tmp_path: Path) -> None:
    """
    Its own environment wins over what all are told.
    """
    steps: list[str] = []
    spec = shell(
        'echo "$A $B" > out',
        env={"B": "own"},
        cwd=tmp_path,
        once=True,
        prepare=lambda: steps.append("prepared"),
        when_ready=lambda: steps.append("ready"),
    )

    process = Process.spawn(spec, subprocess.DEVNULL, {"A": "all", "B": "all"})
    process.wait_ready()

    assert (tmp_path / "out").read_text() == "all own\n"
    assert steps == ["prepared", "ready"]


def test_readiness_is_awaited(tmp_path: Path) -> None:
    """
    The process may take its time to be of use.
    """
    process = spawn(shell("touch up; sleep 60", cwd=tmp_path, ready=(tmp_path / "up").exists))

    process.wait_ready()
    gentle = process.stop()

    assert gentle
    assert not process.alive


@pytest.mark.parametrize("once", [True, False])
def test_an_early_end_is_a_failed_start(once: bool) -> None:
    """
    The exit code is told.
    """
    process = spawn(shell("exit 3", once=once, ready=lambda: False))

    with pytest.raises(StartFailedError, match="exit code 3"):
        process.wait_ready()


def test_a_process_that_never_gets_ready_is_given_up() -> None:
    """
    Waiting has a deadline.
    """
    process = spawn(shell("sleep 60", ready=lambda: False, ready_timeout=0.1))

    with pytest.raises(StartFailedError, match=r"not ready within 0\.1 s"):
        process.wait_ready()
    process.kill()


def test_waiting_ends_when_everything_stops() -> None:
    """
    Ctrl-C during the start is heard.
    """
    process = spawn(shell("sleep 60", ready=lambda: False))

    process.wait_ready(stopping=lambda: True)

    assert process.alive
    process.kill()


def test_the_chosen_signal_is_sent_to_the_leader_alone(tmp_path: Path) -> None:
    """
    A child of the leader finishes its work.
    """
    script = "trap 'wait; exit 0' INT; (trap '' INT; touch up; sleep 0.3; touch finished) & wait"
    spec = shell(script, cwd=tmp_path, stop_signal=signal.SIGINT, ready=(tmp_path / "up").exists)
    process = spawn(spec)
    process.wait_ready()

    process.stop()

    assert (tmp_path / "finished").exists()


def test_a_stubborn_process_is_killed_after_its_time() -> None:
    """
    Stopping always ends.
    """
    process = Process.spawn(shell(STUBBORN, stop_timeout=0.1), subprocess.PIPE)
    assert process.popen.stdout is not None
    process.popen.stdout.readline()
    process.popen.stdout.close()

    assert not process.stop()


def test_a_stubborn_process_is_killed_at_once_in_a_hurry() -> None:
    """
    A second Ctrl-C does not wait.
    """
    process = spawn(shell("trap '' TERM; sleep 60", stop_timeout=60))

    assert not process.await_end(hurry=lambda: True)


def test_nothing_of_a_group_is_left(tmp_path: Path) -> None:
    """
    Children die with the leader that forgot them.
    """
    process = spawn(shell("sleep 60 & echo $! > pid; exit 0", cwd=tmp_path))
    process.popen.wait()
    child = int((tmp_path / "pid").read_text())

    process.stop()

    wait_until(lambda: not psutil.pid_exists(child) or is_zombie(child))
    assert os.getpid() != child


def is_zombie(pid: int) -> bool:
    """
    Whether a dead process only waits for somebody to notice.
    """
    return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
