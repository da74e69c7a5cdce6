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
from dramatiq import Message

from grouping.wiring import QUEUE
from mediacore.jobs import make_broker
from tests.integration.grouping.desk import TOKEN, Desk

WAIT = 50.0


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
            process.wait(WAIT)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def children(process: subprocess.Popen[bytes]) -> list["psutil.Process"]:
    """
    Give the processes that a process has started.
    """
    found: list[psutil.Process] = psutil.Process(process.pid).children(recursive=True)
    return found


def send_work(redis_url: str) -> None:
    """
    Wake a worker.
    """
    broker = make_broker(redis_url)
    broker.declare_queue(QUEUE)
    broker.enqueue(
        Message(queue_name=QUEUE, actor_name="grouping_work", args=(), kwargs={}, options={})
    )
    broker.close()


def is_done(desk: Desk) -> bool:
    """
    Tell whether the only run is done and nothing waits for regrouping.
    """
    done = desk.rows("SELECT 1 FROM scan_runs WHERE state = 'done'")
    return bool(done) and not desk.rows("SELECT 1 FROM dirty_keys")
