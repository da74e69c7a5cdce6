"""
The dedup service's own processes, as they are run in production.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

TOKEN = "a-token-of-many-letters"
STOP_SECONDS = 30.0


def free_port() -> int:
    """
    Give a port that nobody listens on.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(database_url: str, redis_url: str, folder: Path) -> dict[str, str]:
    """
    What a process is told.
    """
    folder.mkdir(exist_ok=True)
    return {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SERVICE_TOKEN": TOKEN,
        "MEDIA_PATH": str(folder),
        "PORT": str(free_port()),
        "WORKER_COUNT": "1",
        "TWINLENS_ENV": "local",
    }


@contextmanager
def running(module: str, env: Mapping[str, str]) -> Iterator[None]:
    """
    Run a module while the block lasts, then ask it to end; it must do so by itself.
    """
    process = subprocess.Popen([sys.executable, "-m", module], env={**os.environ, **env})
    try:
        yield
    finally:
        process.terminate()
        code = process.wait(STOP_SECONDS)
    assert code in (0, -15), f"{module} ended with {code}"
