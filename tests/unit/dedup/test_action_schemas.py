"""
What callers may decide.
"""

import pytest
from pydantic import ValidationError

from dedup.action_schemas import DismissRequest, KeepRequest, RemoveRequest


def test_unknown_fields_are_mistakes() -> None:
    """
    Nobody decides by a misspelt word.
    """
    with pytest.raises(ValidationError):
        DismissRequest.model_validate({"path": ["a.jpg"]})


def test_what_is_kept_must_be_named() -> None:
    """
    Keeping nothing is no decision.
    """
    with pytest.raises(ValidationError):
        KeepRequest.model_validate({"paths": []})


def test_removal_needs_a_revision() -> None:
    """
    Who lets files go says what they have seen.
    """
    with pytest.raises(ValidationError):
        RemoveRequest.model_validate({"paths": ["a.jpg"]})
