"""
Tests of what a request must show before a route of ours acts on it.
"""

from collections.abc import AsyncIterator

import pytest
import respx
from fastapi import Request
from sqlalchemy.exc import OperationalError

from gateway.caller import Caller
from gateway.credentials import Credentials
from gateway.forwarding import Headers, Peer
from gateway.guard import (
    FOREIGN,
    admin,
    changing,
    decider,
    own_page,
    partners_of,
    perhaps_signed_in,
    preferences_of,
    reader,
    remover,
    signed_in,
)
from gateway.rooms import Rooms, open_rooms
from gateway.settings import GatewaySettings
from gateway.viewer import Viewer
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


def viewer(
    *permissions: str,
    is_admin: bool = False,
    credentials: Credentials | None = None,
) -> Viewer:
    """
    Make Anna, with a session, or with a key where permissions are named.
    """
    return Viewer(
        user_id="1",
        name="Anna",
        email="anna@example.org",
        is_admin=is_admin,
        permissions=frozenset(permissions) if permissions else None,
        credentials=credentials or Credentials((), ()),
    )


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

    credentials = Credentials(((b"authorization", b"Bearer tok"),), ())
    assert who == viewer(credentials=credentials)
    assert route.calls.last.request.headers["authorization"] == "Bearer tok"


async def test_service_token_is_nobody(parts: Rooms) -> None:
    """
    It opens what is between services, and Immich never sees it.
    """
    token = (b"authorization", b"Bearer 0123456789abcdef")

    with pytest.raises(UnauthorizedError, match="service token"):
        await signed_in(asker(token), parts)


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


async def test_nobody_is_no_error_where_everybody_may_ask(
    parts: Rooms, respx_mock: respx.MockRouter
) -> None:
    """
    A visitor is a viewer or nobody.
    """
    respx_mock.get(ME).respond(json=ANNA)

    assert await perhaps_signed_in(asker(), parts) is None
    assert (await perhaps_signed_in(asker(COOKIE), parts)) is not None


@pytest.mark.parametrize(
    ("headers", "owns_origin"),
    [
        (((b"x-api-key", b"k"),), True),
        (((b"x-api-key", b"k"),), False),
        (((b"cookie", b"immich_access_token=t"), (b"authorization", b"Bearer t")), False),
    ],
)
def test_program_that_names_its_credential_needs_no_page(
    headers: Headers, owns_origin: bool
) -> None:
    """
    No foreign page can make a browser send that.
    """
    changing(request("POST"), asker(HOST, *headers, owns_origin=owns_origin))


def test_cookie_before_a_key_proves_nothing() -> None:
    """
    A session's cookie beats a key at Immich, so a made-up key beside it must not help a page.
    """
    cookie = (b"cookie", b"immich_access_token=t")

    with pytest.raises(ForbiddenError):
        changing(
            request("POST"),
            Caller((HOST, cookie), b"apiKey=x", Peer("", "http"), owns_origin=False),
        )


def test_named_credential_does_not_make_a_page_ours() -> None:
    """
    Signing in and out is for pages of ours, whatever else the address says.
    """
    with pytest.raises(ForbiddenError):
        own_page(request("POST"), asker(HOST, (b"x-api-key", b"k")))


@pytest.mark.parametrize("session", [viewer(), viewer("all")])
def test_session_and_full_key_may_everything(session: Viewer) -> None:
    """
    They are handed on as they are.
    """
    assert reader(session) is session
    assert decider(session, None) is session
    assert remover(session, None) is session


def test_key_may_only_what_it_was_given() -> None:
    """
    Immich's sentence says what is missing.
    """
    key = viewer("asset.update")

    assert decider(key, None) is key
    with pytest.raises(ForbiddenError, match=r"permission: asset\.read"):
        reader(key)
    with pytest.raises(ForbiddenError, match=r"permission: asset\.delete"):
        remover(key, None)


@pytest.mark.parametrize(
    ("method", "who"),
    [
        ("GET", viewer(is_admin=True)),
        ("GET", viewer("job.read", is_admin=True)),
        ("POST", viewer("job.create", is_admin=True)),
    ],
)
def test_admin_passes(method: str, who: Viewer) -> None:
    """
    Whoever Immich calls an admin is handed on as they are, with a key that may as much.
    """
    assert admin(request(method), who, None) is who


@pytest.mark.parametrize(
    ("method", "who"),
    [
        ("GET", viewer()),
        ("GET", viewer("asset.read", is_admin=True)),
        ("POST", viewer("job.read", is_admin=True)),
    ],
)
def test_everybody_else_is_refused(method: str, who: Viewer) -> None:
    """
    Being signed in is not enough, nor an admin's key for something else.
    """
    with pytest.raises(ForbiddenError):
        admin(request(method), who, None)


async def test_routes_can_ask_for_partners(parts: Rooms, respx_mock: respx.MockRouter) -> None:
    """
    As Immich lists them; but not of one of whom it does not tell what is shared.
    """
    shared = respx_mock.get("http://immich.test/api/partners", params={"direction": "shared-with"})
    shared.respond(json=[{"id": "2"}])
    counts = respx_mock.get("http://immich.test/api/timeline/buckets", params={"userId": "2"})
    counts.respond(403)

    assert await partners_of(viewer(), parts) == ()
    assert counts.called


async def test_routes_can_ask_for_preferences(parts: Rooms) -> None:
    """
    Without a database there are none to give.
    """
    with pytest.raises(OperationalError):
        await preferences_of(viewer(), parts)
