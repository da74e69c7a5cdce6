"""
Tests of who is asking.
"""

import asyncio

import pytest

from gateway.credentials import Credentials
from gateway.forwarding import Headers
from gateway.identity import Identities
from gateway.immich_client import Identity
from gateway.ttl_cache import TtlCache
from mediacore.errors import ForbiddenError, UnauthorizedError

ANNA = Identity("1", "Anna", "anna@example.org", is_admin=True)
KEY: Headers = ((b"x-api-key", b"k"),)
TOKEN: Headers = ((b"authorization", b"Bearer t"),)


class Users:
    """
    Knows one user with one key, and counts how often it is asked.
    """

    def __init__(self) -> None:
        self.asked: list[Credentials] = []
        self.answers = asyncio.Event()
        self.answers.set()

    async def me(self, credentials: Credentials) -> Identity:
        """
        Give the user.
        """
        self.asked.append(credentials)
        await self.answers.wait()
        return ANNA

    async def permissions(self, credentials: Credentials) -> frozenset[str] | None:
        """
        Give what the key may do.
        """
        return None if credentials.names_session else frozenset({"asset.read"})


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

    first, second = await known.identify(KEY, b""), await known.identify(KEY, b"")

    assert first is second
    assert (first.user_id, first.name, first.email, first.is_admin) == (
        "1",
        "Anna",
        "anna@example.org",
        True,
    )
    assert len(users.asked) == 1


async def test_everybody_is_noted_each_time() -> None:
    """
    Who comes by is told of, remembered or not: that keeps an index going.
    """
    seen: list[str] = []
    known = Identities(Users(), b"secret", TtlCache(10), lambda viewer: seen.append(viewer.user_id))

    await known.identify(KEY, b"")
    await known.identify(KEY, b"")

    assert seen == ["1", "1"]


async def test_first_requests_at_once_are_one_question() -> None:
    """
    A page that sends ten requests at once asks Immich once.
    """
    users = Users()
    users.answers.clear()
    known = identities(users)
    waiting = [asyncio.create_task(known.identify(TOKEN, b"")) for _ in range(10)]
    await asyncio.sleep(0)
    users.answers.set()

    found = await asyncio.gather(*waiting)

    assert {viewer.user_id for viewer in found} == {"1"}
    assert len(users.asked) == 1


async def test_session_may_everything() -> None:
    """
    Only a key is asked for what it may do.
    """
    assert (await identities(Users()).identify(TOKEN, b"")).permissions is None


async def test_key_may_what_it_was_given() -> None:
    """
    Its permissions come from Immich.
    """
    viewer = await identities(Users()).identify(KEY, b"")

    assert viewer.permissions == frozenset({"asset.read"})


async def test_every_credential_is_somebody_of_its_own() -> None:
    """
    A key, the same key beside a session, another token and another place are four questions.
    """
    users = Users()
    known = identities(users)
    asked: list[tuple[Headers, bytes]] = [
        (KEY, b""),
        ((*KEY, *TOKEN), b""),
        ((), b"sessionKey=t"),
        (TOKEN, b""),
        (((b"x-immich-user-token", b"t"),), b""),
        (((b"x-immich-session-token", b"t"),), b""),
        (((b"cookie", b"immich_access_token=t"),), b""),
        (((b"cookie", b"immich_access_token=t; immich_access_token=u"),), b""),
        (((b"cookie", b"immich_access_token=u; immich_access_token=t"),), b""),
        (((b"cookie", b"immich_access_token=t; immich_shared_link_token=p"),), b""),
        ((), b"apiKey=k"),
        ((), b"apiKey=k&apiKey=l"),
    ]

    for headers, query in asked:
        await known.identify(headers, query)

    assert len(users.asked) == len(asked)


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


async def test_everybody_can_be_forgotten() -> None:
    """
    A changed password ends sessions of which we know nothing.
    """
    users = Users()
    known = identities(users)
    for headers in (KEY, TOKEN):
        await known.identify(headers, b"")

    known.forget_all()
    for headers in (KEY, TOKEN):
        await known.identify(headers, b"")

    assert len(users.asked) == 4


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ((), b"size=5"),
        (KEY, b"key=share"),
        (KEY, b"slug=trip"),
        (((b"x-immich-share-key", b"s"), *TOKEN), b""),
        (((b"authorization", b"Basic eDp5"),), b""),
        (((b"cookie", b"theme=dark; immich_access_token="),), b""),
        (((b"x-api-key", b""),), b"apiKey="),
    ],
)
async def test_nobody_is_nobody(headers: Headers, query: bytes) -> None:
    """
    Without a credential, or with a share key beside it, there is no identity.
    """
    users = Users()

    with pytest.raises(UnauthorizedError):
        await identities(users).identify(headers, query)
    assert users.asked == []


async def test_refused_key_is_not_remembered() -> None:
    """
    A key that may not read its user is asked about again, and may have been given more by then.
    """

    class Strict(Users):
        async def me(self, credentials: Credentials) -> Identity:
            self.asked.append(credentials)
            raise ForbiddenError("Missing required permission: user.read")

    users = Strict()
    known = identities(users)
    for _ in range(2):
        with pytest.raises(ForbiddenError, match=r"user\.read"):
            await known.identify(KEY, b"")

    assert len(users.asked) == 2


async def test_closing_gives_up_what_is_asked() -> None:
    """
    A gateway that stops waits for nobody.
    """
    users = Users()
    users.answers.clear()
    known = identities(users)
    waiting = asyncio.create_task(known.identify(KEY, b""))
    await asyncio.sleep(0)

    await known.close()

    with pytest.raises(asyncio.CancelledError):
        await waiting
