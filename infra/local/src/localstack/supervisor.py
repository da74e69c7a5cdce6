"""
Runs a stack of processes: waves start when the one before is ready, and stop the other way round.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import structlog

from localstack.errors import StartFailedError
from localstack.output import Output
from localstack.process import NO_ENV, POLL_SECONDS, Process
from localstack.spec import ProcessSpec, nothing
from mediacore.process_start import WRONG_SETTINGS

FIRST_BACKOFF: Final = 0.5
LAST_BACKOFF: Final = 30.0
STEADY_SECONDS: Final = 60.0

log = structlog.get_logger("supervisor")


def unheard(words: str) -> None:
    """
    A listener that does not care.
    """
    del words


class Supervisor:
    """
    Keeps every process of its waves running until it is asked to stop.

    Stopping once drains the workers and ends the rest in reverse order; twice kills. Restarts
    wait `first_backoff` seconds, then twice as long each time, until a run lasted `steady`
    seconds. `each_round` is called while all runs, many times a second; `tell` hears in a few
    words what a person waits for.
    """

    def __init__(
        self,
        waves: Sequence[Sequence[ProcessSpec]],
        output: Output,
        env: Mapping[str, str] = NO_ENV,
        *,
        first_backoff: float = FIRST_BACKOFF,
        steady: float = STEADY_SECONDS,
        each_round: Callable[[], None] = nothing,
        tell: Callable[[str], None] = unheard,
    ) -> None:
        self._waves = waves
        self._output = output
        self._env = env
        self._first_backoff = first_backoff
        self._steady = steady
        self._each_round = each_round
        self._tell = tell
        self._running: dict[str, Process] = {}
        self._due: dict[str, float] = {}
        self._backoff: dict[str, float] = {}
        self._requests = 0

    @property
    def stopping(self) -> bool:
        """
        Whether somebody asked to stop.
        """
        return self._requests > 0

    def request_stop(self) -> None:
        """
        Ask to stop; asked again, it kills. Safe to call from a signal handler.
        """
        self._requests += 1

    def pids(self) -> dict[str, int]:
        """
        The process id of every leader that was started and not given up.
        """
        return {name: process.popen.pid for name, process in self._running.items()}

    def run(self, started: Callable[[], None] = nothing) -> None:
        """
        Start everything, call `started`, keep it running until asked to stop, stop everything.

        Raises StartFailedError, with all stopped, when a process does not start.
        """
        try:
            self._start()
            if not self.stopping:
                started()
            while not self.stopping:
                self._revive()
                self._each_round()
                time.sleep(POLL_SECONDS)
        finally:
            self._stop()

    def _start(self) -> None:
        """
        Start wave after wave, each when the one before is ready.
        """
        for wave in filter(None, self._waves):
            self._tell(f"Starting {', '.join(spec.name for spec in wave)}")
            for spec in wave:
                if self.stopping:
                    return
                self._output.keep_earlier(spec.name)
                self._spawn(spec)
            for spec in wave:
                self._await_ready(spec)

    def _await_ready(self, spec: ProcessSpec) -> None:
        """
        Wait for one process of the wave, reviving it when it may be and time allows.
        """
        deadline = time.monotonic() + spec.ready_timeout
        while True:
            try:
                self._running[spec.name].wait_ready(lambda: self.stopping)
            except StartFailedError as error:
                hopeless = not spec.restart or error.exit_code == WRONG_SETTINGS
                if hopeless or time.monotonic() > deadline or self.stopping:
                    raise
                self._running[spec.name].kill()
                log.warning("process_start_failed", process=spec.name)
                time.sleep(self._first_backoff)
                self._spawn(spec)
            else:
                break
        if spec.once and not self.stopping:
            self._running.pop(spec.name).kill()
        log.debug("process_ready", process=spec.name)

    def _spawn(self, spec: ProcessSpec) -> None:
        """
        Start one process with its output connected.
        """
        with self._output.open(spec.name, quiet=spec.quiet) as pipe:
            self._running[spec.name] = Process.spawn(spec, pipe, self._env)

    def _revive(self) -> None:
        """
        Notice the dead, and start again those whose time has come.
        """
        now = time.monotonic()
        for name, process in list(self._running.items()):
            if process.alive:
                continue
            if name not in self._due:
                self._mourn(name, process, now)
            elif now >= self._due[name]:
                del self._due[name]
                self._spawn(process.spec)
                log.info("process_restarted", process=name, pid=self._running[name].popen.pid)

    def _mourn(self, name: str, process: Process, now: float) -> None:
        """
        Log a death, clear the dead one's group, and decide when to try again.
        """
        process.kill()
        code = process.popen.returncode
        if not process.spec.restart:
            del self._running[name]
            log.warning("process_ended", process=name, exit_code=code)
            return
        wait = self._backoff.get(name, self._first_backoff)
        if now - process.started > self._steady:
            wait = self._first_backoff
        self._due[name] = now + wait
        self._backoff[name] = min(wait * 2, LAST_BACKOFF)
        log.warning("process_died", process=name, exit_code=code, restart_in_seconds=wait)

    def _stop(self) -> None:
        """
        Drain the workers, then end the other waves in reverse.
        """
        if self._running:
            self._tell("Stopping")
        self._end([p for p in self._running.values() if p.spec.drain])
        for wave in reversed(self._waves):
            names = {spec.name for spec in wave}
            self._end([p for name, p in self._running.items() if name in names])
        self._output.close()

    def _end(self, processes: Sequence[Process]) -> None:
        """
        Ask these processes once, all together, and wait for each.
        """
        for process in processes:
            process.ask_to_stop()
        for process in processes:
            if not process.await_end(lambda: self._requests > 1):
                log.warning("process_killed", process=process.spec.name)
            del self._running[process.spec.name]
