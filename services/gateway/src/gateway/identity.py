"""
Who is asking: whoever Immich says the credential belongs to.
"""

from typing import Protocol

from gateway.credentials import Credentials, credentials_of, is_shared_link
from gateway.forwarding import Headers
from gateway.immich_client import Identity
from gateway.ttl_cache import TtlCache
from mediacore.errors import UnauthorizedError

IDENTITY_SECONDS = 10.0
CAPACITY = 10_000


class UserSource(Protocol):
    """
    What knows the user of a credential; `ImmichClient` does.
    """

    async def me(self, credentials: Credentials) -> Identity:
        """
        Tell who a credential belongs to.
        """
        ...


class Identities:
    """
    Asks Immich, and remembers the answer for a few seconds by a keyed hash.
    """

    def __init__(self, users: UserSource, secret: bytes, cache: TtlCache[bytes, Identity]) -> None:
        self._users = users
        self._secret = secret
        self._cache = cache

    async def identify(self, headers: Headers, query: bytes) -> Identity:
        """
        Tell who is asking, out of headers as Immich is to see them.

        :raises UnauthorizedError: when nobody is, or only a share link.
        :raises ForbiddenError: when it is an API key that may not read its user.
        """
        if is_shared_link(headers, query):
            raise UnauthorizedError("A shared link is not somebody; sign in.")
        credentials = credentials_of(headers, query)
        if not credentials.headers and not credentials.query:
            raise UnauthorizedError("Sign in first.")
        key = credentials.fingerprint(self._secret)
        known = self._cache.get(key)
        if known is None:
            known = await self._users.me(credentials)
            self._cache.put(key, known, IDENTITY_SECONDS)
        return known

    def forget(self, headers: Headers, query: bytes) -> None:
        """
        Forget who a credential belonged to, once it is given back.
        """
        self._cache.forget(credentials_of(headers, query).fingerprint(self._secret))
