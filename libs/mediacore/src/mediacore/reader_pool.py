"""
Reading in processes of their own: what kills its reader is lost alone, and the rest goes on.
"""

import multiprocessing
import signal
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Read = Callable[[Sequence[T]], list[R]]


def in_processes(
    read: "Read[T, R]",
    chunks: Iterable[Sequence[T]],
    lost: Callable[[T], R],
    *,
    workers: int,
) -> Generator[list[R], None, None]:
    """
    Read chunks in up to `workers` processes; give what was read, in the order of the chunks.

    Ctrl-C falls into the main thread wherever that is, and the making and ending of processes does
    not survive it: so another thread does both, and this one only waits.

    :param read: runs in another process, so it and its answers must be picklable.
    :param lost: gives the answer for a single thing whose reader died.
    """
    told: SimpleQueue[list[R] | _End] = SimpleQueue()
    stopped = Event()

    def manage() -> None:
        error: Exception | None = None
        try:
            with closing(_read_all(read, chunks, lost, workers)) as parts:
                while not stopped.is_set() and (part := next(parts, None)) is not None:
                    told.put(part)
        except Exception as raised:  # noqa: BLE001 - it is raised again where the answers go
            error = raised
        told.put(_End(error))

    manager = Thread(target=manage, name="readers")
    try:
        manager.start()
        while not isinstance(part := told.get(), _End):
            yield part
        if part.error is not None:
            raise part.error
    finally:
        stopped.set()
        with suppress(RuntimeError):  # Ctrl-C in start(): it ends by itself, having seen the stop
            manager.join()


@dataclass(frozen=True, slots=True)
class _End:
    """
    Nothing comes any more, because of an error or because all was read.
    """

    error: Exception | None


def _read_all(
    read: "Read[T, R]",
    chunks: Iterable[Sequence[T]],
    lost: Callable[[T], R],
    workers: int,
) -> Generator[list[R], None, None]:
    """
    Read with one thread for each process, which waits for it and replaces it when it dies.
    """
    idle: SimpleQueue[_Reader[T, R]] = SimpleQueue()
    readers = [_Reader(read, lost) for _ in range(workers)]
    for reader in readers:
        idle.put(reader)

    def read_chunk(chunk: Sequence[T]) -> list[R]:
        reader = idle.get()
        try:
            return reader.read(chunk)
        finally:
            idle.put(reader)

    waiting = iter(chunks)
    threads = ThreadPoolExecutor(workers, initializer=_hold_back_interrupts)
    running: deque[Future[list[R]]] = deque()
    try:
        while True:
            for chunk in islice(waiting, 2 * workers - len(running)):
                running.append(threads.submit(read_chunk, chunk))
            if not running:
                return
            yield running.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)
        for reader in readers:
            reader.close()


class _Reader(Generic[T, R]):
    """
    One process, replaced whenever it dies.
    """

    def __init__(self, read: "Read[T, R]", lost: Callable[[T], R]) -> None:
        self._read = read
        self._lost = lost
        self._process = _new_process()

    def read(self, chunk: Sequence[T]) -> list[R]:
        """
        Read a chunk; one that kills the process is halved until the culprit is alone.
        """
        try:
            return self._process.submit(self._read, chunk).result()
        except BrokenProcessPool:
            self.close()
            self._process = _new_process()
        if len(chunk) == 1:
            return [self._lost(chunk[0])]
        middle = len(chunk) // 2
        return [*self.read(chunk[:middle]), *self.read(chunk[middle:])]

    def close(self) -> None:
        """
        End the process.
        """
        self._process.shutdown()


def _new_process() -> ProcessPoolExecutor:
    """
    Make a process that starts fresh: the reading libraries have threads, which no fork survives.
    """
    return ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=_be_quiet
    )


def _hold_back_interrupts() -> None:
    """
    Leave Ctrl-C to the main thread: a process inherits this from the thread that starts it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _be_quiet() -> None:
    """
    Say nothing about odd files: they are told.
    """
    warnings.simplefilter("ignore")
