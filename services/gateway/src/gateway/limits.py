"""
How often one address, one user, and one who signs in may ask: on our own routes only.
"""

import ipaddress
import math
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException

from gateway.token_buckets import TokenBuckets

CAPACITY = 20_000
ADDRESS_PREFIX = 64  # who has one IPv6 address has all of its network


class TooManyError(HTTPException):
    """
    Raised when somebody has to wait; `seconds` says how long.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds))
        super().__init__(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"That was too often; try again in {self.seconds} s.",
            {"Retry-After": str(self.seconds)},
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """
    The buckets of this process.
    """

    users: TokenBuckets
    addresses: TokenBuckets
    sign_ins: TokenBuckets

    @classmethod
    def of(cls, users: int, addresses: int, sign_ins: int) -> "Limits":
        """
        Make the buckets out of how much each may in a minute.
        """
        return cls(*(TokenBuckets(number, CAPACITY) for number in (users, addresses, sign_ins)))

    def address(self, address: str) -> None:
        """
        Count a request of an address.

        :raises TooManyError: when it was too often.
        """
        _take(self.addresses, network_of(address))

    def user(self, user_id: str) -> None:
        """
        Count a request of a user.

        :raises TooManyError: when it was too often.
        """
        _take(self.users, user_id)

    def sign_in(self, address: str, email: str) -> None:
        """
        Count an attempt to sign in, for the address and for the account.

        :raises TooManyError: when it was too often for either.
        """
        _take(self.sign_ins, ("address", network_of(address)))
        if email:
            _take(self.sign_ins, ("email", email.strip().casefold()))


def _take(buckets: TokenBuckets, key: object) -> None:
    seconds = buckets.take(key)
    if seconds:
        raise TooManyError(seconds)


def network_of(address: str) -> str:
    """
    Give what stands for an address: of version 6 the network.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - the versions of IP are two
        return str(parsed)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, ADDRESS_PREFIX), strict=False))
