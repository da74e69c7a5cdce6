"""
Paths as people type them: any bytes, relative to here or to the library, or as we print them.
"""

# ruff: noqa: PTH109, PTH116, PTH118 - paths are bytes, which pathlib cannot hold
import os
import stat
from pathlib import Path

from mediacore.errors import InvalidRequestError
from mediacore.paths import display, undisplay


def folder_path(folder: Path) -> bytes:
    """
    Give the real absolute path of a folder.

    :raises InvalidRequestError: when it is none, or cannot be reached.
    """
    path = os.path.realpath(os.fsencode(folder))
    if not stat.S_ISDIR(_mode(path)):
        raise InvalidRequestError(f"{display(path)} is not a folder.")
    return path


def file_path(file: Path) -> bytes:
    """
    Give the absolute path of a file, its folder as it really is.

    :raises InvalidRequestError: when it is no regular file, or cannot be reached.
    """
    path = _typed(file, os.getcwdb())
    folder, name = os.path.split(path)
    path = os.path.join(os.path.realpath(folder), name)
    if not stat.S_ISREG(_mode(path)):
        raise InvalidRequestError(f"{display(path)} is not a regular file.")
    return path


def file_inside(file: Path, root: bytes) -> bytes:
    """
    Give a file's path relative to a library's root; the file itself need not be there any more.

    :raises InvalidRequestError: when it lies elsewhere.
    """
    for base in (os.getcwdb(), root):
        folder, name = os.path.split(_typed(file, base))
        path = os.path.join(os.path.realpath(folder), name)
        if path.startswith(root.rstrip(b"/") + b"/") and (base == root or os.path.lexists(path)):
            return path[len(root.rstrip(b"/")) + 1 :]
    raise InvalidRequestError(f"{display(os.fsencode(file))} is not in {display(root)}.")


def _typed(file: Path, base: bytes) -> bytes:
    r"""
    Give the absolute path that was meant: as typed or, if nothing is there, with `\x0a` read.
    """
    typed = os.path.normpath(os.path.join(base, os.fsencode(file)))
    if os.path.lexists(typed):
        return typed
    return os.path.normpath(os.path.join(base, undisplay(os.fsdecode(file))))


def _mode(path: bytes) -> int:
    try:
        return os.stat(path).st_mode
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidRequestError(f"{display(path)}: {reason}.") from error
