"""
The real local stack, started as `make run` does it, over folders of its own.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]  # ships no type information

from localstack.guardian import Guardian
from localstack.orphans import marked
from localstack.ports import LOOPBACK, free_port
from tests.waiting import wait_until

READY_SECONDS = 180.0
STOP_SECONDS = 90.0
ANSWER_SECONDS = 30.0
OURS = ("IMMICH_URL", "DATABASE_URL", "REDIS_URL", "REDIS_CACHE_URL", "TWINLENS_HOST")


class LocalRun:
    """
    One `python -m localstack` with its photos in `media` and all that it keeps in `data`.
    """

    def __init__(self, folder: Path, **environ: str) -> None:
        self.media = folder / "photos"
        self.media.mkdir(exist_ok=True)
        self.data = folder / "data"
        self.log = folder / "terminal.txt"
        self.gateway = f"http://{LOOPBACK}:{free_port()}"
        self.web = f"http://{LOOPBACK}:{free_port()}"
        self._mark = Guardian(self.data).mark
        self._env = {
            **{name: value for name, value in os.environ.items() if name not in OURS},
            "MEDIA_PATH": str(self.media),
            "DATA_PATH": str(self.data),
            "GATEWAY_PORT": self.gateway.rpartition(":")[2],
            "WEB_PORT": self.web.rpartition(":")[2],
            "PYTHONUNBUFFERED": "1",
            **environ,
        }
        self._supervisor: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """
        Start the stack; its words go to a file.
        """
        with self.log.open("wb") as words:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-m", "localstack"],
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self._supervisor

    def words(self) -> str:
        """
        What the terminal shows.
        """
        return self.log.read_text()

    def wait_for(self, words: str) -> None:
        """
        Return once the terminal shows these words; fail early when the stack ends before.
        """
        supervisor = self._supervisor
        assert supervisor is not None
        wait_until(
            lambda: words in self.words() or supervisor.poll() is not None, seconds=READY_SECONDS
        )

        assert words in self.words(), self.words()

    def process(self, module: str) -> psutil.Process:
        """
        The oldest living process that runs a module.
        """
        found = [process for process in self.left() if module in process.cmdline()]
        return min(found, key=lambda process: process.create_time())

    def immich(self) -> str:
        """
        The address of the stand-in itself.
        """
        return f"http://{LOOPBACK}:{self.process('tests.fakes.immich').environ()['PORT']}"

    def left(self) -> list[psutil.Process]:
        """
        Every living process of this stack, the supervisor apart.
        """
        return marked(self._mark)

    def stop(self) -> int:
        """
        Press Ctrl-C, and wait for the end; gives the exit code.
        """
        assert self._supervisor is not None
        self._supervisor.send_signal(signal.SIGINT)
        return self._supervisor.wait(STOP_SECONDS)

    def kill(self) -> None:
        """
        End the supervisor as a crash would.
        """
        assert self._supervisor is not None
        self._supervisor.kill()
        self._supervisor.wait(STOP_SECONDS)


@contextmanager
def suspended(process: psutil.Process) -> Iterator[None]:
    """
    Stop a process from doing anything, for a while.
    """
    process.suspend()
    try:
        yield
    finally:
        process.resume()


def signed_in(base: str, email: str, password: str) -> httpx.Client:
    """
    A client with a user's token, as Immich's apps have one.
    """
    login = httpx.post(
        f"{base}/api/auth/login",
        json={"email": email, "password": password},
        timeout=ANSWER_SECONDS,
        trust_env=False,
    )
    token = login.raise_for_status().json()["accessToken"]
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=base, headers=headers, timeout=ANSWER_SECONDS, trust_env=False)
