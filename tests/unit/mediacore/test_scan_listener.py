"""
Who wants to know how far a scan is.
"""

import io

from rich.console import Console

from mediacore.cli_progress import Lines
from mediacore.scan_listener import Progress


def test_lines_for_a_log_are_a_listener() -> None:
    """
    Whatever shows progress can be told of it.
    """
    listener: Progress = Lines(Console(file=io.StringIO()))

    listener.found(1)
    listener.read(1, 1)
