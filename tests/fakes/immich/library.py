"""
The external library: the files of a folder as they are now, each an asset with a stable id.
"""

import base64
import hashlib
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mediacore.facts import MediaFacts, read_file
from mediacore.formats import NOT_MEDIA, Kind, kind_of_name
from mediacore.quick_id import UnreadableFileError
from tests.fakes.immich.accounts import NAMESPACE

RESCAN_SECONDS = 0.5
PASSED_OVER = frozenset({"@eaDir", "#recycle", ".@__thumb"})
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Version = tuple[bytes, int, int]


@dataclass(frozen=True, slots=True)
class StoredAsset:
    """
    One file of the library.

    :ivar asset_id: made of the path, so it is the same in every run.
    :ivar original_path: the absolute path as Immich shows it, bytes that are no text replaced.
    :ivar taken: the camera's wall clock, told as UTC.
    """

    asset_id: str
    path: bytes
    original_path: str
    size: int
    mtime_ns: int
    kind: Kind
    taken: datetime
    width: int | None
    height: int | None
    seconds: float

    @property
    def name(self) -> str:
        """
        The file's name.
        """
        return self.original_path.rpartition("/")[2]

    @property
    def checksum(self) -> str:
        """
        What Immich gives files of external libraries: a hash of the path, not of the bytes.
        """
        digest = hashlib.sha1(b"path:" + self.path, usedforsecurity=False).digest()
        return base64.b64encode(digest).decode()

    @property
    def version(self) -> Version:
        """
        What changes when the file does.
        """
        return (self.path, self.size, self.mtime_ns)

    @property
    def modified(self) -> datetime:
        """
        When the file was last written.
        """
        return EPOCH + timedelta(microseconds=self.mtime_ns // 1000)


class Library:
    """
    Looks at the folder again when it is asked and some time has gone by.
    """

    def __init__(self, root: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._root = os.fsencode(root)
        self._clock = clock
        self._lock = threading.Lock()
        self._seen_at: float | None = None
        self._known: dict[Version, StoredAsset] = {}
        self._ordered: list[StoredAsset] = []
        self._by_id: dict[str, StoredAsset] = {}

    def assets(self) -> list[StoredAsset]:
        """
        Give every asset, the newest first.
        """
        with self._lock:
            self._look_again()
            return self._ordered

    def by_id(self, asset_id: str) -> StoredAsset | None:
        """
        Give an asset, if there is one of this id.
        """
        with self._lock:
            self._look_again()
            return self._by_id.get(asset_id)

    def _look_again(self) -> None:
        if self._seen_at is not None and self._clock() - self._seen_at < RESCAN_SECONDS:
            return
        self._known = dict(self._scan())
        self._ordered = sorted(
            self._known.values(),
            key=lambda asset: (asset.taken, asset.original_path),
            reverse=True,
        )
        self._by_id = {asset.asset_id: asset for asset in self._ordered}
        self._seen_at = self._clock()

    def _scan(self) -> Iterator[tuple[Version, StoredAsset]]:
        for folder, names, files in os.walk(self._root):
            names[:] = sorted(name for name in names if not _is_hidden(os.fsdecode(name)))
            for name in sorted(files):
                kind = kind_of_name(os.fsdecode(name))
                if kind not in NOT_MEDIA and not _is_hidden(os.fsdecode(name)):
                    yield from self._look(os.path.join(folder, name), kind)  # noqa: PTH118 - paths are bytes

    def _look(self, path: bytes, kind: Kind) -> Iterator[tuple[Version, StoredAsset]]:
        try:
            stat = os.stat(path)  # noqa: PTH116 - paths are bytes
            version = (path, stat.st_size, stat.st_mtime_ns)
            yield version, self._known.get(version) or _read(path, kind, stat)
        except (OSError, UnreadableFileError):
            return


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in PASSED_OVER


def _read(path: bytes, kind: Kind, stat: os.stat_result) -> StoredAsset:
    shown = path.decode("utf-8", "replace")
    facts = read_file(path, shown.rpartition("/")[2], stat).facts
    return StoredAsset(
        asset_id=str(uuid.uuid5(NAMESPACE, shown)),
        path=path,
        original_path=shown,
        size=stat.st_size,
        mtime_ns=stat.st_mtime_ns,
        kind=kind,
        taken=_taken(facts, stat),
        width=facts.width,
        height=facts.height,
        seconds=facts.duration_s or 0.0,
    )


def _taken(facts: MediaFacts, stat: os.stat_result) -> datetime:
    microseconds = stat.st_mtime_ns // 1000 if facts.taken_us is None else facts.taken_us
    return EPOCH + timedelta(microseconds=microseconds)
