"""
Watching a library: one object that starts, tells what changed, and says how it does it.

Start it before the first walk: then no change falls between the two.
"""

# ruff: noqa: PTH116 - paths are bytes, which pathlib cannot hold
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from mediacore.change_pump import BATCH_MAX, BATCH_WAIT_SECONDS, ChangePump
from mediacore.change_set import ChangeSet
from mediacore.delivery import Delivery
from mediacore.exclusions import Exclusions
from mediacore.filesystem import ModeChoice, WatchMode, careful_type, is_network, watch_mode
from mediacore.inbox import Inbox
from mediacore.inotify_source import Inotify, InotifySource, InotifyUnavailableError
from mediacore.poller import POLL_SECONDS, KnownFiles, Poller, PollingSource
from mediacore.root_guard import RootGuard
from mediacore.settle import QUIET_SECONDS, SettleQueue

NETWORK_QUIET_SECONDS = 4.0
HEARTBEAT_SECONDS = 5.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WatchStatus:
    """
    How the library is watched right now.

    :param reason: why it is watched in this mode, as a sentence.
    :param folders: how many folders are watched or compared.
    :param queue: how many paths are on their way to the sink.
    :param suspended: why deletions are not believed at the moment, `None` when they are.
    """

    mode: WatchMode
    reason: str
    folders: int
    queue: int
    suspended: str | None


class Watcher:
    """
    Tells a sink what changes under a root, by inotify or by polling.

    :param sink: called from one thread of the watcher's; while it raises, nothing is lost.
    :param known: what the inventory remembers, for polling.
    :param mode: `auto`, `inotify` or `poll`.
    :param settle: seconds a file must stand still; at least 4 on a network file system, whose
        clients remember attributes for some seconds.
    :param guard: remembers the root; without one, the root as it is at the start.
    """

    def __init__(  # noqa: PLR0913 - settings of a service, each with its default
        self,
        root: bytes | str,
        exclusions: Exclusions,
        sink: Callable[[ChangeSet], None],
        mode: str = "auto",
        *,
        known: KnownFiles,
        settle: float = QUIET_SECONDS,
        poll_interval: float = POLL_SECONDS,
        batch_max: int = BATCH_MAX,
        batch_wait: float = BATCH_WAIT_SECONDS,
        guard: RootGuard | None = None,
        heartbeat: float = HEARTBEAT_SECONDS,
        choose: Callable[[bytes, str], ModeChoice] = watch_mode,
        filesystem: Callable[[bytes], str] = careful_type,
        inotify: type[Inotify] = Inotify,
    ) -> None:
        self._root = os.fsencode(root)
        self._exclusions = exclusions
        self._known = known
        self._poll_interval = poll_interval
        self._heartbeat = heartbeat
        self._inotify = inotify
        self._choice = choose(self._root, mode)
        self._inbox = Inbox()
        self._stopping = threading.Event()
        self._full: str | None = None
        self._source: InotifySource | PollingSource | None = None
        self._watched_root: tuple[int, int] | None = None
        self._checked_at = 0.0
        guard = guard or RootGuard(self._root)
        guard.check()
        quiet = max(settle, NETWORK_QUIET_SECONDS) if is_network(filesystem(self._root)) else settle
        self._delivery = Delivery(sink, guard.check)
        self._pump = ChangePump(
            self._root,
            exclusions,
            self._inbox,
            self._delivery,
            settle=SettleQueue(quiet),
            batch_max=batch_max,
            batch_wait=batch_wait,
            stop=self._stopping.is_set,
        )
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    @property
    def status(self) -> WatchStatus:
        """
        How the library is watched at this moment.
        """
        source = self._source
        return WatchStatus(
            mode=self._choice.mode,
            reason=self._choice.reason,
            folders=source.folders if source else 0,
            queue=len(self._pump),
            suspended=self._delivery.suspended,
        )

    def start(self) -> None:
        """
        Watch; when this returns, no change goes unseen.
        """
        self._watch_anew(self._identity())
        self._thread.start()

    def stop(self) -> None:
        """
        Stop watching; what was not delivered is found by the next walk.
        """
        self._stopping.set()
        self._inbox.wake()
        self._thread.join()
        self._close_source()

    def _run(self) -> None:
        while not self._stopping.is_set():
            now = time.monotonic()
            until = min(self._step(now), now + self._heartbeat)
            self._inbox.wait(until - time.monotonic(), for_notices=not self._delivery.blocked)

    def _step(self, now: float) -> float:
        """
        Do one round; what nobody foresaw costs a reconciliation, not the watching.
        """
        try:
            self._tend_source(now)
            return self._pump.step(now)
        except Exception:
            log.exception("watch_step_failed")
            self._inbox.lose()
            self._stopping.wait(self._heartbeat)
            return now + self._heartbeat

    def _tend_source(self, now: float) -> None:
        """
        Poll when the table is full, and watch anew when another folder is at the root.
        """
        if self._full is not None:
            self._fall_back(self._full)
            self._full = None
            self._watch_anew(self._identity())
            self._inbox.lose()
        if now - self._checked_at < self._heartbeat:
            return
        self._checked_at = now
        identity = self._identity()
        if identity != self._watched_root:
            log.warning("root_changed", there=identity is not None)
            self._watch_anew(identity)
            self._inbox.lose()

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = os.stat(self._root)
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _watch_anew(self, identity: tuple[int, int] | None) -> None:
        self._close_source()
        self._watched_root = identity
        if identity is None:
            return
        if self._choice.mode is WatchMode.INOTIFY:
            source = InotifySource(
                self._root, self._exclusions, self._inbox, self._on_full, self._inotify
            )
            try:
                source.start()
            except InotifyUnavailableError as error:
                self._fall_back(error.message)
            else:
                self._source = source
        if self._choice.mode is WatchMode.POLL:
            poller = Poller(self._root, self._exclusions, self._known)
            polling = PollingSource(poller, self._inbox, self._poll_interval)
            polling.start()
            self._source = polling
        log.info("watch_started", mode=self._choice.mode, reason=self._choice.reason)

    def _close_source(self) -> None:
        if self._source is not None:
            self._source.stop()
            self._source = None

    def _on_full(self, reason: str) -> None:
        self._full = reason
        self._inbox.wake()

    def _fall_back(self, reason: str) -> None:
        log.warning("watch_fell_back_to_polling", reason=reason)
        self._choice = ModeChoice(WatchMode.POLL, reason)
