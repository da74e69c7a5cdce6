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
