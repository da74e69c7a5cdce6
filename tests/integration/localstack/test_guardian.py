"""
The guardian, for real.
"""

import io
import subprocess
import sys
import textwrap
from pathlib import Path

from localstack.guardian import Guardian, guard
from localstack.orphans import marked
from localstack.postgres import EmbeddedPostgres
from localstack.process import Process
from localstack.spec import ProcessSpec
from localstack.valkey import EmbeddedValkey
from tests.waiting import wait_until

SLEEPER = ProcessSpec("sleeper", ("sleep", "60"))

SUPERVISOR = textwrap.dedent("""
    import os, signal, subprocess, sys
    from pathlib import Path
    from localstack.guardian import Guardian

    with Guardian(Path(sys.argv[1])) as guardian:
        for _ in range(2):
            subprocess.Popen(["sleep", "60"], start_new_session=True,
                             env={**os.environ, **guardian.env})
        print("up", flush=True)
        signal.pause()
""")


def test_what_is_left_at_the_end_is_ended(tmp_path: Path) -> None:
    """
    Leaving the guarded block leaves nothing running.
    """
    with Guardian(tmp_path) as guardian:
        process = Process.spawn(SLEEPER, subprocess.DEVNULL, guardian.env)

    assert not process.alive


def test_leftovers_of_an_earlier_run_are_ended_first(tmp_path: Path) -> None:
    """
    The mark is the folder's, so the next run knows its own.
    """
    left = Process.spawn(SLEEPER, subprocess.DEVNULL, Guardian(tmp_path).env)

    with Guardian(tmp_path) as guardian:
        assert guardian.leftovers == 1
        assert not left.alive


def test_a_killed_supervisor_leaves_no_orphan(tmp_path: Path) -> None:
    """
    SIGKILL leaves no time to clean up, and still nothing is left.
    """
    mark = Guardian(tmp_path).mark
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as supervisor:
        assert supervisor.stdout is not None
        supervisor.stdout.readline()
        started = len(marked(mark))

        supervisor.kill()

        wait_until(lambda: marked(mark) == [])
    assert started == 2


def test_both_servers_keep_the_mark_by_which_they_are_known(
    guardian: Guardian, postgres_server: EmbeddedPostgres, redis_server: EmbeddedValkey
) -> None:
    """
    A program that wiped its environment would be left behind.
    """
    known = {process.pid for process in marked(guardian.mark)}

    servers = (postgres_server._process, redis_server._process)

    assert {server.popen.pid for server in servers if server} <= known
    assert None not in servers


def test_guarding_waits_for_the_end_of_the_lifeline(tmp_path: Path) -> None:
    """
    When the lifeline ends, the marked are ended.
    """
    guardian = Guardian(tmp_path)
    process = Process.spawn(SLEEPER, subprocess.DEVNULL, guardian.env)

    ended = guard(guardian.mark, io.BytesIO(), patience=10)

    assert ended == 1
    assert not process.alive


def test_a_guardian_that_never_stood_guard_ends_quietly(tmp_path: Path) -> None:
    """
    Leaving without entering is harmless.
    """
    Guardian(tmp_path).__exit__(None, None, None)

    assert marked(Guardian(tmp_path).mark) == []
