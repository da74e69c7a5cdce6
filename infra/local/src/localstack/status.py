"""
Follows the scan of a running stack: a bar or lines while it works, then what it found.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

import httpx
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from localstack import findings

POLL_SECONDS: Final = 0.5
LINE_SECONDS: Final = 5.0
PATIENCE_SECONDS: Final = 60.0
REQUEST_SECONDS: Final = 5.0
OPEN_STATES: Final = frozenset({"running", "paused"})
STAGE_NAMES: Final[Mapping[str, str]] = {
    "discover": "Looking for files",
    "read": "Reading",
    "group": "Grouping",
}


def is_open(status: Mapping[str, Any]) -> bool:
    """
    Whether a scan still goes on.
    """
    return status["state"] in OPEN_STATES


def activity(status: Mapping[str, Any]) -> str:
    """
    What a scan does now, in a word or two.
    """
    name = STAGE_NAMES.get(status["stage"], str(status["stage"]))
    return f"{name} (paused)" if status["state"] == "paused" else name


def progress_line(status: Mapping[str, Any]) -> str:
    """
    One line for a terminal that cannot redraw.
    """
    if status["stage"] == "discover":
        return f"{activity(status)}: {findings.number(status['found'], 'file')} so far"
    parts = [
        f"{activity(status)}: {status['done']:,} of {findings.number(status['total'], 'file')}",
        f"{status['rate']:.0f} a second",
    ]
    if status["failed"]:
        parts.append(f"{status['failed']:,} failed")
    if status["eta_seconds"]:
        parts.append(f"{status['eta_seconds']:.0f} s to go")
    return ", ".join(parts)


def scan_client(url: str, token: str) -> httpx.Client:
    """
    A client that the grouping service trusts.
    """
    return httpx.Client(
        base_url=url,
        headers={"Authorization": f"Bearer {token}"},
        timeout=REQUEST_SECONDS,
        trust_env=False,
    )


class ScanWatch:
    """
    Follows this start's scan in a thread, and tells the console.

    The newest scan counts as this start's when it began after `since` or was seen open; where
    none comes within `patience` seconds of the first answer, the newest one has to do. What was
    found is told when the stack is complete, and `farewell` after it.
    """

    def __init__(
        self,
        client: httpx.Client,
        console: Console,
        since: datetime,
        farewell: str,
        *,
        pause: float = POLL_SECONDS,
        patience: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._console = console
        self._since = since
        self._farewell = farewell
        self._pause = pause
        self._patience = patience
        self._clock = clock
        self._over = threading.Event()
        self._complete = threading.Event()
        self._thread = threading.Thread(target=self.follow, name="scan-watch", daemon=True)

    def start(self) -> None:
        """
        Follow in the background.
        """
        self._thread.start()

    def stack_is_complete(self) -> None:
        """
        Hear that what was found may be told.
        """
        self._complete.set()

    def stop(self) -> None:
        """
        Stop following.
        """
        self._over.set()
        self._complete.set()
        if self._thread.ident is not None:
            self._thread.join(REQUEST_SECONDS)
        self._client.close()

    def follow(self) -> None:
        """
        Show the scan until it is over, then what was found.
        """
        show = self._show_bar if self._console.is_terminal else self._show_lines
        last = show()
        self._complete.wait()
        counts = None if self._over.is_set() else self._ask("/groups/counts")
        if last is not None and counts is not None:
            self._report(last, counts)

    def _report(self, status: Mapping[str, Any], counts: Mapping[str, Any]) -> None:
        """
        Say what the scan brought.
        """
        self._say(findings.outcome(status))
        if findings.has_groups(counts):
            self._console.print(findings.table(counts))
        if status["files"]:
            self._say(findings.alone(counts))
        self._say(self._farewell)

    def _show_bar(self) -> Mapping[str, Any] | None:
        """
        Draw a bar that moves, and wipe it; gives the last status.
        """
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(),
        )
        last = None
        with Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task("Waiting for the scan", total=None, note="")
            for last in self._statuses():
                looking = last["stage"] == "discover"
                bar.update(
                    task,
                    description=activity(last),
                    completed=last["found"] if looking else last["done"],
                    total=None if looking else last["total"],
                    note=f"{last['rate']:.0f}/s, {last['failed']} failed",
                )
        return last

    def _show_lines(self) -> Mapping[str, Any] | None:
        """
        Write a line for each stage, and now and then one in between; gives the last status.
        """
        last = None
        stage, due = "", 0.0
        for last in self._statuses():
            if is_open(last) and (last["stage"] != stage or self._clock() >= due):
                self._say(progress_line(last))
                stage, due = last["stage"], self._clock() + LINE_SECONDS
        return last

    def _statuses(self) -> Iterator[Mapping[str, Any]]:
        """
        Each status of this start's scan, the last one included, until over or stopped.
        """
        deadline = math.inf
        seen_open: set[int] = set()
        while not self._over.is_set():
            status = self._ask("/scan/status")
            if status is not None:
                deadline = min(deadline, self._clock() + self._patience)
                ours = self._began_now(status) or status["run_id"] in seen_open
                if is_open(status):
                    seen_open.add(status["run_id"])
                    yield status
                elif ours or self._clock() > deadline:
                    yield status
                    return
            self._over.wait(self._pause)

    def _began_now(self, status: Mapping[str, Any]) -> bool:
        """
        Whether a scan began after the stack did.
        """
        started = status["started_at"]
        return started is not None and datetime.fromisoformat(started) >= self._since

    def _say(self, words: str) -> None:
        """
        Write a line as it is.
        """
        self._console.print(words, markup=False, highlight=False, soft_wrap=True)

    def _ask(self, path: str) -> Mapping[str, Any] | None:
        """
        An answer of the service, or None when it has none now.
        """
        try:
            answer = self._client.get(path).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None
