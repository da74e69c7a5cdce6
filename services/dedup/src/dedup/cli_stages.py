"""
The stages that look at pictures, as the command line opens them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dedup.cli_settings import CliSettings
from dedup.stages import Stages


@contextmanager
def opened_stages(_settings: CliSettings, _looking: int) -> Iterator[Sequence[Stages]]:
    """
    Open the stages for a command: none as yet, so that only equal bytes are found.
    """
    yield ()
