"""
Calls to functions that may hang, crash or eat memory: made in a child process, under limits.

Decoders of hostile files do all of that. A call that goes wrong costs its file, and a new child
for the next one; the caller's process, with its threads and connections, notices an exception.

    SandboxCrashedError  the child died of the call
    SandboxTimeoutError  the call took too long
    SandboxForeignError  the call raised what no pickle carries

It bounds accidents. It is no wall against code that takes over the decoder.
"""

import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import IO, Any, ParamSpec, Self, TypeVar, cast

from mediacore.errors import TwinlensError
from mediacore.sandbox_child import ERROR, FOREIGN, HEADER, framed

START_SECONDS = 60.0
END_SECONDS = 10.0

# Each thread of a decoder would reserve address space that its memory limit counts.
_LEAN = {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

P = ParamSpec("P")
T = TypeVar("T")


class SandboxCrashedError(TwinlensError):
    """
    Raised when the child process died of a call; `context["end"]` says how.
    """


class SandboxTimeoutError(TwinlensError):
    """
    Raised when a call took longer than the sandbox allows; its process is gone.
    """


class SandboxForeignError(TwinlensError):
    """
    Raised in place of an exception that cannot be pickled; the message has its type and text.
    """


class Sandbox:
    """
    A child process that calls importable functions, with a limit of memory and of time.

    It starts at the first call, starts anew after a crash or a timeout, and is replaced from time
    to time, or when a call leaves much memory behind. Not thread-safe: one
    call at a time, from any thread.

    :ivar memory_bytes: address space of the child beyond what it has with `preload` loaded; a
        call that needs more raises `MemoryError`, or crashes where its decoder cannot cope.
    :ivar seconds: wall time of one call.
    :ivar preload: names of modules to load at the start.
    """

    def __init__(self, memory_bytes: int, seconds: float, preload: tuple[str, ...] = ()) -> None:
        self.memory_bytes = memory_bytes
        self.seconds = seconds
        self.preload = preload
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """
        Call a function that the child can import, with arguments that can be pickled.

        Raises what the function raises, `SandboxCrashedError`, `SandboxTimeoutError`, or
        `SandboxForeignError`.
        """
        request = framed((function, args, kwargs))
        try:
            last, (outcome, content) = self._running().exchange(request, self.seconds)
        except BaseException:
            # An answer that nobody waits for would be taken for the next one.
            self._let_go(0.0)
            raise
        if last:
            self.close()
        if outcome == ERROR:
            raise content
        if outcome == FOREIGN:
            raise SandboxForeignError(content)
        return cast("T", content)

    def close(self) -> None:
        """
        End the child, if there is one; a later call starts another.
        """
        self._let_go(END_SECONDS)

    def _running(self) -> "_Child":
        if self._child is not None and self._child.is_alive():
            return self._child
        self._let_go(0.0)
        self._child = _Child(self.memory_bytes, self.preload)
        self._child.receive(START_SECONDS)
        return self._child

    def _let_go(self, patience: float) -> None:
        if self._child is not None:
            self._child.end(patience)
            self._child = None


def _started(command: list[str], ended: threading.Event) -> "subprocess.Popen[bytes]":
    """
    Start a process from a thread of its own, which lives until the event.

    The kernel ends the child with the thread that started it, and callers' threads come and go.
    """
    started: Future[subprocess.Popen[bytes]] = Future()

    def live() -> None:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | _LEAN,
            )
        except OSError as error:
            started.set_exception(error)
            return
        started.set_result(process)
        ended.wait()

    threading.Thread(target=live, name="sandbox", daemon=True).start()
    return started.result()


class _Child:
    """
    One child process, and the pipes to it.
    """

    def __init__(self, memory_bytes: int, preload: tuple[str, ...]) -> None:
        command = [sys.executable, "-m", "mediacore.sandbox_child", str(memory_bytes), *preload]
        self._ended = threading.Event()
        self._process = _started(command, self._ended)
        self._sink = cast("IO[bytes]", self._process.stdin)
        self._source = cast("IO[bytes]", self._process.stdout)
        self._poller = select.poll()
        self._poller.register(self._source, select.POLLIN)

    def is_alive(self) -> bool:
        """
        Tell whether the process runs.
        """
        return self._process.poll() is None

    def exchange(self, request: bytes, seconds: float) -> tuple[bool, Any]:
        """
        Send a request, and give whether its answer is the last one, and the answer.
        """
        try:
            self._sink.write(request)
            self._sink.flush()
        except BrokenPipeError:
            raise self._crash() from None
        return self.receive(seconds)

    def receive(self, seconds: float) -> tuple[bool, Any]:
        """
        Give the next answer, if it comes in time.
        """
        deadline = time.monotonic() + seconds
        last, length = HEADER.unpack(self._read(HEADER.size, deadline))
        return last, pickle.loads(self._read(length, deadline))  # noqa: S301 - our own child's

    def end(self, patience: float) -> None:
        """
        Close the pipes, and give the process so many seconds to end by itself.
        """
        with suppress(BrokenPipeError):
            self._sink.close()
        self._source.close()
        if patience:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
        self._process.kill()
        # One that hangs in the kernel, on a dead network share, is not waited for.
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        self._ended.set()

    def _read(self, size: int, deadline: float) -> bytearray:
        data = bytearray(size)
        left = memoryview(data)
        while left:
            if not self._poller.poll(max(deadline - time.monotonic(), 0.0) * 1000):
                raise SandboxTimeoutError("the call took too long")
            count = os.readv(self._source.fileno(), [left])
            if not count:
                raise self._crash()
            left = left[count:]
        return data

    def _crash(self) -> SandboxCrashedError:
        """
        Say how the process ended that closed its pipes.
        """
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        code = self._process.returncode or 0
        end = signal.strsignal(-code) if code < 0 else f"exit code {code}"
        return SandboxCrashedError(f"the call ended its process: {end}", end=end)
