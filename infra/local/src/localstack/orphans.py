"""
No process outlives its stack: all carry a mark in their environment, and the marked can be ended.
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterable
from typing import Final

import psutil  # type: ignore[import-untyped]  # ships no type information

MARK: Final = "TWINLENS_STACK"
KILL_SECONDS: Final = 10.0
POLL_SECONDS: Final = 0.02
GONE: Final = (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess)


def marked(mark: str) -> list[psutil.Process]:
    """
    The living processes started with this mark, ourselves apart.
    """
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(*GONE):
            if process.environ().get(MARK) == mark and process.pid != os.getpid():
                found.append(process)
    return found


def end_marked(mark: str, patience: float) -> int:
    """
    End all marked processes and their groups; returns how many there were.

    Each leader is asked once and has `patience` seconds; whatever lives then is killed.
    """
    processes = marked(mark)
    pids = {process.pid for process in processes}
    leaders = [process for process in processes if _parent(process) not in pids]
    for process in leaders:
        with contextlib.suppress(*GONE):
            gentle = signal.SIGINT if process.name() == "postgres" else signal.SIGTERM
            process.send_signal(gentle)
    _wait(leaders, patience)
    left = marked(mark)
    for process in left:
        with contextlib.suppress(*GONE, ProcessLookupError):
            os.killpg(os.getpgid(process.pid), signal.SIGKILL)
    _wait(left, KILL_SECONDS)
    return len(processes)


def _parent(process: psutil.Process) -> int:
    """
    The id of a process's parent, 0 when the process is gone.
    """
    with contextlib.suppress(*GONE):
        return int(process.ppid())
    return 0


def _wait(processes: Iterable[psutil.Process], seconds: float) -> None:
    """
    Return when all have ended (reaped or not), or the time is over.
    """
    deadline = time.monotonic() + seconds
    waiting = list(processes)
    while waiting and time.monotonic() < deadline:
        waiting = [process for process in waiting if _lives(process)]
        time.sleep(POLL_SECONDS)


def _lives(process: psutil.Process) -> bool:
    """
    Whether a process still does anything.
    """
    with contextlib.suppress(*GONE):
        if process.is_running():
            return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False
