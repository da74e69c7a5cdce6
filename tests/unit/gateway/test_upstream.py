"""
Tests of headers on their way to Immich.
"""

from gateway.upstream import as_text


def test_repeated_headers_stay_repeated() -> None:
    """
    Names and order are kept.
    """
    sent = as_text(((b"a", b"1"), (b"A", b"2")))

    assert list(sent.items()) == [("a", "1"), ("A", "2")]


def test_headers_are_read_as_utf8_else_latin1() -> None:
    """
    A file name in a header survives in either coding.
    """
    sent = as_text(((b"a", "\u00e9".encode()), (b"b", b"\xe9")))

    assert list(sent.values()) == ["\u00e9", "\u00e9"]
