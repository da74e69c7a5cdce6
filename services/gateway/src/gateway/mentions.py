"""
Sentences that name files, told only where every file in them may be known; pure.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from mediacore.formats import KIND_BY_EXTENSION, extension_of

_FILE = re.compile(r"[^\s,;:()]+\.[A-Za-z0-9]{2,4}(?![A-Za-z0-9])")


def _names(path: str) -> set[str]:
    """
    Give what a sentence may call a file: its path, its folder's path, and the last part of each.
    """
    folder, _, filename = path.rpartition("/")
    names = {path, filename, filename.rpartition(".")[0], folder, folder.rpartition("/")[2]}
    return {name.lower() for name in names if name}


def tells(text: str, hidden: Collection[str], visible: Collection[str]) -> bool:
    """
    Tell whether a sentence gives away a file that is hidden, or any that is not among the visible.

    :param hidden: the paths that a caller may not know of.
    :param visible: the paths that a caller sees anyway.
    """
    lowered = text.lower()
    known = {name for path in visible for name in _names(path)}
    for name in {name for path in hidden for name in _names(path)} - known:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lowered):
            return True
    files = (found for found in _FILE.findall(lowered) if extension_of(found) in KIND_BY_EXTENSION)
    return any(not any(name.endswith(found) for name in known) for found in files)


def harmless(
    reasons: Iterable[dict[str, Any]], hidden: Collection[str], visible: Collection[str]
) -> list[dict[str, Any]]:
    """
    Give the reasons that name nobody who is hidden.
    """
    return [reason for reason in reasons if not tells(str(reason["text"]), hidden, visible)]
