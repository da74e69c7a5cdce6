"""
What callers may ask.
"""

import pytest
from pydantic import ValidationError

from dedup.schemas import MAX_LOOKUP_PATHS, LookupRequest


@pytest.mark.parametrize(
    "body",
    [
        {"paths": ["a"] * (MAX_LOOKUP_PATHS + 1)},
        {"paths": ["a"], "owner": "\x00"},
        {"paths": ["a"], "unknown": 1},
    ],
)
def test_request_that_cannot_be_meant_is_refused(body: dict[str, object]) -> None:
    """
    Too many paths, an impossible owner and unknown fields are mistakes.
    """
    with pytest.raises(ValidationError):
        LookupRequest.model_validate(body)


def test_owner_is_optional() -> None:
    """
    Without an owner the common view is meant.
    """
    assert LookupRequest.model_validate({"paths": ["a"]}).owner is None
