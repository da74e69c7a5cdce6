"""
Which machines before us are believed when they say for whom they ask; pure.
"""

import ipaddress
from collections.abc import Callable
from functools import lru_cache

from gateway.forwarding import Peer, is_near

Trusts = Callable[[str], bool]
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def trusted(text: str) -> Trusts:
    """
    Make the test out of networks, several separated by commas; without any, whatever is near.

    :raises ValueError: when something else than networks and addresses stands there.
    """
    try:
        networks = [ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise ValueError(f"trusted_proxies wants networks such as 10.0.0.0/8: {error}") from error
    return lru_cache(maxsize=4096)(lambda address: _is_in(address, networks))


def _is_in(address: str, networks: list[_Network]) -> bool:
    if not networks:
        return is_near(address)
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    plain = getattr(parsed, "ipv4_mapped", None) or parsed
    return any(plain in network for network in networks)


def client_of(peer: Peer, trusts: Trusts) -> str:
    """
    Give the address that asks: the nearest of the chain that is no proxy of ours.

    What stands before it anybody may have written.
    """
    told = [part.strip() for part in peer.forwarded_for.split(",") if part.strip()]
    chain = [peer.address, *reversed(told)]
    return next((address for address in chain if not trusts(address)), chain[-1])
