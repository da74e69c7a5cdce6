"""
Tests of one round through an identity provider.
"""

import base64
import hashlib

import pytest

from gateway.oauth_round import LIFETIME_SECONDS, SPENT_KEPT, Round, Rounds, returned
from mediacore.errors import InvalidRequestError

NOW = 1_800_000_000.5
ORIGIN = "https://photos.example"
SECRET = "0123456789abcdef"


def test_round_is_known_again_by_every_gateway() -> None:
    """
    The ticket and the shared secret are enough, until its time is over.
    """
    begun = Rounds(SECRET).begin(NOW)

    assert Rounds(SECRET).known(begun.ticket, NOW + LIFETIME_SECONDS - 1) == begun


def test_challenge_is_the_verifiers_hash() -> None:
    """
    As PKCE wants it: 43 characters at least, and S256 without padding.
    """
    begun = Rounds(SECRET).begin(NOW)
    digest = hashlib.sha256(begun.verifier.encode()).digest()

    assert len(begun.verifier) == 43
    assert begun.challenge + "=" == base64.urlsafe_b64encode(digest).decode()


def test_ticket_tells_nothing_and_no_two_are_alike() -> None:
    """
    Who sees it knows neither state nor verifier.
    """
    rounds = Rounds(SECRET)
    one, other = rounds.begin(NOW), rounds.begin(NOW)

    assert len({one.state, one.verifier, one.ticket, other.state, other.verifier}) == 5
    assert one.state not in one.ticket
    assert one.verifier not in one.ticket


def later(ticket: str) -> str:
    """
    Write a later end into a ticket.
    """
    nonce, expires, seal = ticket.split(".")
    return f"{nonce}.{int(expires) + 1}.{seal}"


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (str, LIFETIME_SECONDS),
        (later, 0),
        (lambda ticket: ticket + "x", 0),
        (lambda ticket: "é" + ticket, 0),
        (lambda _ticket: "", 0),
        (lambda _ticket: "a.b.c", 0),
        (lambda _ticket: f"a.{'9' * 500}.c", 0),
    ],
)
def test_other_ticket_is_none_of_ours(change: type[str], after: float) -> None:
    """
    Expired, changed or made up: start again.
    """
    rounds = Rounds(SECRET)
    ticket = change(rounds.begin(NOW).ticket)

    with pytest.raises(InvalidRequestError, match="start again"):
        rounds.known(ticket, NOW + after)


def test_ticket_of_another_installation_is_refused() -> None:
    """
    Without the secret nobody makes one.
    """
    ticket = Rounds("fedcba9876543210").begin(NOW).ticket

    with pytest.raises(InvalidRequestError):
        Rounds(SECRET).known(ticket, NOW)


def test_round_is_good_once() -> None:
    """
    A ticket that was kept signs nobody in a second time.
    """
    rounds = Rounds(SECRET)
    begun = rounds.begin(NOW)
    rounds.spend(begun)

    with pytest.raises(InvalidRequestError):
        rounds.known(begun.ticket, NOW)


def test_only_so_many_spent_rounds_are_remembered() -> None:
    """
    Any number of them needs little memory.
    """
    rounds = Rounds(SECRET)
    first = rounds.begin(NOW)
    rounds.spend(first)
    for number in range(SPENT_KEPT):
        rounds.spend(Round(str(number), "", ""))

    assert rounds.known(first.ticket, NOW) == first


def test_return_is_handed_on_with_its_query() -> None:
    """
    As the identity provider knows the page, without anything behind the query.
    """
    url = f"{ORIGIN}/auth/callback?code=c%2B1&state=s&iss=x#more"

    assert returned(url, ORIGIN, "s") == f"{ORIGIN}/auth/callback?code=c%2B1&state=s&iss=x"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/auth/callback?code=c&state=s",
        "http://photos.example/auth/callback?code=c&state=s",
        "https://photos.example:8443/auth/callback?code=c&state=s",
        "https://photos.example@evil.example/auth/callback?code=c&state=s",
        "https://photos.example/elsewhere?code=c&state=s",
        "/auth/callback?code=c&state=s",
        "https://[photos/auth/callback",
    ],
)
def test_other_page_is_not_what_we_asked_for(url: str) -> None:
    """
    Scheme, host, port and path are exactly ours.
    """
    with pytest.raises(InvalidRequestError, match="not the address"):
        returned(url, ORIGIN, "s")


@pytest.mark.parametrize(
    "query", ["code=c&state=t", "code=c", "code=c&state=s&state=s", "state=%C3%A9"]
)
def test_other_state_is_another_round(query: str) -> None:
    """
    None, another, or two of them.
    """
    with pytest.raises(InvalidRequestError, match="start again"):
        returned(f"{ORIGIN}/auth/callback?{query}", ORIGIN, "s")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("state=s&error=access_denied", "access_denied"),
        ("state=s&error=access_denied&error_description=Not+today", "Not today"),
    ],
)
def test_refusal_of_the_identity_provider_is_told(query: str, reason: str) -> None:
    """
    In its own words, where it has some.
    """
    with pytest.raises(InvalidRequestError, match=reason):
        returned(f"{ORIGIN}/auth/callback?{query}", ORIGIN, "s")
