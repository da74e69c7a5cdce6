"""
The token between services.
"""

import pytest
from starlette.requests import Request

from mediacore.errors import UnauthorizedError
from mediacore.service_auth import bearer_matches, require_token

TOKEN = "a-token-of-some-length"


def request_with(header: str | None) -> Request:
    """
    Make a request that carries an Authorization header, or none.
    """
    headers = [] if header is None else [(b"authorization", header.encode("latin-1"))]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}", f"bearer {TOKEN}"])
def test_right_token_matches_whatever_the_case_of_the_scheme(header: str) -> None:
    """
    The scheme's case means nothing, as HTTP says.
    """
    assert bearer_matches(header, TOKEN)


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", TOKEN, f"Basic {TOKEN}", "Bearer tökén", f"Bearer {TOKEN}x"],
)
def test_anything_else_does_not_match(header: str | None) -> None:
    """
    No header, another scheme or another token is refused.
    """
    assert not bearer_matches(header, TOKEN)


def test_caller_with_the_token_passes() -> None:
    """
    The dependency lets a service through.
    """
    require_token(TOKEN)(request_with(f"Bearer {TOKEN}"))


def test_caller_without_the_token_is_refused() -> None:
    """
    The dependency says that the token is missing.
    """
    with pytest.raises(UnauthorizedError, match="service token"):
        require_token(TOKEN)(request_with(None))
