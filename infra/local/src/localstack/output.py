"""
Where the processes' words go: all to a log file each, what matters to the terminal as well.
"""

import os
import re
import threading
from pathlib import Path
from typing import IO, Final

from rich.console import Console
from rich.text import Text

COLOURS: Final = ("cyan", "magenta", "green", "yellow", "blue", "bright_cyan", "bright_magenta")
NAME_WIDTH: Final = 16
JOIN_SECONDS: Final = 2.0
COLOUR_CODE: Final = re.compile(r"\x1b\[[0-9;]*m")
CHATTER: Final = re.compile(r"\S+ \[(debug|info) *\] ")
TRACE_HEAD: Final = "Traceback (most recent call last)"


class Sieve:
    """
    Tells which lines of one process a person needs to see.

    Warnings, errors, and words without a level pass; chatter does not, nor the inside of a
    traceback: its last line says what happened, and the log has the rest.
    """

    def __init__(self) -> None:
        self._in_trace = False

    def passes(self, line: str) -> bool:
        """
        Whether the line is for the terminal; lines must come in their order.
        """
        plain = COLOUR_CODE.sub("", line)
        if TRACE_HEAD in plain:
            self._in_trace = True
            return False
        if self._in_trace and (not plain.strip() or plain[0].isspace()):
            return False
        self._in_trace = False
        return bool(plain.strip()) and CHATTER.match(plain) is None


class Output:
    """
    Collects the output of many processes, line by line.
    """

    def __init__(self, folder: Path, console: Console) -> None:
        self._folder = folder
        self._console = console
        self._colours: dict[str, str] = {}
        self._pumps: list[threading.Thread] = []
        folder.mkdir(parents=True, exist_ok=True)

    def log_path(self, name: str) -> Path:
        """
        The file that holds the words of the process of that name.
        """
        return self._folder / f"{name}.log"

    def keep_earlier(self, name: str) -> None:
        """
        Set the log of an earlier run aside, replacing the one before it.
        """
        path = self.log_path(name)
        if path.exists():
            path.replace(path.with_suffix(".earlier.log"))

    def open(self, name: str, *, quiet: bool) -> IO[bytes]:
        """
        A pipe for one process; close it in the parent once the process has it.
        """
        colour = self._colours.setdefault(name, COLOURS[len(self._colours) % len(COLOURS)])
        reading, writing = os.pipe()
        pump = threading.Thread(
            target=self._pump, args=(name, colour, quiet, reading), name=name, daemon=True
        )
        self._pumps.append(pump)
        pump.start()
        return os.fdopen(writing, "wb")

    def close(self) -> None:
        """
        Wait for the last words of processes that have ended.
        """
        for pump in self._pumps:
            pump.join(JOIN_SECONDS)

    def _pump(self, name: str, colour: str, quiet: bool, reading: int) -> None:
        """
        Copy lines until every writer is gone.
        """
        sieve = Sieve()
        prefix = Text(f"{name:<{NAME_WIDTH}} ", style=colour)
        with os.fdopen(reading, "rb") as lines, self.log_path(name).open("ab") as log:
            for line in lines:
                log.write(line)
                log.flush()
                words = line.decode(errors="replace").rstrip("\n")
                if not quiet and sieve.passes(words):
                    self._console.print(prefix + Text.from_ansi(words), soft_wrap=True)
