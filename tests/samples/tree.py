"""
Small files for tests of discovery and watching: only their names and their ends matter.
"""

import os
from pathlib import Path

JPEG = b"\xff\xd8\xff\xda\x00\x02picture\xff\xd9"
HALF_JPEG = JPEG[:-2]


def put(root: Path, *names: bytes | str, content: bytes = JPEG) -> bytes:
    """
    Write a file under each name, folders included, and give the root as bytes.
    """
    for name in names:
        path = root / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return os.fsencode(root)


def dig(root: Path, length: int) -> tuple[int, bytes]:
    """
    Make folders in folders until their path from the root has `length` bytes.

    Gives the innermost folder as an open descriptor, because its path may be too long to use.
    """
    here, parts = os.open(root, os.O_RDONLY), list[str]()
    while length > 0:
        part = "d" * min(length, 200)
        length -= len(part) + 1
        os.mkdir(part, dir_fd=here)
        inner = os.open(part, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
        parts.append(part)
    return here, "/".join(parts).encode()
