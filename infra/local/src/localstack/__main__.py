"""
`python -m localstack`: everything on one machine, until Ctrl-C.
"""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Final

from rich.console import Console

from localstack.guardian import Guardian
from localstack.lock import only_one
from localstack.output import Output
from localstack.settings import Settings, read_settings
from localstack.stack import build_stack
from localstack.status import ScanWatch, welcome
from localstack.supervisor import Supervisor
from mediacore.errors import TwinlensError
from mediacore.logs import configure_logging

ROOT: Final = Path(__file__).resolve().parents[4]


def run(settings: Settings, console: Console) -> None:
    """
    Run the stack until a signal asks to stop.
    """
    settings.data.mkdir(mode=0o755, exist_ok=True)
    with only_one(settings.data), Guardian(settings.data) as guardian:
        stack = build_stack(settings)
        output = Output(settings.data / "logs", console)
        supervisor = Supervisor(stack.waves, output, guardian.env)
        watch = ScanWatch(stack.addresses.url("grouping"), stack.addresses.service_token, console)

        def started() -> None:
            console.print(welcome(stack))
            watch.start()

        def on_signal(number: int, frame: FrameType | None) -> None:
            del number, frame
            supervisor.request_stop()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, on_signal)
        console.print("Starting …")
        try:
            supervisor.run(started)
        finally:
            watch.stop()
        console.print("Stopped.")


def main(environ: Mapping[str, str] = os.environ, root: Path = ROOT) -> int:
    """
    Read the environment and run; 1 with one clear line when it cannot.
    """
    console = Console()
    configure_logging(stream=sys.stdout, human=True)
    try:
        run(read_settings(environ, root), console)
    except TwinlensError as error:
        Console(stderr=True).print(f"Twinlens cannot run: {error}", markup=False, highlight=False)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
