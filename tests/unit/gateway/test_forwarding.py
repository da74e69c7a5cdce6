"""
Tests of which headers travel.
"""

import pytest

from gateway.forwarding import (
    Headers,
    Peer,
    get,
    handshake_headers,
    has_body,
    is_near,
    peer_of,
    relocated,
    request_headers,
    response_headers,
    without,
)

STRANGER = Peer("203.0.113.9", "https")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "169.254.1.1"])
def test_private_address_is_near(address: str) -> None:
    """
    Loopback, link-local and private addresses may be proxies of our own.
    """
    assert is_near(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "", "unix:"])
def test_public_or_unreadable_address_is_not_near(address: str) -> None:
    """
    A public address, or none at all, is a stranger.
    """
    assert not is_near(address)


def test_near_proxy_is_believed() -> None:
    """
    A proxy near us says by which scheme and for whom a request came.
    """
    headers = ((b"X-Forwarded-Proto", b"https"), (b"x-forwarded-for", b"203.0.113.9"))

    peer = peer_of("127.0.0.1", "http", headers)

    assert (peer.scheme, peer.original) == ("https", "203.0.113.9")


def test_stranger_is_not_believed() -> None:
    """
    A public caller cannot claim another scheme or address.
    """
    headers = ((b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"10.0.0.1"))

    peer = peer_of("8.8.8.8", "http", headers)

    assert peer == Peer("8.8.8.8", "http")


def test_unknown_forwarded_scheme_is_ignored() -> None:
    """
    What is neither http nor https leaves the connection's own scheme.
    """
    assert peer_of("127.0.0.1", "http", ((b"x-forwarded-proto", b"gopher"),)).scheme == "http"


def test_websocket_scheme_counts_as_its_http_twin() -> None:
    """
    A secure WebSocket came by https.
    """
    assert peer_of("8.8.8.8", "wss", ()).scheme == "https"


def test_hop_by_hop_headers_stay_behind() -> None:
    """
    What concerns one connection only, named by `Connection` too, is not passed on.
    """
    headers: Headers = (
        (b"Connection", b"close, X-Once"),
        (b"x-once", b"1"),
        (b"te", b"trailers"),
        (b"accept", b"*/*"),
    )

    sent = dict(request_headers(headers, STRANGER))

    assert b"accept" in sent
    assert not {b"Connection", b"x-once", b"te"} & set(sent)


def test_chain_of_addresses_grows_by_the_peer() -> None:
    """
    Immich learns the whole chain, the first address, and the scheme.
    """
    peer = Peer("10.0.0.2", "https", "203.0.113.9")

    sent = dict(request_headers(((b"x-forwarded-for", b"9.9.9.9"),), peer))

    assert sent == {
        b"x-real-ip": b"203.0.113.9",
        b"x-forwarded-for": b"203.0.113.9, 10.0.0.2",
        b"x-forwarded-proto": b"https",
    }


def test_handshake_keys_are_made_anew() -> None:
    """
    A WebSocket's keys belong to one connection; cookies travel.
    """
    sent = dict(handshake_headers(((b"sec-websocket-key", b"x"), (b"cookie", b"a=b")), STRANGER))

    assert b"sec-websocket-key" not in sent
    assert sent[b"cookie"] == b"a=b"


def test_duplicate_response_headers_are_kept() -> None:
    """
    Several cookies stay several headers, in their order.
    """
    cookies: Headers = ((b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2"))

    assert response_headers((*cookies, (b"Keep-Alive", b"timeout=5")), 200) == cookies


def test_not_modified_has_no_length() -> None:
    """
    A 304 never announces a body.
    """
    assert response_headers(((b"Content-Length", b"7"), (b"ETag", b"x")), 304) == ((b"ETag", b"x"),)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ((), False),
        (((b"content-length", b"0"),), False),
        (((b"content-length", b"5"),), True),
        (((b"Transfer-Encoding", b"chunked"),), True),
    ],
)
def test_body_is_announced(headers: Headers, expected: bool) -> None:
    """
    A length or a transfer coding announces a body.
    """
    assert has_body(headers) is expected


def test_missing_header_is_empty() -> None:
    """
    A header that is not there reads as nothing.
    """
    assert get((), b"accept") == ""


def test_named_headers_are_left_out() -> None:
    """
    Names are compared without regard to case.
    """
    assert without(((b"ETag", b"x"), (b"a", b"b")), b"etag") == ((b"a", b"b"),)


def test_absolute_location_moves_under_our_prefix() -> None:
    """
    A redirect under `/api` stays under the door by which the caller came.
    """
    headers: Headers = ((b"Location", b"/api/assets/1/original"),)

    assert relocated(headers, "/api/immich") == ((b"Location", b"/api/immich/assets/1/original"),)


def test_relative_location_and_other_headers_stay() -> None:
    """
    A relative redirect is right wherever it stands.
    """
    headers: Headers = ((b"Location", b"original?"), (b"link", b"/api/x"))

    assert relocated(headers, "/api/immich") == headers
