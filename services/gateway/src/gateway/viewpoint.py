"""
Through whose eyes a list is made; pure.
"""

from dataclasses import dataclass

from gateway.preferences import Preferences
from gateway.stored_groups import NOBODY


@dataclass(frozen=True, slots=True)
class View:
    """
    What of the library is seen, and how.

    :ivar owners: whose photos, the caller first; `NOBODY` for what Immich knows not.
    :ivar versions: how often each owner's read models have changed.
    """

    owners: tuple[str, ...]
    versions: tuple[int, ...]
    taste: Preferences

    @property
    def unmatched(self) -> bool:
        """
        Whether it is of files that Immich knows not; their groups carry no version.
        """
        return self.owners == (NOBODY,)
