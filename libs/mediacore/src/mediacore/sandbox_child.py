"""
The child process of a `Sandbox`: calls what it is told to, under limits, until its input ends.

It reads requests from its standard input and answers on its standard output, both as frames: a
header, and a pickle. Functions find neither of them: what a decoder prints goes nowhere.
"""

import contextlib
import ctypes
import importlib
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

# Whether the child ends after this answer, and the length of the pickle that follows.
HEADER = struct.Struct("<?Q")
# How an answer begins: with a result, an exception, or the text of one that no pickle carries.
VALUE, ERROR, FOREIGN = "value", "error", "foreign"

MAX_CALLS = 5000

_PROTOCOL = 5
_PR_SET_PDEATHSIG = 1
_OOM_FIRST = "1000"


def framed(content: Any, *, last: bool = False) -> bytes:
    """
    Give the frame of something that can be pickled.
    """
    return _with_header(pickle.dumps(content, _PROTOCOL), last=last)


def answer_to(request: bytes) -> bytes:
    """
    Call the function of a pickled request, and give the pickle of what came of it.
    """
    try:
        function, args, kwargs = pickle.loads(request)  # noqa: S301 - our own parent wrote it
        return pickle.dumps((VALUE, function(*args, **kwargs)), _PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets it
        return _pickled_error(error)


def serve(source: BinaryIO, sink: BinaryIO, is_worn: Callable[[int], bool]) -> None:
    """
    Answer requests until there are no more, or until `is_worn` says so of the calls made.
    """
    sink.write(framed(None))
    sink.flush()
    calls, last = 0, False
    while not last and len(head := source.read(HEADER.size)) == HEADER.size:
        answer = answer_to(source.read(HEADER.unpack(head)[1]))
        calls += 1
        last = is_worn(calls)
        sink.write(_with_header(answer, last=last))
        sink.flush()


@contextlib.contextmanager
def limited(memory_bytes: int) -> Iterator[Callable[[int], bool]]:
    """
    Hold this process to so much more memory than it has, and to files of no size.

    Gives what says whether a child is worn: after many calls, or when half of its memory is gone
    between two calls.
    """
    loaded = _address_space()
    limits = {resource.RLIMIT_AS: loaded + memory_bytes, resource.RLIMIT_FSIZE: 0}
    before = {which: resource.getrlimit(which) for which in limits}
    for which, most in limits.items():
        resource.setrlimit(which, (most, before[which][1]))
    try:
        yield lambda calls: calls >= MAX_CALLS or _address_space() > loaded + memory_bytes // 2
    finally:
        # What a process does last, such as a profiler's report, is not the decoder's doing.
        for which, limit in before.items():
            resource.setrlimit(which, limit)


def main(arguments: Sequence[str]) -> None:
    """
    Serve the parent: arguments are the memory in bytes, and modules to load before it counts.
    """
    memory_bytes, *preload = arguments
    _bind_to_parent()
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    for name in preload:
        importlib.import_module(name)
    # Only now, so that a module that cannot be loaded says so in the log.
    os.dup2(nowhere, 2)
    with source, limited(int(memory_bytes)) as is_worn, contextlib.suppress(BrokenPipeError), sink:
        serve(source, sink, is_worn)


def _with_header(body: bytes, *, last: bool) -> bytes:
    return HEADER.pack(last, len(body)) + body


def _pickled_error(error: Exception) -> bytes:
    """
    Give an exception as it is where a pickle carries it there and back, else in words.
    """
    error.add_note(traceback.format_exc())
    try:
        body = pickle.dumps((ERROR, error), _PROTOCOL)
        pickle.loads(body)  # noqa: S301 - our own words, read back
    except Exception:  # noqa: BLE001 - exceptions may do anything when they are pickled
        body = pickle.dumps((FOREIGN, f"{type(error).__name__}: {error}"), _PROTOCOL)
    return body


def _bind_to_parent() -> None:
    """
    End with the parent, leave Ctrl-C to it, and be the first to go when memory is short.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123 - a kernel file
        file.write(_OOM_FIRST)


def _address_space() -> int:
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - a kernel file
        return int(file.read().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    main(sys.argv[1:])
