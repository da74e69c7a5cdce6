"""
One child process in a session of its own: started, awaited, stopped with all its descendants.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from typing import IO, Final

from localstack.errors import StartFailedError
from localstack.spec import ProcessSpec

POLL_SECONDS: Final = 0.05


def ignore_pid(pid: int) -> None:
    """
    Watch nothing: the default of whoever needs no guardian.
    """
    del pid


class Process:
    """
    A running or ended child, described by its spec.
    """

    def __init__(self, spec: ProcessSpec, popen: subprocess.Popen[bytes]) -> None:
        """
        Wrap what `spawn` started.
        """
        self.spec = spec
        self.popen = popen
        self.started = time.monotonic()

    @classmethod
    def spawn(
        cls,
        spec: ProcessSpec,
        output: IO[bytes] | int,
        watch: Callable[[int], None] = ignore_pid,
    ) -> "Process":
        """
        Start the process in its own session and tell `watch` the id of its group.
        """
        spec.prepare()
        popen = subprocess.Popen(
            spec.argv,
            env={**os.environ, **spec.env},
            cwd=spec.cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=spec.account.uid,
            group=spec.account.gid,
            extra_groups=spec.account.groups,
        )
        watch(popen.pid)
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
                raise StartFailedError(spec.name, f"it ended with exit code {code}")
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

    def await_end(self, timeout: float | None = None) -> bool:
        """
        Wait for the leader to end, then clear its group; False when it had to be killed.
        """
        try:
            self.popen.wait(self.spec.stop_timeout if timeout is None else timeout)
        except subprocess.TimeoutExpired:
            return False
        else:
            return True
        finally:
            self.kill()

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
