"""
Notices from the kernel: watchdog's inotify, with the few things it keeps to itself told as well.

It reports an overflow and a full table only in its log, watches excluded folders too, and asks for
every write of a file; all of that is put right in `Inotify`.
"""

import errno
import os
from collections.abc import Callable

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver
from watchdog.observers.inotify import InotifyEmitter
from watchdog.observers.inotify_c import (
    CallbackId,
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchCallback,
    WatchDescriptor,
)

from mediacore.discovery import is_inside_excluded
from mediacore.errors import UnavailableError
from mediacore.exclusions import Exclusions, is_media_or_sidecar
from mediacore.filesystem import max_user_watches
from mediacore.inbox import Inbox

EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    FileClosedEvent,
    FileAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
_FULL = frozenset({errno.ENOSPC, errno.ENOMEM, errno.EMFILE})


class InotifyUnavailableError(UnavailableError):
    """
    Raised when the kernel gives no, or not enough, watches; the message says what to do.
    """


def explain(error: OSError) -> str:
    """
    Say in words for people why inotify cannot be used.
    """
    if error.errno == errno.ENOSPC:
        return (
            f"The inotify table is full: {max_user_watches()} folders may be watched"
            " (fs.inotify.max_user_watches)."
        )
    if error.errno == errno.EMFILE:
        return "Too many inotify instances are open (fs.inotify.max_user_instances)."
    return f"inotify cannot watch the root: {os.strerror(error.errno or 0)}."


class Inotify(InotifyFD):
    """
    An inotify instance that passes over excluded folders, and tells what it lost.
    """

    def __init__(
        self,
        wanted: Callable[[bytes], bool],
        on_lost: Callable[[], None],
        on_full: Callable[[OSError], None],
    ) -> None:
        super().__init__()
        self._wanted = wanted
        self._on_lost = on_lost
        self._on_full = on_full

    @property
    def folders(self) -> int:
        """
        How many folders are watched.
        """
        return len(self._watch_for_wd)

    def add_callback(
        self, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId
    ) -> WatchDescriptor:
        """
        Watch a folder, for changed attributes too: a file may become readable, or another time's.
        """
        if not (os.access(path, os.R_OK) and self._wanted(path)):
            raise FileNotFoundError(errno.ENOENT, "excluded, unreadable or gone", path)
        wider = Mask(mask | InotifyConstants.IN_ATTRIB | InotifyConstants.IN_ONLYDIR)
        try:
            return super().add_callback(path, wider, callback, id_)
        except OSError as error:
            if error.errno in _FULL:
                self._on_full(error)
            raise

    def _add_callback(
        self, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId
    ) -> WatchDescriptor:
        """
        Watch a folder; with `mkdir -p` some are found twice, of which watchdog would warn.
        """
        watch = self._get_or_create_watch(path, mask)
        watch.callbacks[id_] = callback
        return watch.wd

    def handle_event(self, event: InotifyEvent) -> None:
        """
        Pass an event on, and tell of an overflow once all folders are watched again.
        """
        super().handle_event(event)
        if event.is_queue_overflow:
            self._on_lost()


class _Handler(FileSystemEventHandler):
    """
    Turns watchdog's events into notices.
    """

    def __init__(self, root: bytes, inbox: Inbox) -> None:
        self._start = len(root.rstrip(b"/")) + 1
        self._inbox = inbox

    def dispatch(self, event: FileSystemEvent) -> None:
        """
        Note a path, unless it is of no interest or implied by its folder.
        """
        source, destination = self._relative(event.src_path), self._relative(event.dest_path)
        if event.is_synthetic or not (source or destination):
            return
        if not event.is_directory and not any(map(is_media_or_sidecar, (source, destination))):
            return
        if isinstance(event, DirMovedEvent | FileMovedEvent):
            self._inbox.moved(source, destination)
        else:
            self._inbox.mark(source)

    def _relative(self, path: bytes | str) -> bytes:
        return os.fsencode(path)[self._start :]


class InotifySource:
    """
    Watches every folder under a root that is not excluded, and marks what happens in an inbox.

    :param on_full: called, from another thread, when a folder made later finds the table full.
    :param instance: the inotify to use.
    """

    def __init__(
        self,
        root: bytes | str,
        exclusions: Exclusions,
        inbox: Inbox,
        on_full: Callable[[str], None],
        instance: type[Inotify] = Inotify,
    ) -> None:
        self._instance = instance
        self._root = os.path.realpath(os.fsencode(root))
        self._exclusions = exclusions
        self._inbox = inbox
        self._tell_full = on_full
        self._full: OSError | None = None
        self._started = False
        self._inotify: Inotify | None = None
        self._observer: BaseObserver | None = None

    @property
    def folders(self) -> int:
        """
        How many folders are watched.
        """
        return self._inotify.folders if self._inotify else 0

    def start(self) -> None:
        """
        Watch; when this returns, no change goes unseen.

        :raises InotifyUnavailableError: when the root, or any folder, cannot be watched.
        """
        try:
            self._inotify = self._instance(self._wants, self._inbox.lose, self._on_full)
            self._inotify.start()
            self._observer = BaseObserver(InotifyEmitter, inotify_fd=self._inotify)
            self._observer.schedule(
                _Handler(self._root, self._inbox),
                os.fsdecode(self._root),
                recursive=True,
                event_filter=EVENTS,
            )
            self._observer.start()
        except OSError as error:
            self._full = self._full or error
        if self._full:
            self.stop()
            raise InotifyUnavailableError(explain(self._full))
        self._started = True

    def stop(self) -> None:
        """
        Stop watching, and end the threads.
        """
        self._started = False
        for thread in (self._observer, self._inotify):
            if thread is not None:
                thread.stop()
                if thread.is_alive():
                    thread.join()
        self._observer = self._inotify = None

    def _wants(self, full: bytes) -> bool:
        folder = full[len(self._root.rstrip(b"/")) + 1 :]
        return not is_inside_excluded(self._root, folder, self._exclusions)

    def _on_full(self, error: OSError) -> None:
        self._full = error
        if self._started:
            self._tell_full(explain(error))
