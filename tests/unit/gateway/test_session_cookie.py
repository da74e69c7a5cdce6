"""
Tests of our cookies.
"""

from fastapi import Response

from gateway.session_cookie import clear_session, clear_ticket, set_session, set_ticket


def cookies_of(response: Response) -> list[str]:
    """
    Give what an answer sets.
    """
    return response.headers.getlist("set-cookie")


def test_session_lasts_as_long_as_immichs() -> None:
    """
    No script reads it, and no foreign page sends it with a change.
    """
    response = Response()
    set_session(response, "http", "tok")

    assert cookies_of(response) == [
        "twinlens=tok; HttpOnly; Max-Age=34560000; Path=/; SameSite=lax"
    ]


def test_ticket_lasts_ten_minutes() -> None:
    """
    On https both are bound to the host.
    """
    response = Response()
    set_ticket(response, "https", "t")

    assert cookies_of(response) == [
        "__Host-twinlens_oauth=t; HttpOnly; Max-Age=600; Path=/; SameSite=lax; Secure"
    ]


def test_cleared_cookies_end_at_once() -> None:
    """
    With the attributes they were set with: else a browser keeps them.
    """
    response = Response()
    clear_session(response, "https")
    clear_ticket(response, "http")

    assert cookies_of(response) == [
        '__Host-twinlens=""; HttpOnly; Max-Age=0; Path=/; SameSite=lax; Secure',
        'twinlens_oauth=""; HttpOnly; Max-Age=0; Path=/; SameSite=lax',
    ]
