"""
A removal plan as a table or as a script. The script is only ever written, never run by us.
"""

import csv
import io
from collections.abc import Iterable

from dedup.plan import PlanLine
from mediacore.paths import display

_COLUMNS = ("group", "type", "remove", "keep", "size", "similarity", "reasons to keep")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")

_HEAD = rb"""#!/bin/sh
# Written by `dedup export`. Read it before you run it:
#
#     TRASH=/some/folder sh this-file
#
# It moves files to that folder, and removes nothing. Each file is left where it is unless the copy
# that stays is there and is another file; copies called exact are compared byte by byte first.
LC_ALL=C
export LC_ALL
set -u
: "${TRASH:?Set TRASH to the folder that takes the files}"
case $TRASH in
/*) ;;
*) TRASH=$PWD/$TRASH ;;
esac
moved=0
left=0

leave() {
    left=$((left + 1))
    printf 'left: %s: %s\n' "$1" "$2" >&2
}

# go KIND KEEPER FILE FOLDER NAME: move FILE to NAME in FOLDER of the trash.
go() {
    if [ ! -f "$2" ] || [ ! -s "$2" ] || [ ! -r "$2" ]; then
        leave "$3" 'the copy to keep is not there'
    elif [ ! -f "$3" ] || [ -L "$3" ]; then
        leave "$3" 'it is not there, or no file'
    elif [ "$2" -ef "$3" ]; then
        leave "$3" 'it is the same file as the copy to keep'
    elif [ "$1" = exact ] && ! cmp -s -- "$2" "$3"; then
        leave "$3" 'it differs from the copy to keep'
    elif [ -e "$TRASH/$4/$5" ] || [ -L "$TRASH/$4/$5" ]; then
        leave "$3" 'the trash has a file of that name'
    elif mkdir -p -- "$TRASH/$4" && mv -- "$3" "$TRASH/$4/$5"; then
        moved=$((moved + 1))
    else
        leave "$3" 'it could not be moved'
    fi
}

"""
_TAIL = rb"""
printf '%s moved, %s left\n' "$moved" "$left"
[ "$left" -eq 0 ]
"""


def csv_text(lines: Iterable[PlanLine]) -> str:
    """
    Give a plan as CSV, safe to open in a spreadsheet: no cell is taken for a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for line in lines:
        writer.writerow(
            [
                _cell(line.group),
                _kind(line),
                _cell(display(_full(line, line.path))),
                _cell(display(_full(line, line.keeper))),
                line.size,
                f"{line.similarity:.4f}",
                _cell("; ".join(line.reasons)),
            ]
        )
    return out.getvalue()


def script(lines: Iterable[PlanLine]) -> bytes:
    """
    Give a plan as a POSIX shell script that moves files to a trash folder.

    Any path is quoted: with quotes, line breaks, leading dashes, or bytes that are no text.
    """
    return _HEAD + b"".join(map(_command, lines)) + _TAIL


def _command(line: PlanLine) -> bytes:
    folder, _, name = line.path.rpartition(b"/")
    words = (
        _kind(line).encode(),
        _quoted(_full(line, line.keeper)),
        _quoted(_full(line, line.path)),
        _quoted(folder or b"."),
        _quoted(name),
    )
    return b"go " + b" ".join(words) + b"\n"


def _kind(line: PlanLine) -> str:
    return "exact" if line.exact else "alike"


def _full(line: PlanLine, path: bytes) -> bytes:
    return line.root.rstrip(b"/") + b"/" + path


def _quoted(word: bytes) -> bytes:
    return b"'" + word.replace(b"'", b"'\\''") + b"'"


def _cell(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text
