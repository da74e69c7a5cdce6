"""
With what a request proves who is asking, and how our own cookie becomes Immich's token; pure.

Immich's order of evaluation: share key, slug, session (`x-immich-user-token`,
`x-immich-session-token`, `?sessionKey=`, Bearer, cookie), API key. A key for identity caches
covers all of them.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from gateway.forwarding import Headers, get, without

COOKIE = "twinlens"
SECURE_COOKIE = "__Host-twinlens"
OAUTH_COOKIE = "twinlens_oauth"
SECURE_OAUTH_COOKIE = "__Host-twinlens_oauth"
OURS = frozenset({COOKIE, SECURE_COOKIE, OAUTH_COOKIE, SECURE_OAUTH_COOKIE})
IMMICH_PREFIX = "immich_"
IMMICH_COOKIE = "immich_access_token"
BEARER = "bearer "

HEADERS = (
    b"x-immich-share-key",
    b"x-immich-share-slug",
    b"x-immich-user-token",
    b"x-immich-session-token",
    b"authorization",
    b"x-api-key",
)
SESSION_HEADERS = (b"x-immich-user-token", b"x-immich-session-token")
KEY_HEADER = b"x-api-key"
QUERY = ("key", "slug", "sessionKey", "apiKey")
SHARE_QUERY = ("key", "slug")
SHARE_HEADERS = (b"x-immich-share-key", b"x-immich-share-slug")


def cookie_name(scheme: str) -> str:
    """
    Give the name of our cookie: bound to the host where the connection is secure.
    """
    return SECURE_COOKIE if scheme == "https" else COOKIE


def oauth_cookie_name(scheme: str) -> str:
    """
    Give the name of the cookie that a round through an identity provider needs.
    """
    return SECURE_OAUTH_COOKIE if scheme == "https" else OAUTH_COOKIE


def cookies(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """
    Give the cookies of a request in their order, duplicates included.
    """
    found = []
    for key, value in headers:
        if key.lower() == b"cookie":
            for part in value.decode("latin-1").split(";"):
                name, equals, content = part.partition("=")
                if equals and name.strip():
                    found.append((name.strip(), content.strip()))
    return found


def session_token(headers: Headers, scheme: str) -> str | None:
    """
    Give Immich's token out of our cookie, if the request carries one.
    """
    return cookie(headers, cookie_name(scheme))


def cookie(headers: Headers, wanted: str) -> str | None:
    """
    Give the first value of a cookie that is not empty.
    """
    return next((value for name, value in cookies(headers) if name == wanted and value), None)


def _pairs(query: bytes) -> list[tuple[str, str]]:
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True)


def _has(query: Iterable[tuple[str, str]], name: str) -> bool:
    return any(key == name and value for key, value in query)


def _names_session(headers: Headers, query: Iterable[tuple[str, str]]) -> bool:
    return (
        any(get(headers, name) for name in SESSION_HEADERS)
        or get(headers, b"authorization").lower().startswith(BEARER)
        or _has(query, "sessionKey")
    )


def _names_key(headers: Headers, query: Iterable[tuple[str, str]]) -> bool:
    return bool(get(headers, KEY_HEADER)) or _has(query, "apiKey")


def is_explicit(headers: Headers, query: bytes) -> bool:
    """
    Tell whether a request proves by header or query who it is, so that no cookie has to.
    """
    told = _pairs(query)
    return _names_session(headers, told) or _names_key(headers, told)


def beats_cookie(headers: Headers, query: bytes) -> bool:
    """
    Tell whether Immich would judge a request by what it says before it looks at its own cookie.

    An API key does not: a session's cookie goes before it.
    """
    if any(name == IMMICH_COOKIE for name, _ in cookies(headers)):
        return _names_session(headers, _pairs(query))
    return is_explicit(headers, query)


def is_shared_link(headers: Headers, query: bytes) -> bool:
    """
    Tell whether a request comes by a share link, which is never an identity of ours.
    """
    return any(get(headers, name) for name in SHARE_HEADERS) or any(
        name in SHARE_QUERY for name, _ in _pairs(query)
    )


@dataclass(frozen=True, slots=True)
class Upstream:
    """
    A request's headers as Immich is to see them on an origin of ours.

    :ivar by_cookie: our cookie, and nothing else, says who is asking.
    """

    headers: Headers
    by_cookie: bool


def for_immich(headers: Headers, query: bytes, scheme: str) -> Upstream:
    """
    Turn our cookie into a Bearer token, and leave out our cookie and all of Immich's.
    """
    token = session_token(headers, scheme)
    by_cookie = token is not None and not is_explicit(headers, query)
    kept = "; ".join(
        f"{name}={value}"
        for name, value in cookies(headers)
        if name not in OURS and not name.startswith(IMMICH_PREFIX)
    )
    rest = without(headers, b"cookie")
    if kept:
        rest = (*rest, (b"cookie", kept.encode("latin-1")))
    if by_cookie:
        rest = (
            *without(rest, b"authorization"),
            (b"authorization", f"Bearer {token}".encode("latin-1")),
        )
    return Upstream(rest, by_cookie)


def without_immich_cookies(headers: Headers) -> Headers:
    """
    Give the headers of an answer without the cookies that Immich would set.
    """
    prefix = IMMICH_PREFIX.encode()
    return tuple(
        (key, value)
        for key, value in headers
        if not (key.lower() == b"set-cookie" and value.lstrip().startswith(prefix))
    )


@dataclass(frozen=True, slots=True)
class Credentials:
    """
    Everything Immich would judge a caller by, as sent; never logged, never stored.
    """

    headers: Headers
    query: tuple[tuple[str, str], ...]

    @property
    def names_somebody(self) -> bool:
        """
        Whether there is anything in it to look a user up by.
        """
        return self.names_session or self.has_key

    @property
    def names_session(self) -> bool:
        """
        Whether a session is in it, by cookie or otherwise.
        """
        by_cookie = any(name == IMMICH_COOKIE and value for name, value in cookies(self.headers))
        return by_cookie or _names_session(self.headers, self.query)

    @property
    def has_key(self) -> bool:
        """
        Whether an API key is in it, which may know less than its user.
        """
        return _names_key(self.headers, self.query)

    def fingerprint(self, secret: bytes) -> bytes:
        """
        Give a keyed hash of all of it, to remember answers by.
        """
        parts = [[key.decode("latin-1"), value.decode("latin-1")] for key, value in self.headers]
        text = json.dumps([parts, self.query]).encode()
        return hashlib.blake2b(text, key=secret, digest_size=32).digest()

    def __repr__(self) -> str:
        return "Credentials(…)"


def credentials_of(headers: Headers, query: bytes) -> Credentials:
    """
    Give what proves who is asking, out of headers as Immich is to see them and the query.

    Repeated ones stay, in their order; of the cookies only Immich's own count.
    """
    kept = [(key.lower(), value) for key, value in headers if key.lower() in HEADERS]
    told = "; ".join(
        f"{name}={value}" for name, value in cookies(headers) if name.startswith(IMMICH_PREFIX)
    )
    if told:
        kept.append((b"cookie", told.encode("latin-1")))
    return Credentials(
        tuple(kept), tuple((name, value) for name, value in _pairs(query) if name in QUERY)
    )
