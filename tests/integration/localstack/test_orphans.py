"""
No process outlives its stack.
"""

import subprocess
import uuid
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no type information

from localstack.orphans import MARK, _lives, _parent, end_marked, marked
from localstack.process import Process
from localstack.spec import ProcessSpec
from tests.waiting import wait_until


def start(script: str, mark: str) -> Process:
    """
    A marked shell script that has said its first word.
    """
    spec = ProcessSpec("child", ("sh", "-c", script))
    process = Process.spawn(spec, subprocess.PIPE, {MARK: mark})
    assert process.popen.stdout is not None
    process.popen.stdout.readline()
    process.popen.stdout.close()
    return process


def test_only_processes_of_the_mark_are_ended() -> None:
    """
    Another stack's processes live on.
    """
    ours, theirs = uuid.uuid4().hex, uuid.uuid4().hex
    first = start("echo up; sleep 60", ours)
    other = start("echo up; sleep 60", theirs)

    count = end_marked(ours, patience=10)

    assert count >= 1
    assert not first.alive
    assert other.alive
    other.kill()


def test_a_leader_may_finish_in_peace(tmp_path: Path) -> None:
    """
    Leaders are asked first, and do their children's work.
    """
    mark = uuid.uuid4().hex
    done = tmp_path / "done"
    process = start(f"trap 'touch {done}; exit 0' TERM; sleep 60 & echo up; wait", mark)

    end_marked(mark, patience=10)

    assert done.exists()
    assert not process.alive


def test_the_stubborn_are_killed_with_their_children() -> None:
    """
    Patience ends.
    """
    mark = uuid.uuid4().hex
    process = start(
        "trap '' TERM; (trap '' TERM; sleep 60) & echo up; while :; do wait; done", mark
    )

    end_marked(mark, patience=0.1)

    wait_until(lambda: marked(mark) == [])
    assert not process.alive


def test_without_marked_processes_nothing_happens() -> None:
    """
    A clean start finds nobody.
    """
    assert end_marked(uuid.uuid4().hex, patience=1) == 0


def test_a_process_that_ended_meanwhile_is_no_trouble() -> None:
    """
    Processes may go away between two looks.
    """
    with subprocess.Popen(["/bin/sh", "-c", "sleep 60"]) as child:
        process = psutil.Process(child.pid)
        child.kill()

    assert not _lives(process)
    assert _parent(process) == 0
