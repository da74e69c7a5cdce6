"""
A tiny process that outlives its stack's supervisor just long enough to end what it left.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from localstack.orphans import MARK, end_marked

PATIENCE_SECONDS: Final = 8.0


def guard(mark: str, lifeline: IO[bytes], patience: float = PATIENCE_SECONDS) -> int:
    """
    Wait until the other end of the lifeline is gone, then end the marked processes.
    """
    lifeline.read()
    return end_marked(mark, patience)


class Guardian:
    """
    Guards one data folder's stack: ends what an earlier run left, and what this one may leave.

    `env` must be in the environment of every process to be guarded.
    """

    def __init__(self, folder: Path) -> None:
        self.mark = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
        self.env: Mapping[str, str] = {MARK: self.mark}
        self.leftovers = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """
        End leftovers, then stand guard.
        """
        self.leftovers = end_marked(self.mark, PATIENCE_SECONDS)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "localstack.guardian", self.mark],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """
        Let the guardian look after what is left, and wait for it.
        """
        if self._process is not None:
            self._process.communicate()


if __name__ == "__main__":
    guard(sys.argv[1], sys.stdin.buffer)
