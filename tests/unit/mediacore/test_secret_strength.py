"""
Which secrets are refused, and why.
"""

import pytest

from mediacore.secret_strength import address_problem, is_default, token_problem


@pytest.mark.parametrize(
    "secret",
    [
        *("password", "Postgres", "postgres123", "change-me", "CHANGEME_PLEASE", "secret!"),
        *("your-token-here", "at-least-16-characters", "replace_this", "12345678"),
    ],
)
def test_word_of_an_example_is_no_secret(secret: str) -> None:
    """
    Whoever reads our pages would know it.
    """
    assert is_default(secret)


@pytest.mark.parametrize("secret", ["", "p4Hn-9s_Zq", "correct horse battery", "exchange-merchant"])
def test_made_word_is_a_secret(secret: str) -> None:
    """
    Words that merely contain one of those are fine.
    """
    assert not is_default(secret)


def test_token_must_be_made() -> None:
    """
    A default and a handful of letters are refused, each with its reason.
    """
    assert "is a default" in token_problem("change-me-change-me")
    assert "different characters" in token_problem("abababababababab")
    assert token_problem("0123456789abcdef") == token_problem("") == ""


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", ""),
        ("postgresql:///grouping", ""),
        ("postgresql://me@localhost/grouping", ""),
        ("redis://127.0.0.1:6379/0", ""),
        ("redis://[::1]:6379/0", ""),
        ("redis://redis-jobs:6379/0", "has no password"),
        ("postgresql://grouping@postgres-custom/grouping", "has no password"),
        ("redis://:redis@redis-jobs:6379/0", "has a default password"),
        ("postgresql://postgres:postgres@localhost/x", "has a default password"),
        ("postgresql://a:change%2Dme@db/x", "has a default password"),
        ("redis://:p4Hn9sZq@redis-jobs:6379/0", ""),
        ("redis://[oops", "is not an address"),
    ],
)
def test_password_of_an_address_must_be_made(url: str, problem: str) -> None:
    """
    None is needed on this machine; a default is refused everywhere.
    """
    said = address_problem(url)

    assert said.startswith(problem)
    assert bool(said) is bool(problem)
