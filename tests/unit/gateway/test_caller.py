"""
Tests of a request as the gateway sees it.
"""

import pytest
from starlette.types import Scope

from gateway.caller import caller_of
from gateway.forwarding import Headers, Peer

COOKIE = (b"cookie", b"twinlens=tok; immich_access_token=old")


def request(*headers: tuple[bytes, bytes], address: str | None = "192.0.2.7") -> Scope:
    """
    Make the scope of a plain request with a query.
    """
    return {
        "type": "http",
        "scheme": "http",
        "headers": list(headers),
        "query_string": b"size=5",
        "client": None if address is None else (address, 50_000),
    }


def test_facts_are_taken_from_the_connection() -> None:
    """
    Query and headers are as sent, the peer is who connected.
    """
    asker = caller_of(request((b"x-a", b"1")), has_site=False)

    assert (asker.headers, asker.query) == (((b"x-a", b"1"),), b"size=5")
    assert asker.peer == Peer("192.0.2.7", "http")


def test_connection_without_an_address_has_no_peer() -> None:
    """
    A Unix socket has no address, and nothing it forwards is believed.
    """
    told = (b"x-forwarded-for", b"198.51.100.1")

    assert caller_of(request(told, address=None), has_site=False).peer == Peer("", "http")


@pytest.mark.parametrize(
    ("headers", "has_site", "owns"),
    [
        ((), False, False),
        ((), True, True),
        ((COOKIE,), False, True),
        (((b"cookie", b"immich_access_token=old"),), False, False),
    ],
)
def test_site_or_our_cookie_makes_the_origin_ours(
    headers: Headers, has_site: bool, owns: bool
) -> None:
    """
    Immich's cookies alone say that Immich's own page is asking.
    """
    assert caller_of(request(*headers), has_site=has_site).owns_origin is owns


def test_cookie_for_https_is_none_of_ours_on_http() -> None:
    """
    The name of our cookie goes by how the caller reached us, told by a proxy near us.
    """
    headers = ((b"cookie", b"__Host-twinlens=tok"), (b"x-forwarded-proto", b"https"))

    near = caller_of(request(*headers, address="127.0.0.1"), has_site=False)
    far = caller_of(request(*headers, address="203.0.114.9"), has_site=False)

    assert (near.owns_origin, far.owns_origin) == (True, False)


def test_our_cookie_reaches_immich_as_a_token() -> None:
    """
    On our own origin neither our cookie nor Immich's goes on.
    """
    told = caller_of(request(COOKIE), has_site=False).for_immich()

    assert (told.headers, told.by_cookie) == (((b"authorization", b"Bearer tok"),), True)


def test_immichs_own_page_keeps_its_cookies() -> None:
    """
    Where the origin is not ours, headers go on untouched.
    """
    theirs = (b"cookie", b"immich_access_token=old")

    told = caller_of(request(theirs), has_site=False).for_immich()

    assert (told.headers, told.by_cookie) == ((theirs,), False)


@pytest.mark.parametrize(
    ("headers", "has_site", "proves"),
    [
        ((COOKIE,), False, False),
        ((COOKIE, (b"x-api-key", b"k")), False, True),
        (((b"cookie", b"immich_access_token=old"), (b"x-api-key", b"k")), True, True),
        (((b"cookie", b"immich_access_token=old"), (b"x-api-key", b"k")), False, False),
        ((), True, False),
    ],
)
def test_caller_proves_itself_without_cookies(
    headers: Headers, has_site: bool, proves: bool
) -> None:
    """
    On our origin Immich's cookies count for nothing; on Immich's own they go before a key.
    """
    assert caller_of(request(*headers), has_site=has_site).proves_itself is proves
