"""
What the supervisor knows about one process.
"""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from localstack.account import Account, own_account


def nothing() -> None:
    """
    A step that needs no doing.
    """


@dataclass(frozen=True, slots=True)
class ProcessSpec:
    """
    One process: how it starts, when it counts as ready, how it stops.

    `once` marks a process that must end with 0 before the next one starts. `drain` marks a
    worker, which is asked to finish its jobs before anything else stops. `quiet` output goes to
    its log file only. Times are seconds.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    account: Account = field(default_factory=own_account)
    prepare: Callable[[], None] = nothing
    ready: Callable[[], bool] | None = None
    when_ready: Callable[[], None] = nothing
    ready_timeout: float = 60.0
    once: bool = False
    restart: bool = True
    stop_signal: signal.Signals = signal.SIGTERM
    stop_timeout: float = 10.0
    drain: bool = False
    quiet: bool = False
