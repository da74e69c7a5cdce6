"""
One round through an identity provider: what we must know again when the browser comes back; pure.

The browser carries a sealed ticket. State and verifier follow from it with a key that only the
gateways have, so the ticket alone tells nobody either of them.
"""

import base64
import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from mediacore.errors import InvalidRequestError

LIFETIME_SECONDS = 600
SPENT_KEPT = 10_000
CALLBACK = "/auth/callback"
START_AGAIN = "This sign-in was not begun here, or too long ago; start again."
NOT_OURS = "This is not the address that the identity provider was to send you to; start again."


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Round:
    """
    One attempt to sign in by OAuth.
    """

    ticket: str
    state: str
    verifier: str

    @property
    def challenge(self) -> str:
        """
        What the identity provider is told of the verifier (PKCE, S256).
        """
        return _b64(hashlib.sha256(self.verifier.encode()).digest())


class Rounds:
    """
    Begins rounds, and knows them again.

    :param secret: the same for all gateways of an installation.
    """

    def __init__(self, secret: str) -> None:
        self._key = hashlib.blake2b(secret.encode(), person=b"twinlens-oauth").digest()
        self._spent: OrderedDict[str, None] = OrderedDict()

    def begin(self, now: float) -> Round:
        """
        Begin a round at a time in seconds since the epoch.
        """
        return self._round(_b64(secrets.token_bytes(24)), int(now) + LIFETIME_SECONDS)

    def known(self, ticket: str, now: float) -> Round:
        """
        Give the round of a ticket.

        :raises InvalidRequestError: when it is none of ours, or its time is over.
        """
        nonce, _, rest = ticket.partition(".")
        expires = rest.partition(".")[0]
        if not expires.isdecimal() or len(expires) > len("9999999999") or int(expires) <= now:
            raise InvalidRequestError(START_AGAIN)
        found = self._round(nonce, int(expires))
        if not hmac.compare_digest(found.ticket.encode(), ticket.encode()):
            raise InvalidRequestError(START_AGAIN)
        if ticket in self._spent:
            raise InvalidRequestError(START_AGAIN)
        return found

    def spend(self, begun: Round) -> None:
        """
        Let a round be the last by its ticket; a code is good once at its identity provider, too.
        """
        self._spent[begun.ticket] = None
        while len(self._spent) > SPENT_KEPT:
            self._spent.popitem(last=False)

    def _round(self, nonce: str, expires: int) -> Round:
        plain = f"{nonce}.{expires}"
        seal, state, verifier = (
            _b64(hmac.digest(self._key, f"{use}.{plain}".encode(), "sha256"))
            for use in ("seal", "state", "verifier")
        )
        return Round(f"{plain}.{seal}", state, verifier)


def returned(url: str, origin: str, state: str) -> str:
    """
    Give the address the browser came back to, as the identity provider was told, with its query.

    :raises InvalidRequestError: when it is another page or another round, or says no.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise InvalidRequestError(NOT_OURS) from None
    told = parse_qs(parts.query)
    if f"{parts.scheme}://{parts.netloc}".lower() != origin or parts.path != CALLBACK:
        raise InvalidRequestError(NOT_OURS)
    if not hmac.compare_digest("\n".join(told.get("state", ())).encode(), state.encode()):
        raise InvalidRequestError(START_AGAIN)
    if "error" in told:
        reason = told.get("error_description", told["error"])[0]
        raise InvalidRequestError(f"The identity provider said no: {reason[:300]}")
    return f"{origin}{CALLBACK}?{parts.query}"
