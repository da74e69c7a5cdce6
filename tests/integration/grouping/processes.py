"""
The service's own processes, as a supervisor would run them.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil  # type: ignore[import-untyped]  # ships no type information

from tests.integration.grouping.desk import TOKEN

PATIENCE_SECONDS = 40.0


def environment(**told: str) -> dict[str, str]:
    """
    Give this process's environment with what a service must be told.
    """
    return {**os.environ, "SERVICE_TOKEN": TOKEN, "WORKER_COUNT": "1", **told}


@contextmanager
def running(module: str, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """
    Run a module, and end it and all its children when the block ends.
    """
    process = subprocess.Popen([sys.executable, "-m", module], env=env, start_new_session=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE_SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def children(process: subprocess.Popen[bytes]) -> list["psutil.Process"]:
    """
    Give the processes that a process has started.
    """
    found: list[psutil.Process] = psutil.Process(process.pid).children(recursive=True)
    return found
