"""
Whether a secret is one: nobody's default, and not so simple that it need not be guessed.
"""

import re
from urllib.parse import unquote, urlsplit

LEAST_DIFFERENT = 8  # characters of a token
LOCAL_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1"})
WELL_KNOWN = frozenset(
    {
        *("admin", "changeit", "default", "example", "immich", "letmein", "pass", "password"),
        *("postgres", "postgresql", "redis", "root", "secret", "test", "token", "twinlens"),
        *("valkey", "user", "atleast16characters", "123456", "12345678", "qwerty"),
    }
)
_CHANGE_ME = re.compile(r"(please)?(change|replace|fill|insert|set)(this|me|in|it|your)")


def is_default(secret: str) -> bool:
    """
    Tell whether a secret stands in documentation and examples instead of being made.
    """
    plain = re.sub(r"[^a-z0-9]", "", secret.lower())
    return plain.rstrip("0123456789") in WELL_KNOWN or plain in WELL_KNOWN or _stands_for(plain)


def _stands_for(plain: str) -> bool:
    return _CHANGE_ME.match(plain) is not None or plain.startswith("your")


def token_problem(token: str) -> str:
    """
    Say what is wrong with a token, or nothing; none at all is not a token.
    """
    if not token:
        return ""
    if is_default(token):
        return "is a default; make your own (`make env` does)"
    if len(set(token)) < LEAST_DIFFERENT:
        return f"has fewer than {LEAST_DIFFERENT} different characters; make one by `make env`"
    return ""


def address_problem(url: str) -> str:
    """
    Say what is wrong with the password in a server's address, or nothing.

    A server on this machine may go without one; whatever else is reached by a network may not.
    """
    try:
        parts = urlsplit(url)
        host, password = parts.hostname or "", unquote(parts.password or "")
    except ValueError:
        return "is not an address"
    if not password:
        return "" if not url or host in LOCAL_HOSTS else "has no password"
    return "has a default password; make your own (`make env` does)" if is_default(password) else ""
