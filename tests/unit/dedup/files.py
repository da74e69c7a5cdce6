"""
A factory for files as they are compared.
"""

from typing import Any

from dedup.records import FileRecord

CONTENT = b"c" * 32


def file(
    path: str,
    *,
    inode: int | None = None,
    size: int = 10,
    seconds: int = 1,
    sha256: bytes | None = CONTENT,
    unreadable: bool = False,
    **facts: Any,
) -> FileRecord:
    """
    A file of its own on disk, whole and read, unless said otherwise.
    """
    number = sum(path.encode())
    return FileRecord(
        file_id=number,
        path=path,
        kind=facts.pop("kind", "jpeg"),
        size=size,
        mtime_ns=seconds * 1_000_000_000,
        device=1,
        inode=number if inode is None else inode,
        sha256=sha256,
        unreadable=unreadable,
        **{"quick_id": b"q" * 16} | facts,
    )
