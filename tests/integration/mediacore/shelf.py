"""
A small service for tests of the shared scan machinery: it reads a file's first bytes.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mediacore.database import Database, WriteSession
from mediacore.exclusions import Exclusions
from mediacore.library import FileRead
from mediacore.quick_id import UnreadableFileError
from mediacore.reads_store import Described, ReadsStore
from mediacore.scan_runtime import ScanRuntime
from mediacore.scan_walk import ScanWalk
from mediacore.scan_worker import ScanWorker


@dataclass(frozen=True, slots=True)
class Page:
    """
    What the shelf reads of a file.
    """

    digest: bytes
    word: str


@dataclass
class Shelf:
    """
    The library port with a memory of what it was told.
    """

    root: bytes
    forgotten: list[int] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)
    read_names: list[str] = field(default_factory=list)
    settled: int = 0
    tidied: int = 0
    on_read: Callable[[str], None] = lambda _name: None
    on_record: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        """
        Prepare the store.
        """
        self.store: ReadsStore[Page] = ReadsStore(
            self.root, {"format": "text"}, self._describe, self._touch
        )

    def read(self, path: bytes, display_name: str, stat: os.stat_result) -> tuple[Page, str | None]:
        """
        Read a file; one that starts with `bad` has a problem, one with `no` cannot be read.
        """
        self.read_names.append(display_name)
        self.on_read(display_name)
        body = Path(os.fsdecode(path)).read_bytes()
        if body.startswith(b"no"):
            raise UnreadableFileError(path, "it says no")
        if body.startswith(b"boom"):
            raise ZeroDivisionError("boom")
        digest = hashlib.blake2b(body, digest_size=16).digest()
        return Page(digest, str(stat.st_size)), "it is bad" if body.startswith(b"bad") else None

    def record(self, session: WriteSession, reads: Sequence[FileRead[Page]]) -> None:
        """
        Store what was read.
        """
        self.on_record()
        self.store.record(session, reads)

    def forget(self, session: WriteSession, file_ids: Sequence[int]) -> None:
        """
        Remember what went missing.
        """
        assert session is not None
        self.forgotten.extend(file_ids)

    def settle(self) -> None:
        """
        Count the calls.
        """
        self.settled += 1

    def tidy(self, session: WriteSession) -> None:
        """
        Remember that it was asked for.
        """
        assert session is not None
        self.tidied += 1

    def _describe(self, page: Page, read: FileRead[Page]) -> Described:
        assert read.reading is page
        return Described("jpeg", page.digest, page.digest, (page.word,))

    def _touch(self, session: WriteSession, file_ids: Sequence[int]) -> None:
        assert session is not None
        self.touched.extend(file_ids)


@dataclass
class Bench:
    """
    A shelf with its database, and all parts of the machinery over it.
    """

    database: Database
    folder: Path
    shelf: Shelf
    runtime: ScanRuntime
    worker: ScanWorker[Page]
    walk: ScanWalk
    sent: list[int]
    now: list[float]

    def put(self, name: str, body: bytes = b"x") -> Path:
        """
        Write a file into the library.
        """
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        return path

    def scan(self) -> None:
        """
        Do a whole scan.
        """
        self.runtime.start_scan("manual")
        self.runtime.work()
        self.runtime.work()

    def rows(self, columns: str = "display, state") -> list[tuple[object, ...]]:
        """
        Give the inventory, by path.
        """
        with self.database.engine.connect() as connection:
            query = f"SELECT {columns} FROM files ORDER BY display"  # noqa: S608 - columns a test names
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def value(self, query: str) -> object:
        """
        Give the single value of a query.
        """
        with self.database.engine.connect() as connection:
            return connection.exec_driver_sql(query).scalar_one()

    def run(self, statement: str) -> None:
        """
        Execute and commit.
        """
        with self.database.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def make_bench(url: str, folder: Path, *, batch_size: int = 100) -> Bench:
    """
    Put a shelf together over an empty folder.
    """
    folder.mkdir(exist_ok=True)
    database = Database(url, pool_size=2, name="shelf")
    root = os.fsencode(folder)
    shelf = Shelf(root)
    sent: list[int] = []
    now = [1_000_000.0]

    def send() -> None:
        sent.append(1)

    exclusions = Exclusions()
    runtime = ScanRuntime(
        database,
        root,
        shelf,
        exclusions=exclusions,
        batch_size=batch_size,
        send=send,
        clock=lambda: now[0],
    )
    walk = ScanWalk(
        database, root, shelf, exclusions=exclusions, batch_size=batch_size, wake=sent.append
    )
    return Bench(
        database, folder, shelf, runtime, ScanWorker(database, root, shelf), walk, sent, now
    )
