"""
One supervisor a data folder.
"""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from localstack.errors import AlreadyRunningError


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """
    Hold a folder for this process; freed at the end, however the process ends.

    Raises AlreadyRunningError when another process holds it.
    """
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(
                f"Twinlens already runs over {folder}: stop it there first (Ctrl-C)"
            ) from error
        yield
