"""
What a person sees while the stack works: where to look, how far the scan is, what it found.
"""

import threading
from collections.abc import Iterator, Mapping
from typing import Any, Final

import httpx
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from localstack.stack import Stack

POLL_SECONDS: Final = 0.5
REQUEST_SECONDS: Final = 5.0
IDLE_STAGES: Final = frozenset({"idle", "done", "finished", "completed", "failed", "cancelled"})
DEMO_ACCOUNTS: Final = (
    "demo@twinlens.local, password demo (sees the library)",
    "guest@twinlens.local, password guest (sees nothing)",
)
TYPE_NAMES: Final[Mapping[str, str]] = {
    "raw_jpeg": "RAW + JPEG",
    "edited_versions": "Edited versions",
    "burst": "Bursts",
    "video_variants": "Video variants",
    "live_photo": "Live Photos",
    "motion_photo": "Motion photos",
}


def welcome_lines(stack: Stack) -> list[str]:
    """
    Where everything is, line by line.
    """
    settings = stack.settings
    media = [str(stack.addresses.media_path)]
    if settings.media_path is None:
        media.append("(a generated sample library; set MEDIA_PATH to use your photos)")
    immich = [settings.immich_url or "a small stand-in (set IMMICH_URL to use yours); sign in as"]
    if settings.immich_url is None:
        immich.extend(DEMO_ACCOUNTS)
    rows = {
        "Web UI": [f"http://localhost:{settings.web_port}"],
        "Gateway": [f"http://localhost:{settings.gateway_port}"],
        "Watching": media,
        "Immich": immich,
        "Logs": [str(settings.data / "logs")],
        "Note": list(stack.notes),
        "Stop": ["Ctrl-C; a second one kills what still runs"],
    }
    return [
        f"{label if index == 0 else '':<10}{line}"
        for label, lines in rows.items()
        for index, line in enumerate(lines)
    ]


def show_welcome(stack: Stack, console: Console) -> None:
    """
    Say where everything is, in a box where the terminal can draw one.
    """
    text = Text("\n".join(welcome_lines(stack)))
    title = "Twinlens is running"
    if console.is_terminal:
        console.print(Panel(text, title=title, expand=False))
    else:
        console.print(f"{title}\n{text}", markup=False, highlight=False, soft_wrap=True)


def progress_line(status: Mapping[str, Any]) -> str:
    """
    One line for a terminal that cannot redraw.
    """
    rate = status.get("rate") or 0
    parts = [
        f"{status['stage']}: {status['done']} of {status['total']} files",
        f"{rate:.0f} a second",
    ]
    if status.get("failed"):
        parts.append(f"{status['failed']} failed")
    if status.get("eta_seconds"):
        parts.append(f"{status['eta_seconds']:.0f} s to go")
    return ", ".join(parts)


def scan_over(status: Mapping[str, Any]) -> bool:
    """
    Whether a scan has come to its end, whatever the end.
    """
    return str(status["stage"]) in IDLE_STAGES


def summary(counts: Mapping[str, Any]) -> Table:
    """
    How many groups there are of each type.
    """
    table = Table(title="Versions of one shot")
    table.add_column("Type")
    table.add_column("Groups", justify="right")
    by_type = counts.get("by_type", counts)
    for name, number in by_type.items():
        table.add_row(TYPE_NAMES.get(name, name), str(number))
    return table


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
    Follows the scan of a running stack in a thread, and tells the console.
    """

    def __init__(self, client: httpx.Client, console: Console, pause: float = POLL_SECONDS) -> None:
        self._pause = pause
        self._client = client
        self._console = console
        self._over = threading.Event()
        self._thread = threading.Thread(target=self.follow, name="scan-watch", daemon=True)

    def start(self) -> None:
        """
        Follow in the background.
        """
        self._thread.start()

    def stop(self) -> None:
        """
        Stop following.
        """
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join(REQUEST_SECONDS)
        self._client.close()

    def follow(self) -> None:
        """
        Show the scan until it is over, then what was found.
        """
        show = self._show_bar if self._console.is_terminal else self._show_lines
        if show():
            counts = self._ask("/groups/counts")
            if counts is not None:
                self._console.print(summary(counts))

    def _show_bar(self) -> bool:
        """
        Draw a bar that moves; False when stopped before the end.
        """
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task("waiting", total=None, note="")
            for status in self._statuses():
                note = f"{status.get('rate') or 0:.0f}/s, {status.get('failed') or 0} failed"
                bar.update(
                    task,
                    description=str(status["stage"]),
                    completed=int(status["done"]),
                    total=int(status["total"]),
                    note=note,
                )
        return not self._over.is_set()

    def _show_lines(self) -> bool:
        """
        Write a line whenever something changed; False when stopped before the end.
        """
        last = ""
        for status in self._statuses():
            line = progress_line(status)
            if line != last:
                self._console.print(line, markup=False, highlight=False)
                last = line
        return not self._over.is_set()

    def _statuses(self) -> Iterator[Mapping[str, Any]]:
        """
        Each answer about the scan, the last one included, until over or stopped.
        """
        while not self._over.is_set():
            status = self._ask("/scan/status")
            if status is not None:
                yield status
                if scan_over(status) and status["total"]:
                    return
            self._over.wait(self._pause)

    def _ask(self, path: str) -> Mapping[str, Any] | None:
        """
        An answer of the service, or None when it has none now.
        """
        try:
            answer = self._client.get(path).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None
