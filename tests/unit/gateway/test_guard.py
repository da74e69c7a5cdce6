"""
Tests of what a request must show before a route of ours acts on it.
"""

from collections.abc import AsyncIterator

import pytest
import respx
from fastapi import Request

from gateway.caller import Caller
from gateway.forwarding import Headers, Peer
from gateway.guard import FOREIGN, admin, changing, signed_in
from gateway.immich_client import Identity
from gateway.rooms import Rooms, open_rooms
from gateway.settings import GatewaySettings
from mediacore.errors import ForbiddenError, UnauthorizedError

ME = "http://immich.test/api/users/me"
ANNA = {"id": "1", "email": "anna@example.org", "name": "Anna", "isAdmin": False}
HOST = (b"host", b"photos.example")
COOKIE = (b"cookie", b"twinlens=tok")


def asker(*headers: tuple[bytes, bytes], owns_origin: bool = True) -> Caller:
    """
    Make a caller on plain http.
    """
    return Caller(headers, b"", Peer("127.0.0.1", "http"), owns_origin)


def request(method: str) -> Request:
    """
    Make a request of which only the method matters.
    """
    return Request({"type": "http", "method": method, "headers": []})


@pytest.fixture
async def parts() -> AsyncIterator[Rooms]:
    """
    The rooms of a gateway whose Immich is played by each test.
    """
    settings = GatewaySettings.model_validate(
        {
            "service_token": "0123456789abcdef",
            "database_url": "postgresql://nobody@127.0.0.1:9/none",
            "immich_url": "http://immich.test",
        }
    )
    async with open_rooms(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", (HOST,)),
        ("POST", (HOST, (b"origin", b"http://photos.example"))),
        ("DELETE", (HOST, (b"x-requested-with", b"twinlens"))),
    ],
)
def test_reading_and_our_own_page_pass(method: str, headers: Headers) -> None:
    """
    What only reads passes from anywhere, what changes from our page or with our header.
    """
    changing(request(method), asker(*headers))


@pytest.mark.parametrize(
    "headers", [(HOST,), (HOST, (b"origin", b"http://photos.example:8080")), (HOST, COOKIE)]
)
def test_change_from_elsewhere_is_told_how_to_ask(headers: Headers) -> None:
    """
    Another port is another origin, and a cookie alone proves no intention.
    """
    with pytest.raises(ForbiddenError) as caught:
        changing(request("POST"), asker(*headers))

    assert caught.value.message == FOREIGN


async def test_caller_is_who_immich_says(parts: Rooms, respx_mock: respx.MockRouter) -> None:
    """
    Our cookie is turned into Immich's token, and Immich tells whose it is.
    """
    route = respx_mock.get(ME).respond(json=ANNA)

    who = await signed_in(asker(COOKIE), parts)

    assert who == Identity("1", "Anna", "anna@example.org", is_admin=False)
    assert route.calls.last.request.headers["authorization"] == "Bearer tok"


async def test_immichs_cookie_is_nobody_on_our_origin(parts: Rooms) -> None:
    """
    A session of Immich's own page does not sign anybody in on ours.
    """
    with pytest.raises(UnauthorizedError):
        await signed_in(asker((b"cookie", b"immich_access_token=old")), parts)


async def test_immichs_cookie_counts_on_immichs_origin(
    parts: Rooms, respx_mock: respx.MockRouter
) -> None:
    """
    There it is handed on as it came.
    """
    cookie = "immich_access_token=old"
    route = respx_mock.get(ME).respond(json=ANNA)

    await signed_in(asker((b"cookie", cookie.encode()), owns_origin=False), parts)

    assert route.calls.last.request.headers["cookie"] == cookie


def test_admin_passes() -> None:
    """
    Whoever Immich calls an admin is handed on as they are.
    """
    who = Identity("1", "Anna", "anna@example.org", is_admin=True)

    assert admin(who) is who


def test_everybody_else_is_refused() -> None:
    """
    Being signed in is not enough yet.
    """
    with pytest.raises(ForbiddenError, match="For admins only"):
        admin(Identity("2", "Ben", "ben@example.org", is_admin=False))
