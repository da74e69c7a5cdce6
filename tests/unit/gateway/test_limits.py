"""
Tests of how often somebody may ask.
"""

import pytest

from gateway.limits import Limits, TooManyError, network_of

HOME = "203.0.113.9"


def test_limits_are_counted_apart() -> None:
    """
    An address, a user and who signs in have limits of their own.
    """
    limits = Limits.of(users=1, addresses=1, sign_ins=1)
    limits.address(HOME)
    limits.user("1")
    limits.sign_in(HOME, "anna@example.org")

    with pytest.raises(TooManyError):
        limits.address(HOME)
    with pytest.raises(TooManyError):
        limits.user("1")
    with pytest.raises(TooManyError):
        limits.sign_in(HOME, "")


def test_account_is_protected_from_many_addresses() -> None:
    """
    However its owner's address is written.
    """
    limits = Limits.of(users=0, addresses=0, sign_ins=1)
    limits.sign_in(HOME, "anna@example.org")

    with pytest.raises(TooManyError):
        limits.sign_in("198.51.100.1", " Anna@Example.org")


def test_refusal_says_how_long_to_wait() -> None:
    """
    In whole seconds, at least one.
    """
    error = TooManyError(0.2)

    assert (error.status_code, error.headers) == (429, {"Retry-After": "1"})
    assert "1 s" in error.detail


@pytest.mark.parametrize(
    ("address", "network"),
    [
        (HOME, HOME),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", HOME),
        ("", ""),
    ],
)
def test_home_is_one_address(address: str, network: str) -> None:
    """
    Who has one address of version 6 has all of its network.
    """
    assert network_of(address) == network
