"""
The watcher process of a service: a scan at start, file events as they come, and a steady tick.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog

from mediacore.database import is_transient
from mediacore.discovery import Entry
from mediacore.exclusions import Exclusions
from mediacore.inventory import StoredFiles
from mediacore.scan_runtime import ScanRuntime
from mediacore.settings import ServiceSettings
from mediacore.watcher import Watcher

TICK_SECONDS = 2.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """
    What the watcher process needs of the settings.
    """

    root: bytes
    exclusions: Exclusions
    mode: str
    poll_interval: float
    reconcile_hours: float
    forget_days: float

    @classmethod
    def of(cls, settings: ServiceSettings) -> "WatchOptions":
        """
        Take them from a service's settings.
        """
        return cls(
            root=os.fsencode(settings.media_path),
            exclusions=settings.exclusions(),
            mode=settings.watch_mode,
            poll_interval=settings.poll_interval_seconds,
            reconcile_hours=settings.reconcile_hours,
            forget_days=settings.forget_missing_days,
        )


class PolledInventory:
    """
    The inventory as the poller asks for it, each question in a short transaction of its own.
    """

    def __init__(self, runtime: ScanRuntime) -> None:
        self._runtime = runtime

    @contextmanager
    def _stored(self) -> Iterator[StoredFiles]:
        with self._runtime.database.read() as session:
            yield StoredFiles(session)

    def folders(self) -> Iterator[tuple[bytes, int]]:
        """
        Give every known folder and its mtime.
        """
        with self._stored() as stored:
            rows = list(stored.folders())
        return iter(rows)

    def files_in(self, folder: bytes) -> list[Entry]:
        """
        Give the known files of a folder.
        """
        with self._stored() as stored:
            return stored.files_in(folder)

    def files_after(self, path: bytes, limit: int) -> list[Entry]:
        """
        Give the next known files for the rolling sweep.
        """
        with self._stored() as stored:
            return stored.files_after(path, limit)


def watch_library(
    service: str,
    runtime: ScanRuntime,
    options: WatchOptions,
    stop: threading.Event | None = None,
    tick_seconds: float = TICK_SECONDS,
) -> None:
    """
    Watch until told to stop (SIGTERM, SIGINT, or the event).
    """
    ended = stop or threading.Event()
    if stop is None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
    watcher = Watcher(
        options.root,
        options.exclusions,
        runtime.apply,
        mode=options.mode,
        poll_interval=options.poll_interval,
        known=PolledInventory(runtime),
        guard=runtime.root_guard(),
    )
    watcher.start()
    log.info("watching", service=service, **_status(watcher))
    try:
        started = False
        while not ended.is_set():
            try:
                if not started:
                    runtime.start_scan("start")
                    started = True
                runtime.note_watcher(_status(watcher))
                runtime.tick(
                    reconcile_hours=options.reconcile_hours, forget_days=options.forget_days
                )
                ended.wait(tick_seconds)
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("database_away", error=str(error).splitlines()[0])
                ended.wait(tick_seconds)
    finally:
        watcher.stop()


def _status(watcher: Watcher) -> dict[str, Any]:
    status = watcher.status
    return {
        "mode": status.mode,
        "reason": status.reason,
        "folders": status.folders,
        "queue": status.queue,
        "suspended": status.suspended,
    }
