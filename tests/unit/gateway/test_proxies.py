"""
Tests of which machines before us are believed.
"""

import pytest

from gateway.forwarding import Peer
from gateway.proxies import client_of, trusted


@pytest.mark.parametrize(
    ("networks", "address", "believed"),
    [
        ("", "127.0.0.1", True),
        ("", "192.168.1.5", True),
        ("", "8.8.8.8", False),
        ("10.1.0.0/16, 2001:db8::/32", "10.1.2.3", True),
        ("10.1.0.0/16, 2001:db8::/32", "2001:db8::5", True),
        ("10.1.0.0/16", "::ffff:10.1.2.3", True),
        ("10.1.0.0/16", "127.0.0.1", False),
        ("8.8.8.8", "8.8.8.8", True),
        ("8.8.8.8", "", False),
    ],
)
def test_networks_say_who_is_believed(networks: str, address: str, believed: bool) -> None:
    """
    Those that are configured, and only those; without any, whatever is near.
    """
    assert trusted(networks)(address) is believed


def test_something_else_than_a_network_is_an_error() -> None:
    """
    The setting is named.
    """
    with pytest.raises(ValueError, match="trusted_proxies wants networks"):
        trusted("10.0.0.0/8, nginx")


@pytest.mark.parametrize(
    ("address", "chain", "client"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "made.up, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "10.0.0.5, 10.0.0.2", "10.0.0.5"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_client_is_the_nearest_that_is_no_proxy(address: str, chain: str, client: str) -> None:
    """
    Whatever a caller wrote before its own address does not make it another.
    """
    assert client_of(Peer(address, "http", chain), trusted("10.0.0.0/8")) == client
