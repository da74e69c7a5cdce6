"""
One child process in a session of its own: started, awaited, stopped with all its descendants.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from typing import IO, Final

from localstack.errors import StartFailedError
from localstack.spec import ProcessSpec

POLL_SECONDS: Final = 0.05
NO_ENV: Final[Mapping[str, str]] = {}


class Process:
    """
    A running or ended child, described by its spec.
    """

    def __init__(self, spec: ProcessSpec, popen: subprocess.Popen[bytes]) -> None:
        self.spec = spec
        self.popen = popen
        self.started = time.monotonic()

    @classmethod
    def spawn(
        cls,
        spec: ProcessSpec,
        output: IO[bytes] | int,
        env: Mapping[str, str] = NO_ENV,
    ) -> "Process":
        """
        Start the process in its own session, its spec's environment over `env` over ours.
        """
        spec.prepare()
        popen = subprocess.Popen(
            spec.argv,
            env={**os.environ, **env, **spec.env},
            cwd=spec.cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=spec.account.uid,
            group=spec.account.gid,
            extra_groups=spec.account.groups,
        )
        return cls(spec, popen)

    @property
    def alive(self) -> bool:
        """
        Whether the leader still runs.
        """
        return self.popen.poll() is None

    def wait_ready(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """
        Return once the process is ready (or done, when it runs once).

        Raises StartFailedError when it ended early or the time ran out.
        """
        spec = self.spec
        deadline = time.monotonic() + spec.ready_timeout
        while not stopping():
            code = self.popen.poll()
            if code is not None and not (spec.once and code == 0):
                raise StartFailedError(spec.name, f"it ended with exit code {code}", code)
            if self._is_ready(code):
                spec.when_ready()
                return
            if time.monotonic() > deadline:
                raise StartFailedError(
                    spec.name, f"it was not ready within {spec.ready_timeout:g} s"
                )
            time.sleep(POLL_SECONDS)

    def _is_ready(self, code: int | None) -> bool:
        """
        Whether the process is where its successors may start.
        """
        if self.spec.once:
            return code is not None
        return self.spec.ready is None or self.spec.ready()

    def ask_to_stop(self) -> None:
        """
        Send the stop signal to the leader alone, once.
        """
        if self.alive:
            self.popen.send_signal(self.spec.stop_signal)

    def await_end(self, hurry: Callable[[], bool] = lambda: False) -> bool:
        """
        Wait for the leader to end, then clear its group; False when it had to be killed.

        `hurry` ends the waiting before its time.
        """
        deadline = time.monotonic() + self.spec.stop_timeout
        while self.alive and time.monotonic() < deadline and not hurry():
            time.sleep(POLL_SECONDS)
        ended = not self.alive
        self.kill()
        return ended

    def stop(self) -> bool:
        """
        Ask, wait, and kill what is left; False when it had to be killed.
        """
        self.ask_to_stop()
        return self.await_end()

    def kill(self) -> None:
        """
        Kill the whole group at once, and reap the leader.
        """
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
