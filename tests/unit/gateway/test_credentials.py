"""
Tests of what proves who is asking.
"""

import pytest

from gateway.credentials import (
    Credentials,
    beats_cookie,
    cookie,
    cookie_name,
    cookies,
    credentials_of,
    for_immich,
    is_explicit,
    is_shared_link,
    oauth_cookie_name,
    session_token,
    without_immich_cookies,
)
from gateway.forwarding import Headers

SESSION_COOKIE = (b"cookie", b"immich_access_token=t")
OURS: Headers = ((b"cookie", b"a=1; twinlens=tok; immich_access_token=old"),)


def test_cookie_is_bound_to_the_host_on_https() -> None:
    """
    The secure name cannot be set by a neighbouring host.
    """
    assert cookie_name("https") == "__Host-twinlens"
    assert cookie_name("http") == "twinlens"


def test_cookies_keep_order_and_duplicates() -> None:
    """
    Several headers and repeated names are all read; what has no name or no `=` is no cookie.
    """
    headers = ((b"cookie", b"a=1; b = x=y; c; =d;"), (b"Cookie", b"a=2"), (b"accept", b"c=3"))

    assert cookies(headers) == [("a", "1"), ("b", "x=y"), ("a", "2")]


def test_oauth_cookie_is_bound_like_the_sessions() -> None:
    """
    Its name tells how the caller reached us, too.
    """
    assert oauth_cookie_name("https") == "__Host-twinlens_oauth"
    assert oauth_cookie_name("http") == "twinlens_oauth"


def test_first_cookie_that_says_something_counts() -> None:
    """
    An empty one is as good as none.
    """
    headers: Headers = ((b"cookie", b"a=; a=1; a=2"),)

    assert (cookie(headers, "a"), cookie(headers, "b")) == ("1", None)


def test_none_of_our_cookies_reaches_immich() -> None:
    """
    Neither the session's nor the one of a round through an identity provider.
    """
    ours = b"__Host-twinlens=a; twinlens_oauth=b; __Host-twinlens_oauth=c; theme=dark"

    told = for_immich(((b"cookie", ours),), b"", "http")

    assert told.headers == ((b"cookie", b"theme=dark"),)


def test_session_token_is_read_by_scheme() -> None:
    """
    On https the cookie of plain http means nothing.
    """
    assert session_token(OURS, "http") == "tok"
    assert session_token(OURS, "https") is None


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        (((b"x-api-key", b"k"),), b""),
        (((b"x-immich-user-token", b"t"),), b""),
        (((b"authorization", b"Bearer t"),), b""),
        ((), b"apiKey=k"),
        ((), b"sessionKey=t"),
    ],
)
def test_header_or_query_proves_explicitly(headers: Headers, query: bytes) -> None:
    """
    A program that names its credential needs no cookie.
    """
    assert is_explicit(headers, query)


def test_basic_authorization_is_not_explicit() -> None:
    """
    What a reverse proxy asks for says nothing to Immich.
    """
    assert not is_explicit(((b"authorization", b"Basic eDp5"),), b"")


@pytest.mark.parametrize(
    ("headers", "query"),
    [(((b"x-immich-share-key", b"k"),), b""), ((), b"key=k"), ((), b"slug=s")],
)
def test_share_key_marks_a_shared_link(headers: Headers, query: bytes) -> None:
    """
    A share key comes by header or query.
    """
    assert is_shared_link(headers, query)
    assert not is_shared_link((), b"size=preview")


def test_our_cookie_becomes_a_bearer_token() -> None:
    """
    Immich sees the token, other cookies, and neither our cookie nor its own.
    """
    told = for_immich((*OURS, (b"authorization", b"Basic eDp5")), b"", "http")

    assert told.by_cookie
    assert told.headers == ((b"cookie", b"a=1"), (b"authorization", b"Bearer tok"))


def test_explicit_credential_beats_our_cookie() -> None:
    """
    A key in a header is what the caller means.
    """
    told = for_immich((*OURS, (b"x-api-key", b"k")), b"", "http")

    assert not told.by_cookie
    assert told.headers == ((b"x-api-key", b"k"), (b"cookie", b"a=1"))


def test_stale_immich_cookie_is_dropped() -> None:
    """
    Without our cookie nobody is signed in, whatever Immich left in the browser.
    """
    told = for_immich(((b"cookie", b"immich_access_token=old"),), b"", "http")

    assert told.headers == ()


def test_immich_cookies_are_not_set() -> None:
    """
    Only cookies of Immich's session are kept away from the browser.
    """
    kept: Headers = ((b"set-cookie", b"theme=dark"), (b"etag", b"immich_"))

    assert without_immich_cookies(((b"Set-Cookie", b"immich_auth_type=x"), *kept)) == kept


def test_credentials_hold_everything_immich_judges_by() -> None:
    """
    Headers and query parameters of all kinds are part of it, others are not.
    """
    found = credentials_of(((b"X-Api-Key", b"k"), (b"accept", b"*/*")), b"key=s&size=5")

    assert found == Credentials(((b"x-api-key", b"k"),), (("key", "s"),))


def test_credentials_keep_what_is_repeated() -> None:
    """
    The order decides which one Immich believes; other cookies say nothing about anybody.
    """
    cookie = (b"cookie", b"theme=dark; immich_access_token=a; immich_access_token=b")

    found = credentials_of((cookie,), b"apiKey=1&apiKey=2&size=5")

    assert found.headers == ((b"cookie", b"immich_access_token=a; immich_access_token=b"),)
    assert found.query == (("apiKey", "1"), ("apiKey", "2"))


@pytest.mark.parametrize(
    ("headers", "query", "beats"),
    [
        ((SESSION_COOKIE,), b"", False),
        ((SESSION_COOKIE, (b"x-api-key", b"k")), b"", False),
        ((SESSION_COOKIE,), b"apiKey=k", False),
        ((SESSION_COOKIE, (b"authorization", b"Bearer t")), b"", True),
        ((SESSION_COOKIE,), b"sessionKey=t", True),
        ((SESSION_COOKIE, (b"x-immich-user-token", b"t")), b"", True),
        (((b"x-api-key", b"k"),), b"", True),
        ((), b"", False),
    ],
)
def test_keys_do_not_go_before_a_sessions_cookie(
    headers: Headers, query: bytes, beats: bool
) -> None:
    """
    As Immich's order has it; without its cookie any credential counts.
    """
    assert beats_cookie(headers, query) is beats


@pytest.mark.parametrize(
    ("headers", "session", "key"),
    [
        (((b"x-api-key", b"k"),), False, True),
        ((SESSION_COOKIE,), True, False),
        ((SESSION_COOKIE, (b"x-api-key", b"k")), True, True),
        (((b"authorization", b"Basic eDp5"),), False, False),
        (((b"x-immich-share-key", b"k"),), False, False),
    ],
)
def test_sessions_and_keys_name_somebody(headers: Headers, session: bool, key: bool) -> None:
    """
    Neither Basic authorization nor a share key does.
    """
    found = credentials_of(headers, b"")

    assert (found.names_session, found.has_key) == (session, key)
    assert found.names_somebody is (session or key)


def test_fingerprints_differ_by_credential_and_secret() -> None:
    """
    Neither another key nor another secret gives the same hash.
    """
    one, other = (credentials_of(((b"x-api-key", k),), b"") for k in (b"1", b"2"))

    assert one.fingerprint(b"s") == one.fingerprint(b"s")
    assert len({one.fingerprint(b"s"), other.fingerprint(b"s"), one.fingerprint(b"t")}) == 3


def test_credentials_never_show_themselves() -> None:
    """
    A log line that holds them holds nothing.
    """
    assert "k" not in repr(Credentials(((b"x-api-key", b"k"),), ())).removeprefix("Credentials")
