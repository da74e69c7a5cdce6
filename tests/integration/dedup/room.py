"""
The dedup service over a folder and a real database, without processes.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image

from dedup.answers import Group
from dedup.eyes import ExhaustedError, UnseenError
from dedup.features import Features, read_features
from dedup.fingerprint import Fingerprint, read_fingerprint
from dedup.library import DedupLibrary, Depth
from dedup.queries import Filter, list_groups
from dedup.video_frames import read_video
from dedup.video_print import VideoPrint
from mediacore.change_feed import read_changes
from mediacore.database import Database
from mediacore.exclusions import Exclusions
from mediacore.formats import Kind
from mediacore.paths import name_of
from mediacore.previews import PreviewError
from mediacore.scan_runtime import ScanRuntime

T = TypeVar("T")


@dataclass
class PlainEyes:
    """
    Eyes without a child process, that remember what they were asked for.

    They are blind for `odd` files, find `away` ones away, and while they are busy take too long for
    `slow` ones.
    """

    seen: list[bytes] = field(default_factory=list)
    is_busy: bool = False

    def fingerprint(self, path: bytes, kind: Kind) -> Fingerprint:
        """
        Give a picture's fingerprint.
        """
        return self._look(path, lambda: read_fingerprint(path, kind))

    def clip(self, path: bytes) -> VideoPrint:
        """
        Give the frames of a clip.
        """
        return self._look(path, lambda: read_video(path))

    def features(self, path: bytes, kind: Kind) -> Features:
        """
        Give what verifying compares.
        """
        return self._look(path, lambda: read_features(path, kind))

    def _look(self, path: bytes, look: Callable[[], T]) -> T:
        self.seen.append(name_of(path))
        if b"away" in path:
            raise FileNotFoundError(2, "No such file")
        if b"slow" in path and self.is_busy:
            raise ExhaustedError("the call took too long")
        if b"odd" in path:
            raise UnseenError("not a picture")
        try:
            return look()
        except PreviewError as error:
            raise UnseenError(error.message) from error


@dataclass
class Room:
    """
    Everything that a test touches.
    """

    database: Database
    folder: Path
    eyes: PlainEyes
    runtime: ScanRuntime
    library: DedupLibrary

    @property
    def root(self) -> bytes:
        """
        The library's folder as bytes.
        """
        return os.fsencode(self.folder)

    def put(self, name: str, body: bytes = b"same", seconds: int = 1_000_000_000) -> Path:
        """
        Write a file with a certain mtime.
        """
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        os.utime(path, (seconds, seconds))
        return path

    def draw(self, name: str, picture: Image.Image, **options: Any) -> Path:
        """
        Write a picture.
        """
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, **options)
        return path

    def scan(self) -> None:
        """
        Do a whole scan.
        """
        self.runtime.start_scan("manual")
        self.runtime.work()
        self.runtime.work()

    def groups(self, **wanted: Any) -> list[Group]:
        """
        Give the first page of groups.
        """
        with self.database.read() as session:
            return list(list_groups(session, Filter(**wanted)).items)

    def paths(self, **wanted: Any) -> list[list[str]]:
        """
        Give the paths of each group, in the order of their names.
        """
        return sorted(
            sorted(member["path"] for member in group["members"]) for group in self.groups(**wanted)
        )

    def changes(self) -> list[str]:
        """
        Give the kinds of all changes that were published.
        """
        with self.database.read() as session:
            return [change.kind for change in read_changes(session, 0)]

    def value(self, query: str) -> Any:
        """
        Give the single value of a query.
        """
        with self.database.engine.connect() as connection:
            return connection.exec_driver_sql(query).scalar_one()

    def run(self, statement: str, *values: object) -> None:
        """
        Execute and commit.
        """
        with self.database.engine.begin() as connection:
            connection.exec_driver_sql(statement, values)


def make_runtime(
    database: Database, folder: Path, depth: Depth, send: Callable[[], None] = lambda: None
) -> tuple[ScanRuntime, DedupLibrary]:
    """
    Put scanning over a folder together.
    """
    root = os.fsencode(folder)
    library = DedupLibrary(database, root, depth)
    runtime = ScanRuntime(
        database, root, library, exclusions=Exclusions(), batch_size=100, send=send
    )
    return runtime, library


def make_room(url: str, folder: Path) -> Room:
    """
    Put the service together over an empty folder.
    """
    folder.mkdir()
    database = Database(url, pool_size=2, name="room")
    eyes = PlainEyes()
    runtime, library = make_runtime(database, folder, Depth(eyes=eyes))
    return Room(database, folder, eyes, runtime, library)
