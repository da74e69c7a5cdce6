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


class Names:
    """
    Knows which names of files a caller may read.

    :param hidden: the paths that a caller may not know of.
    :param visible: the paths that a caller sees anyway.
    """

    def __init__(self, hidden: Collection[str], visible: Collection[str]) -> None:
        self._known = frozenset(name for path in visible for name in _names(path))
        secret = {name for path in hidden for name in _names(path)} - self._known
        either = "|".join(map(re.escape, sorted(secret)))
        self._secret = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if secret else None

    def tell(self, text: str) -> bool:
        """
        Tell whether a sentence gives away a file that is hidden, or any that is not visible.
        """
        lowered = text.lower()
        if self._secret is not None and self._secret.search(lowered):
            return True
        if "." not in lowered:
            return False
        files = (one for one in _FILE.findall(lowered) if extension_of(one) in KIND_BY_EXTENSION)
        return any(not any(name.endswith(one) for name in self._known) for one in files)

    def harmless(self, reasons: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """
        Give the reasons that name nobody who is not seen.
        """
        return [reason for reason in reasons if not self.tell(str(reason["text"]))]
