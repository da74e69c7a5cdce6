"""
Tests of who is asking.
"""

import pytest

from gateway.credentials import Credentials
from gateway.forwarding import Headers
from gateway.identity import Identities
from gateway.immich_client import Identity
from gateway.ttl_cache import TtlCache
from mediacore.errors import UnauthorizedError

ANNA = Identity("1", "Anna", "anna@example.org", is_admin=True)
KEY: Headers = ((b"x-api-key", b"k"),)


class Users:
    """
    Knows one user, and counts how often it is asked.
    """

    def __init__(self) -> None:
        self.asked: list[Credentials] = []

    async def me(self, credentials: Credentials) -> Identity:
        """
        Give the user.
        """
        self.asked.append(credentials)
        return ANNA


def identities(users: Users) -> Identities:
    """
    Make identities that start with nothing remembered.
    """
    return Identities(users, b"secret", TtlCache(10))


async def test_identity_is_asked_once() -> None:
    """
    The second request of a caller within seconds costs Immich nothing.
    """
    users = Users()
    known = identities(users)

    assert [await known.identify(KEY, b""), await known.identify(KEY, b"")] == [ANNA, ANNA]
    assert len(users.asked) == 1


async def test_forgotten_identity_is_asked_again() -> None:
    """
    After signing out nothing is remembered.
    """
    users = Users()
    known = identities(users)
    await known.identify(KEY, b"")
    known.forget(KEY, b"")
    await known.identify(KEY, b"")

    assert len(users.asked) == 2


@pytest.mark.parametrize(("headers", "query"), [((), b"size=5"), (KEY, b"key=share")])
async def test_nobody_is_nobody(headers: Headers, query: bytes) -> None:
    """
    Without a credential, or with a share key beside it, there is no identity.
    """
    users = Users()

    with pytest.raises(UnauthorizedError):
        await identities(users).identify(headers, query)
    assert users.asked == []
