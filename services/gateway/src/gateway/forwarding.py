"""
Which headers travel between a caller and Immich, and what the gateway adds; pure.
"""

import ipaddress
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

Headers = tuple[tuple[bytes, bytes], ...]

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
WEBSOCKET_HANDSHAKE = frozenset(
    {
        b"sec-websocket-key",
        b"sec-websocket-version",
        b"sec-websocket-extensions",
        b"sec-websocket-protocol",
        b"sec-websocket-accept",
    }
)
FORWARDING = frozenset({b"x-forwarded-for", b"x-forwarded-proto", b"x-real-ip"})
CONTINUE = b"100-continue"  # what the gateway says itself
BODILESS = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class Peer:
    """
    Who is on the other end of the connection, and how the request reached us.
    """

    address: str
    scheme: str
    forwarded_for: str = ""

    @property
    def original(self) -> str:
        """
        The first address of the chain: the client, as far as we may believe it.
        """
        return self.forwarded_for.partition(",")[0].strip() or self.address


@lru_cache(maxsize=4096)
def is_near(address: str) -> bool:
    """
    Tell whether an address is a proxy of our own: loopback, link-local or a private network.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return parsed.is_loopback or parsed.is_link_local or parsed.is_private


def get(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    """
    Give the first value of a header by its lower-case name, or "".
    """
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")


def peer_of(
    address: str,
    scheme: str,
    headers: Iterable[tuple[bytes, bytes]],
    trusts: Callable[[str], bool] = is_near,
) -> Peer:
    """
    Tell who asks: what a proxy of ours says about the caller is believed, a stranger's word not.
    """
    rows = tuple(headers)
    plain = {"ws": "http", "wss": "https"}.get(scheme, scheme)
    if not trusts(address):
        return Peer(address, plain)
    told = get(rows, b"x-forwarded-proto").partition(",")[0].strip().lower()
    return Peer(
        address,
        told if told in {"http", "https"} else plain,
        get(rows, b"x-forwarded-for"),
    )


def _named_by_connection(headers: Headers) -> frozenset[bytes]:
    return frozenset(
        name.strip().lower()
        for key, value in headers
        if key.lower() == b"connection"
        for name in value.split(b",")
    )


def request_headers(headers: Headers, peer: Peer) -> Headers:
    """
    Give what Immich is sent: everything that is not about this one connection, and who asked.
    """
    dropped = HOP_BY_HOP | FORWARDING | _named_by_connection(headers)
    kept = tuple(
        (key, value)
        for key, value in headers
        if key.lower() not in dropped and (key.lower() != b"expect" or value.lower() != CONTINUE)
    )
    chain = ", ".join(part for part in (peer.forwarded_for, peer.address) if part)
    return (
        *kept,
        (b"x-real-ip", peer.original.encode("latin-1")),
        (b"x-forwarded-for", chain.encode("latin-1")),
        (b"x-forwarded-proto", peer.scheme.encode("latin-1")),
    )


def handshake_headers(headers: Headers, peer: Peer) -> Headers:
    """
    Give what Immich is sent when a WebSocket opens: the keys of the handshake are made anew.
    """
    return tuple(
        (key, value)
        for key, value in request_headers(headers, peer)
        if key.lower() not in WEBSOCKET_HANDSHAKE
    )


def response_headers(headers: Headers, status: int) -> Headers:
    """
    Give what the caller is sent of Immich's answer.
    """
    dropped = HOP_BY_HOP | _named_by_connection(headers)
    if status in BODILESS:
        dropped |= {b"content-length"}
    return tuple((key, value) for key, value in headers if key.lower() not in dropped)


def has_body(headers: Headers) -> bool:
    """
    Tell whether a request announces a body.
    """
    return bool(get(headers, b"transfer-encoding")) or get(headers, b"content-length") not in {
        "",
        "0",
    }


def without(headers: Headers, *names: bytes) -> Headers:
    """
    Give the headers but those named, in lower case.
    """
    return tuple((key, value) for key, value in headers if key.lower() not in names)


def relocated(headers: Headers, prefix: str) -> Headers:
    """
    Give the headers with an absolute `Location` under `/api` moved under our prefix.
    """

    def moved(key: bytes, value: bytes) -> bytes:
        if key.lower() == b"location" and value.startswith(b"/api/"):
            return prefix.encode() + value.removeprefix(b"/api")
        return value

    return tuple((key, moved(key, value)) for key, value in headers)
