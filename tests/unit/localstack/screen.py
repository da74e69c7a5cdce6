"""
A console to look at.
"""

import io

from rich.console import Console


def screen(*, terminal: bool) -> tuple[Console, io.StringIO]:
    """
    A console and what is written to it.
    """
    words = io.StringIO()
    return Console(file=words, force_terminal=terminal, width=70, color_system=None), words
