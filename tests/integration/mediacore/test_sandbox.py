"""
A sandbox with a real child: what goes wrong in it stays in it.
"""

import collections
import ctypes
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from mediacore.formats import Kind
from mediacore.previews import PreviewError, preview
from mediacore.sandbox import (
    Sandbox,
    SandboxCrashedError,
    SandboxForeignError,
    SandboxTimeoutError,
)
from mediacore.sandbox_child import MAX_CALLS
from tests.waiting import wait_until

MEGABYTE = 1 << 20
SPIN: tuple[Callable[..., Any], ...] = (collections.deque, itertools.count(), 0)  # type: ignore[assignment]  # a call that never ends, holding the interpreter


class HeldError(Exception):
    """
    Raised with a handle that no pickle carries.
    """

    def __init__(self) -> None:
        super().__init__("held")
        self.handle = memoryview(b"")


def hold() -> None:
    """
    Fail as a decoder with exceptions of its own does.
    """
    raise HeldError


KEPT: list[bytes] = []


def keep(size: int) -> None:
    """
    Leave memory behind, as a decoder does that forgets to free it.
    """
    KEPT.append(bytes(size))


def shout(words: bytes) -> bytes:
    """
    Print past Python, as decoders do, on both outputs, and read the input.
    """
    for output in (1, 2):
        os.write(output, words)
    return os.read(0, 1)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """
    Give a sandbox with ample memory and time.
    """
    with Sandbox(512 * MEGABYTE, 30.0) as opened:
        yield opened


@pytest.fixture
def hasty() -> Iterator[Sandbox]:
    """
    Give a sandbox with little time.
    """
    with Sandbox(512 * MEGABYTE, 0.2) as opened:
        yield opened


def is_gone(pid: int) -> bool:
    """
    Tell whether a process has ended, reaped or not.
    """
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_call_is_made_in_another_process(sandbox: Sandbox) -> None:
    """
    One child serves call after call.
    """
    first = sandbox.call(os.getpid)

    assert first != os.getpid()
    assert sandbox.call(os.getpid) == first


def test_arrays_come_back(sandbox: Sandbox) -> None:
    """
    Results larger than a pipe holds arrive whole, and arguments do too.
    """
    values = np.arange(500_000, dtype=np.float32)

    assert np.array_equal(sandbox.call(np.negative, values), -values)


def test_exception_of_the_function_is_raised(sandbox: Sandbox) -> None:
    """
    The caller sees the exception with its message, and the child lives on.
    """
    pid = sandbox.call(os.getpid)

    with pytest.raises(ValueError, match="invalid literal"):
        sandbox.call(int, "seven")

    assert sandbox.call(os.getpid) == pid


def test_exception_without_a_pickle_is_raised_in_words(sandbox: Sandbox) -> None:
    """
    An exception that cannot cross the pipe leaves its type and text.
    """
    with pytest.raises(SandboxForeignError, match="HeldError: held"):
        sandbox.call(hold)


def test_what_cannot_be_pickled_is_never_sent(sandbox: Sandbox) -> None:
    """
    A function without a name to import it by is refused, and costs no child.
    """
    pid = sandbox.call(os.getpid)

    with pytest.raises((AttributeError, TypeError), match="pickle"):
        sandbox.call(lambda: None)

    assert sandbox.call(os.getpid) == pid


@pytest.mark.parametrize("hang", [(time.sleep, 3600), SPIN], ids=["sleeps", "spins"])
def test_hanging_call_ends_in_time(hasty: Sandbox, hang: tuple[Any, ...]) -> None:
    """
    A decoder that hangs, in the kernel or in a loop, loses its call and its process.
    """
    pid = hasty.call(os.getpid)

    with pytest.raises(SandboxTimeoutError, match="too long"):
        hasty.call(*hang)

    assert is_gone(pid)
    assert hasty.call(os.getpid) != pid


@pytest.mark.parametrize(
    ("crash", "end"),
    [
        ((os.abort,), "Aborted"),
        ((signal.raise_signal, signal.SIGSEGV), "Segmentation fault"),
        ((ctypes.string_at, 8), "Segmentation fault"),
        ((os._exit, 3), "exit code 3"),
        ((sys.exit, 4), "exit code 4"),
    ],
)
def test_crash_is_told_and_survived(sandbox: Sandbox, crash: tuple[Any, ...], end: str) -> None:
    """
    A decoder that ends its process ends no other, and the next call has a new one.
    """
    with pytest.raises(SandboxCrashedError) as raised:
        sandbox.call(*crash)

    assert raised.value.context["end"] == end
    assert sandbox.call(abs, -1) == 1


def test_child_that_died_between_calls_is_replaced(sandbox: Sandbox) -> None:
    """
    Nobody pays for a child that the kernel took while it was idle.
    """
    pid = sandbox.call(os.getpid)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: is_gone(pid))

    assert sandbox.call(abs, -1) == 1


@pytest.mark.parametrize(
    "hog", [(bytearray, 1 << 34), (list, itertools.count())], ids=["at once", "bit by bit"]
)
def test_memory_is_bounded(hog: tuple[Any, ...]) -> None:
    """
    A call that takes more than its share gets `MemoryError`.
    """
    with Sandbox(64 * MEGABYTE, 60.0) as sandbox, pytest.raises(MemoryError):
        sandbox.call(*hog)


def test_request_larger_than_the_memory_is_a_crash() -> None:
    """
    Arguments that do not fit into the child end it before it could call anything.
    """
    with (
        Sandbox(16 * MEGABYTE, 60.0) as sandbox,
        pytest.raises(SandboxCrashedError, match="exit code 1"),
    ):
        sandbox.call(len, bytes(64 * MEGABYTE))


def test_memory_counts_from_what_is_loaded() -> None:
    """
    Large modules loaded beforehand leave the whole share to the calls.
    """
    with Sandbox(128 * MEGABYTE, 60.0, preload=("numpy", "PIL.Image")) as sandbox:
        assert len(sandbox.call(bytes, 50 * MEGABYTE)) == 50 * MEGABYTE


def test_decompression_bomb_is_an_unreadable_picture(tmp_path: Path) -> None:
    """
    A small file that unfolds into 190 million pixels costs neither memory nor the worker.
    """
    path = tmp_path / "bomb.png"
    Image.new("1", (19_000, 10_000)).save(path)

    with (
        Sandbox(64 * MEGABYTE, 60.0, preload=("PIL.Image",)) as sandbox,
        pytest.raises(PreviewError, match="needs too much memory"),
    ):
        sandbox.call(preview, str(path), Kind.PNG)


def test_child_that_keeps_memory_is_replaced(sandbox: Sandbox) -> None:
    """
    What calls leave behind does not grow without bound.
    """
    pid = sandbox.call(os.getpid)
    sandbox.call(keep, 300 * MEGABYTE)

    assert is_gone(pid)
    assert sandbox.call(os.getpid) != pid


def test_child_is_replaced_after_many_calls(sandbox: Sandbox) -> None:
    """
    Whatever else a decoder leaks ends with its process, soon enough.
    """
    pids = {sandbox.call(os.getpid) for _ in range(MAX_CALLS + 1)}

    assert len(pids) == 2


def test_noise_of_decoders_disturbs_nothing(
    sandbox: Sandbox, capfd: pytest.CaptureFixture[str]
) -> None:
    """
    What a function prints is neither an answer nor seen, and it reads no request.
    """
    assert sandbox.call(shout, b"libtiff: warning\n") == b""
    assert capfd.readouterr() == ("", "")


def test_no_file_is_written(sandbox: Sandbox, tmp_path: Path) -> None:
    """
    A decoder writes nothing, not even a core dump.
    """
    with pytest.raises(OSError, match="File too large"):
        sandbox.call(Path.write_bytes, tmp_path / "dump", b"x")

    assert (tmp_path / "dump").read_bytes() == b""


def test_module_that_cannot_be_loaded_is_told() -> None:
    """
    A child that does not start is an error of the call, not a wait.
    """
    with (
        Sandbox(MEGABYTE, 5.0, preload=("no_such_module",)) as sandbox,
        pytest.raises(SandboxCrashedError, match="exit code 1"),
    ):
        sandbox.call(abs, -1)


def test_closed_sandbox_has_no_child(sandbox: Sandbox) -> None:
    """
    Closing ends the child, twice does no harm, and a call afterwards starts another.
    """
    pid = sandbox.call(os.getpid)
    sandbox.close()
    sandbox.close()

    assert is_gone(pid)
    assert sandbox.call(abs, -1) == 1


def test_interrupted_call_leaves_no_answer_behind(sandbox: Sandbox) -> None:
    """
    Ctrl-C during a call goes to the parent alone, and no later call gets the old answer.
    """
    pid = sandbox.call(os.getpid)
    previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            sandbox.call(time.sleep, 3600)
    finally:
        signal.signal(signal.SIGALRM, previous)

    assert is_gone(pid)
    assert sandbox.call(abs, -1) == 1


PARENT = """
import collections, itertools, os
from mediacore.sandbox import Sandbox
sandbox = Sandbox(1 << 29, 3600.0)
print(sandbox.call(os.getpid), flush=True)
sandbox.call(collections.deque, itertools.count(), 0)
"""


def test_child_ends_with_its_parent() -> None:
    """
    A parent that is killed leaves no child behind, not even a busy one.
    """
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()

    wait_until(lambda: is_gone(pid))


def test_call_costs_a_fraction_of_a_millisecond(sandbox: Sandbox) -> None:
    """
    The way there and back is small beside any decoding, even on a busy machine.
    """
    sandbox.call(abs, -1)
    costs = []
    for _ in range(200):
        started = time.perf_counter()
        sandbox.call(abs, -1)
        costs.append(time.perf_counter() - started)

    assert sorted(costs)[len(costs) // 2] < 0.003


def test_child_outlives_the_thread_that_called_first() -> None:
    """
    Threads of a pool come and go; the next one finds the child as it was.
    """
    with Sandbox(256 * MEGABYTE, 60.0) as sandbox:
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(sandbox.call, os.getpid).result()

        assert sandbox.call(os.getpid) == first


def test_child_that_cannot_be_started_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The caller is told, and does not wait for ever.
    """
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with Sandbox(256 * MEGABYTE, 60.0) as sandbox, pytest.raises(FileNotFoundError):
        sandbox.call(os.getpid)
