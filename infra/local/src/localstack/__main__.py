"""
`python -m localstack`: everything on one machine, until Ctrl-C.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Final

from rich.console import Console

from localstack.errors import SettingError, StartFailedError
from localstack.guardian import Guardian
from localstack.lock import only_one
from localstack.output import Output
from localstack.ports import demand_free
from localstack.settings import Settings, read_settings
from localstack.stack import Stack, build_stack
from localstack.status import ScanWatch, scan_client
from localstack.supervisor import Supervisor
from localstack.welcome import show_welcome
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

    What a killed run left is ended before the ports are asked for.
    """
    since = datetime.now(UTC)
    with only_one(settings.data), Guardian(settings.data) as guardian:
        demand_free(settings.gateway_port, "GATEWAY_PORT")
        demand_free(settings.web_port, "WEB_PORT")
        console.print("Preparing …")
        stack = build(settings)
        output = Output(settings.data / "logs", console)

        def tell(words: str) -> None:
            console.print(f"{words} …", markup=False, highlight=False, soft_wrap=True)

        supervisor = Supervisor(stack.waves, output, guardian.env, tell=tell)
        watch = _scan_watch(stack, console, since)

        def started() -> None:
            show_welcome(stack, console)
            watch.stack_is_complete()

        with stopping_on_signals(supervisor.request_stop):
            watch.start()
            try:
                supervisor.run(started)
            except StartFailedError as error:
                console.print(f"See {output.log_path(error.name)}", soft_wrap=True)
                raise
            finally:
                watch.stop()
        console.print("Stopped.")


def _scan_watch(stack: Stack, console: Console, since: datetime) -> ScanWatch:
    """
    Make what follows the first scan of a stack.
    """
    client = scan_client(stack.addresses.url("grouping"), stack.addresses.service_token)
    farewell = f"Open http://localhost:{stack.settings.web_port}"
    return ScanWatch(client, console, since, farewell)


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


def _data_folder(settings: Settings) -> None:
    """
    Make the data folder, if it is not there.

    Raises SettingError where it cannot be made.
    """
    try:
        settings.data.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            f"{settings.data} cannot be made ({error.strerror}): set DATA_PATH to another folder"
        ) from error


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
        settings = read_settings(environ, root)
        _data_folder(settings)
        run(settings, Console(), build)
    except TwinlensError as error:
        Console(stderr=True).print(
            f"Twinlens cannot run: {error}", markup=False, highlight=False, soft_wrap=True
        )
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
