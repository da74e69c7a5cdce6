"""
Where an owner of a library wants copies to be kept: folders never emptied, and folders liked best.
"""

from collections.abc import Iterable
from dataclasses import dataclass


def _folder(name: str) -> str:
    return name.strip("/") + "/"


def lies_in(path: str, folders: Iterable[str]) -> bool:
    """
    Tell whether a path of the library lies in one of the folders, at any depth.
    """
    return any(path.startswith(_folder(folder)) for folder in folders)


@dataclass(frozen=True, slots=True)
class Preferences:
    """
    Folders of the library, each a path relative to it.

    :ivar protected: what lies here is never suggested for removal, and never let go.
    :ivar preferred: where a copy is best kept, the best folder first.
    """

    protected: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()

    def protects(self, path: str) -> bool:
        """
        Tell whether a path lies in a protected folder.
        """
        return lies_in(path, self.protected)

    def place(self, path: str) -> int:
        """
        Give which of the preferred folders a path lies in, 0 for the best; their number for none.
        """
        places = (place for place, folder in enumerate(self.preferred) if lies_in(path, (folder,)))
        return next(places, len(self.preferred))


NO_PREFERENCES = Preferences()
