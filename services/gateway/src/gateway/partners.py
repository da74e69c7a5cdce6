"""
Who shares their photos with whom, as Immich says.
"""

from typing import Protocol

from gateway.credentials import Credentials
from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from gateway.viewer import Viewer
from mediacore.errors import ForbiddenError

SECONDS = 60.0
CAPACITY = 10_000


class PartnerSource(Protocol):
    """
    What knows who shares with a caller; `ImmichClient` does.
    """

    async def partners(self, credentials: Credentials) -> tuple[str, ...]:
        """
        Give the ids of the users who share with whom a credential belongs to.
        """
        ...


class Partners:
    """
    Asks Immich, and remembers the answer for a minute by a keyed hash of the credential.
    """

    def __init__(self, source: PartnerSource, secret: bytes) -> None:
        self._source = source
        self._secret = secret
        self._known: Recall[bytes, tuple[str, ...]] = Recall(TtlCache(CAPACITY), SECONDS)

    async def of(self, viewer: Viewer) -> tuple[str, ...]:
        """
        Give the ids of the users who share with a viewer: none where the key may not know.
        """
        key = viewer.credentials.fingerprint(self._secret)
        return await self._known.get(key, lambda: self._ask(viewer.credentials))

    def forget_all(self) -> None:
        """
        Forget all of it, once somebody began or ceased to share.
        """
        self._known.forget_all()

    async def close(self) -> None:
        """
        Give up what is being asked.
        """
        await self._known.close()

    async def _ask(self, credentials: Credentials) -> tuple[str, ...]:
        try:
            return await self._source.partners(credentials)
        except ForbiddenError:
            return ()
