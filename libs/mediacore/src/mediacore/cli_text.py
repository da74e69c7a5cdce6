"""
How lines, counts and sizes look on a terminal of any width, and in a file.
"""

import orjson
from rich.console import Console
from rich.text import Text

INDENT = " " * 6
_KILO = 1000.0


def say(out: Console, line: str) -> None:
    """
    Print a line that the terminal may wrap, and a file keeps whole; nothing in it is markup.
    """
    out.print(Text(line), soft_wrap=True)


def print_indented(out: Console, text: str, style: str = "dim") -> None:
    """
    Print a sentence below a line, wrapped to the terminal.
    """
    for line in Text(text, style=style).wrap(out, max(out.width - len(INDENT), len(INDENT))):
        line.rstrip()
        out.print(Text(INDENT).append_text(line), soft_wrap=True)


def print_json(out: Console, body: object) -> None:
    """
    Print the machine form.
    """
    say(out, orjson.dumps(body, option=orjson.OPT_INDENT_2).decode())


def files_text(count: int) -> str:
    """
    Say how many files, e.g. `1 file`.
    """
    return f"{count:,} file" if count == 1 else f"{count:,} files"


def bytes_text(size: int) -> str:
    """
    Say a size as file managers do, e.g. `2.4 MB`.
    """
    if size < _KILO:
        return f"{size} B"
    value = float(size)
    for unit in ("kB", "MB", "GB"):
        value /= _KILO
        if value < _KILO - 0.05:  # what would be shown as 1000.0 is 1.0 of the next unit
            return f"{value:.1f} {unit}"
    return f"{value / _KILO:.1f} TB"


def seconds_text(seconds: float) -> str:
    """
    Say a length of time, e.g. `3.2 s` or `2 min 5 s`.
    """
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
