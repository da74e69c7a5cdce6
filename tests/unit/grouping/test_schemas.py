"""
What callers may send.
"""

import uuid

import pytest
from pydantic import ValidationError

from grouping import schemas


def test_unknown_field_is_a_mistake() -> None:
    """
    A misspelt field is refused, not passed over.
    """
    with pytest.raises(ValidationError):
        schemas.PrimaryRequest.model_validate({"path": "a.jpg", "revison": 1})


def test_at_most_a_thousand_groups_are_dissolved_at_once() -> None:
    """
    One more than 1,000 is refused.
    """
    rows = [{"group_id": str(uuid.UUID(int=number))} for number in range(1001)]

    assert len(schemas.DissolveRequest.model_validate({"groups": rows[:1000]}).groups) == 1000
    with pytest.raises(ValidationError):
        schemas.DissolveRequest.model_validate({"groups": rows})


@pytest.mark.parametrize("path", ["", "x" * 16_385])
def test_path_has_a_length(path: str) -> None:
    """
    No path is empty, or longer than the display form of 4,096 bytes can be.
    """
    with pytest.raises(ValidationError):
        schemas.PrimaryRequest(path=path)
