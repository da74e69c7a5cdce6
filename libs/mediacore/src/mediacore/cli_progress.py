"""
How far a scan is, on the terminal: a bar for people who watch, lines for a log.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from mediacore.scan_listener import Progress as Listener

LINE_SECONDS = 2.0  # between two lines of a log


class RateColumn(ProgressColumn):
    """
    Files a second.
    """

    def render(self, task: Task) -> Text:
        """
        Give the speed of a task, or nothing while it is unknown.
        """
        return Text("" if task.speed is None else f"{task.speed:,.0f}/s", style="cyan")


class Bar:
    """
    Draws progress on a terminal.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Looking", total=None)
        self._reading = False

    def found(self, files: int) -> None:
        """
        Show how many files were found so far.
        """
        self._progress.update(self._task, description="Looking", completed=files)

    def read(self, done: int, total: int) -> None:
        """
        Show how many of the files were read so far.
        """
        if not self._reading:
            self._reading = True
            self._progress.reset(self._task, total=total, completed=done, description="Reading")
        self._progress.update(self._task, total=total, completed=done)


class Lines:
    """
    Writes progress as lines, not more often than a log can bear.
    """

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._said = clock()
        self._first: tuple[float, int] | None = None

    def found(self, files: int) -> None:
        """
        Say how many files were found so far, now and then.
        """
        self._say(f"Found {files:,} files so far")

    def read(self, done: int, total: int) -> None:
        """
        Say how many of the files were read so far, now and then.
        """
        now = self._clock()
        if done and (self._first is None or done < self._first[1]):
            self._first = (now, done)  # the readers have started; what they took for that is over
        since, base = self._first or (now, done)
        rate = (done - base) / (now - since) if now > since else 0.0
        left = f", {rate:,.0f} files/s, {(total - done) / rate:.0f} s left" if rate else ""
        self._say(f"Read {done:,} of {total:,} files{left}")

    def _say(self, line: str) -> None:
        if self._clock() - self._said >= LINE_SECONDS:
            self._said = self._clock()
            self._console.print(line, highlight=False)


class Interruptible:
    """
    Passes progress on, and remembers Ctrl-C.

    An interrupt that falls into a callback of the interpreter is swallowed there; the next
    progress raises it again, so that one press is always enough.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._pressed = False

    def press(self, _number: int, _frame: FrameType | None) -> None:
        """
        Be the handler of SIGINT.
        """
        self._pressed = True
        raise KeyboardInterrupt

    def found(self, files: int) -> None:
        """
        Pass on, unless Ctrl-C was pressed.
        """
        self._check()
        self._listener.found(files)

    def read(self, done: int, total: int) -> None:
        """
        Pass on, unless Ctrl-C was pressed.
        """
        self._check()
        self._listener.read(done, total)

    def _check(self) -> None:
        if self._pressed:
            raise KeyboardInterrupt


@contextmanager
def shown_progress(console: Console) -> Iterator[Listener]:
    """
    Show progress on a console for as long as a block runs, and let Ctrl-C end it for certain.
    """
    with _drawn(console) as listener:
        watched = Interruptible(listener)
        before = signal.signal(signal.SIGINT, watched.press)
        try:
            yield watched
        finally:
            signal.signal(signal.SIGINT, before)


@contextmanager
def _drawn(console: Console) -> Iterator[Listener]:
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)
