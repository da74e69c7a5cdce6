"""
Somebody of whom Immich says who they are, and what their credential may do; pure.
"""

from dataclasses import dataclass

from gateway.credentials import Credentials

ALL = "all"


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    Who is asking.

    :ivar permissions: what an API key was given; `None` for a session, which may everything.
    :ivar credentials: what proves it, as Immich is to see it.
    """

    user_id: str
    name: str
    email: str
    is_admin: bool
    permissions: frozenset[str] | None
    credentials: Credentials

    def may(self, permission: str) -> bool:
        """
        Tell whether the credential reaches as far as one of Immich's permissions.
        """
        return self.permissions is None or not self.permissions.isdisjoint({ALL, permission})
