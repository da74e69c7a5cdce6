"""
Tests of what callers may ask to be done.
"""

import uuid
from typing import Any

import pytest
from pydantic import ValidationError

from gateway.action_bodies import (
    MAX_ASSETS,
    MAX_GROUPS,
    MAX_ITEMS,
    Body,
    DissolveBody,
    RemoveBody,
    ResolveBody,
)

ID = str(uuid.UUID(int=1))
ITEM = {"groupId": ID, "remove": [ID], "revision": 1}


def test_bodies_are_in_camel_case() -> None:
    """
    As everything at the gateway is; carrying over is asked for.
    """
    body = RemoveBody.model_validate({"remove": [ID], "revision": 1, "carryOver": True})

    assert (body.carry_over, body.keep) == (True, ())
    assert not ResolveBody.model_validate({"items": [ITEM]}).items[0].carry_over


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (RemoveBody, {"remove": [], "revision": 1}),
        (RemoveBody, {"remove": ["x"], "revision": 1}),
        (RemoveBody, {"remove": [ID]}),
        (RemoveBody, {"remove": [ID], "revision": 1, "force": True}),
        (RemoveBody, {"remove": [ID] * (MAX_ASSETS + 1), "revision": 1}),
        (ResolveBody, {"items": []}),
        (ResolveBody, {"items": [ITEM] * (MAX_ITEMS + 1)}),
        (DissolveBody, {"groups": [{"groupId": ID}] * (MAX_GROUPS + 1)}),
    ],
)
def test_what_makes_no_sense_is_refused(kind: type[Body], body: dict[str, Any]) -> None:
    """
    Nothing, too much, no ids, no revision, or words that mean nothing here.
    """
    with pytest.raises(ValidationError):
        kind.model_validate(body)
