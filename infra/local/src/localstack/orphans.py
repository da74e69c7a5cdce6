"""
No process outlives its stack: all carry a mark in their environment, and the marked can be ended.
"""

import contextlib
import os
import signal
from collections.abc import Iterable
from typing import Final

import psutil  # type: ignore[import-untyped]  # ships no type information

MARK: Final = "TWINLENS_STACK"
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

    Each leader is asked once; what still lives after `patience` seconds is killed.
    """
    processes = marked(mark)
    pids = {process.pid for process in processes}
    for process in processes:
        with contextlib.suppress(*GONE):
            if process.ppid() not in pids:
                gentle = signal.SIGINT if process.name() == "postgres" else signal.SIGTERM
                process.send_signal(gentle)
    psutil.wait_procs(processes, timeout=patience)
    kill_groups(marked(mark))
    return len(processes)


def kill_groups(processes: Iterable[psutil.Process]) -> None:
    """
    Kill the groups of these processes, and wait until the processes are gone.
    """
    victims = list(processes)
    for process in victims:
        with contextlib.suppress(*GONE, ProcessLookupError):
            os.killpg(os.getpgid(process.pid), signal.SIGKILL)
    psutil.wait_procs(victims, timeout=10)
