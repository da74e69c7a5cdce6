"""
Tests of who may change something on the word of a cookie.
"""

import pytest

from gateway.forwarding import Headers
from gateway.origin import may_change

HOST = (b"host", b"photos.example:8080")


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_needs_no_origin(method: str) -> None:
    """
    What changes nothing is free.
    """
    assert may_change(method, "http", (HOST,))


@pytest.mark.parametrize(
    ("scheme", "headers"),
    [
        ("http", (HOST, (b"origin", b"http://photos.example:8080"))),
        ("https", ((b"host", b"Photos.example"), (b"origin", b"https://photos.example"))),
        ("https", ((b"host", b"photos.example:443"), (b"origin", b"https://photos.example"))),
        ("http", (HOST, (b"x-requested-with", b"twinlens"))),
    ],
)
def test_own_page_may_change(scheme: str, headers: Headers) -> None:
    """
    The exact origin, or our own header, opens the door.
    """
    assert may_change("POST", scheme, headers)


@pytest.mark.parametrize(
    "headers",
    [
        (HOST,),
        (HOST, (b"origin", b"http://photos.example:9090")),
        (HOST, (b"origin", b"https://photos.example:8080")),
        (HOST, (b"origin", b"null")),
        (HOST, (b"x-requested-with", b"XMLHttpRequest")),
    ],
)
def test_other_page_may_not_change(headers: Headers) -> None:
    """
    Another port, another scheme, no origin at all: closed.
    """
    assert not may_change("DELETE", "http", headers)
