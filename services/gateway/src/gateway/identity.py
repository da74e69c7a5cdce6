"""
Who is asking: whoever Immich says the credential belongs to.
"""

from collections.abc import Callable
from typing import Protocol

from gateway.credentials import Credentials, credentials_of, is_shared_link
from gateway.forwarding import Headers
from gateway.immich_client import Identity
from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from gateway.viewer import Viewer
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

    async def permissions(self, credentials: Credentials) -> frozenset[str] | None:
        """
        Tell what an API key may do; `None` when a session speaks instead of it.
        """
        ...


class Identities:
    """
    Asks Immich, and remembers the answer for a few seconds by a keyed hash.

    :param seen: told of everybody who comes by, each time.
    """

    def __init__(
        self,
        users: UserSource,
        secret: bytes,
        cache: TtlCache[bytes, Viewer],
        seen: Callable[[Viewer], None] = lambda _viewer: None,
    ) -> None:
        self._users = users
        self._secret = secret
        self._seen = seen
        self._known = Recall(cache, IDENTITY_SECONDS)

    async def identify(self, headers: Headers, query: bytes) -> Viewer:
        """
        Tell who is asking, out of headers as Immich is to see them.

        :raises UnauthorizedError: when nobody is, or only a share link.
        :raises ForbiddenError: when it is an API key that may not read its user.
        """
        if is_shared_link(headers, query):
            raise UnauthorizedError("A shared link is not somebody; sign in.")
        credentials = credentials_of(headers, query)
        if not credentials.names_somebody:
            raise UnauthorizedError("Sign in first.")
        key = credentials.fingerprint(self._secret)
        viewer = await self._known.get(key, lambda: self._ask(credentials))
        self._seen(viewer)
        return viewer

    def forget(self, headers: Headers, query: bytes) -> None:
        """
        Forget who a credential belonged to, once it is given back or refused.
        """
        self._known.forget(credentials_of(headers, query).fingerprint(self._secret))

    def forget_all(self) -> None:
        """
        Forget everybody, once a password, a session or a key was changed: of whom is not known.
        """
        self._known.forget_all()

    async def close(self) -> None:
        """
        Give up what is being asked.
        """
        await self._known.close()

    async def _ask(self, credentials: Credentials) -> Viewer:
        user = await self._users.me(credentials)
        permissions = await self._users.permissions(credentials) if credentials.has_key else None
        return Viewer(
            user_id=user.user_id,
            name=user.name,
            email=user.email,
            is_admin=user.is_admin,
            permissions=permissions,
            credentials=credentials,
        )
