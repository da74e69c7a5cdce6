"""
`python -m localstack`: everything on one machine, until Ctrl-C.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Final

from rich.console import Console

from localstack.guardian import Guardian
from localstack.lock import only_one
from localstack.output import Output
from localstack.settings import Settings, read_settings
from localstack.stack import Stack, build_stack
from localstack.status import ScanWatch, scan_client, show_welcome
from localstack.supervisor import Supervisor
from mediacore.errors import TwinlensError
from mediacore.logs import configure_logging

ROOT: Final = Path(__file__).resolve().parents[4]
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
INTERRUPTED: Final = 130


def run(
    settings: Settings, console: Console, build: Callable[[Settings], Stack] = build_stack
) -> None:
    """
    Run the stack until a signal asks to stop.
    """
    settings.data.mkdir(mode=0o755, exist_ok=True)
    with only_one(settings.data), Guardian(settings.data) as guardian:
        console.print("Starting …")
        stack = build(settings)
        supervisor = Supervisor(stack.waves, Output(settings.data / "logs", console), guardian.env)
        addresses = stack.addresses
        watch = ScanWatch(scan_client(addresses.url("grouping"), addresses.service_token), console)

        def started() -> None:
            show_welcome(stack, console)
            watch.start()

        with stopping_on_signals(supervisor.request_stop):
            try:
                supervisor.run(started)
            finally:
                watch.stop()
        console.print("Stopped.")


@contextlib.contextmanager
def stopping_on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """
    Call `stop` at every signal that asks a program to end.
    """

    def handle(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop()

    earlier = {number: signal.signal(number, handle) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def main(
    environ: Mapping[str, str] = os.environ,
    root: Path = ROOT,
    build: Callable[[Settings], Stack] = build_stack,
) -> int:
    """
    Read the environment and run; 1 with one clear line when it cannot.
    """
    configure_logging(stream=sys.stdout, human=True)
    try:
        run(read_settings(environ, root), Console(), build)
    except TwinlensError as error:
        Console(stderr=True).print(f"Twinlens cannot run: {error}", markup=False, highlight=False)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
