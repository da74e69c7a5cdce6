"""
What a service does with files: the port between the shared scan machinery and each service.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from mediacore.database import WriteSession
from mediacore.discovery import Entry

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class FileRead(Generic[R]):
    """
    One file of a batch after it was looked at.

    :ivar entry: its stat at that moment, or `None` when it is gone.
    :ivar reading: what the service read, or `None` when the file could not be opened.
    :ivar problem: one readable sentence, or `None` when all is well.
    """

    file_id: int
    path: bytes
    attempts: int
    entry: Entry | None
    reading: R | None
    problem: str | None


class Library(Protocol[R]):
    """
    A service's own part of a scan. Each method may be called twice with the same arguments.
    """

    def read(self, path: bytes, display_name: str, stat: os.stat_result) -> tuple[R, str | None]:
        """
        Read one file (absolute path); give what was read, and a problem or `None`.

        Raises `UnreadableFileError` when it cannot be opened or read at all.
        """
        ...

    def record(self, session: WriteSession, reads: Sequence[FileRead[R]]) -> None:
        """
        Store what was read, in the caller's transaction.
        """
        ...

    def forget(self, session: WriteSession, file_ids: Sequence[int]) -> None:
        """
        Take note that files are missing, in the caller's transaction.
        """
        ...

    def settle(self) -> None:
        """
        Bring what is derived from files (groups) up to date, in transactions of its own.
        """
        ...

    def tidy(self, session: WriteSession) -> None:
        """
        Drop what no file needs any more, after rows of files were forgotten.
        """
        ...
