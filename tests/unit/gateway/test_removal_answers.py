"""
Tests of what callers are told of a removal.
"""

from typing import Any

import pytest

from gateway.journal import Item, Order, State
from gateway.removal_answers import (
    LATER,
    group_paths,
    paths_in,
    told_group,
    told_order,
    told_refusal,
    told_trouble,
)
from gateway.removal_rules import OwnAsset
from gateway.service_calls import ServiceRefusedError
from mediacore.errors import ConflictError, UnavailableError

OWN = {path: OwnAsset(f"id-{path}", place, path) for place, path in enumerate(("a", "b", "c"))}


def order(*states: State, **progress: Any) -> Order:
    """
    Make an order of files in some states.
    """
    items = tuple(Item(f"f{place}", "p", state, {}) for place, state in enumerate(states))
    return Order(
        token="t",
        group_id="g",
        user_id="u",
        revision=1,
        keep=(("k", "k.jpg"),),
        carry_over=True,
        items=items,
        progress=progress or None,
    )


def member(path: str, **more: Any) -> dict[str, Any]:
    """
    Make a member as a service tells it.
    """
    return {"path": path, "filename": path, "type": "jpeg", "size": 1, **more}


def test_each_state_has_a_word() -> None:
    """
    What is under way is pending, and is told when it goes on.
    """
    told = told_order(order(*State), "Immich does not answer.")

    assert [one["state"] for one in told["items"]] == [
        *("pending", "pending", "pending", "trashed", "failed", "refused", "restored"),
    ]
    assert told["items"][0]["detail"] == f"Immich does not answer. {LATER}"
    assert told_order(order(State.PLANNED))["items"][0]["detail"] == LATER
    assert not told["ok"]


def test_all_in_the_trash_is_ok_unless_some_were_refused() -> None:
    """
    A refusal from the first is told with the others.
    """
    assert told_order(order(State.CONFIRMED))["ok"]
    refused = [{"assetId": "x", "reason": "not_yours", "detail": "no"}]
    told = told_order(order(State.CONFIRMED, refused=refused))

    assert not told["ok"]
    assert told["items"][1] == {**refused[0], "state": "refused", "warnings": []}


def test_group_is_told_in_own_assets() -> None:
    """
    Hard links count under any of their paths; what is not the viewer's is left out.
    """
    group = {
        "group_id": "g",
        "duplicate_type": "exact",
        "revision": 3,
        "total_size": 9,
        "members": [member("x", also_at=["a"]), member("b", is_kept=True), member("secret")],
    }

    assert told_group(group, OWN) == {
        "groupId": "g",
        "duplicateType": "exact",
        "revision": 3,
        "members": [
            {"assetId": "id-a", "filename": "a", "type": "jpeg", "size": 1},
            {"assetId": "id-b", "filename": "b", "type": "jpeg", "size": 1, "isKept": True},
        ],
    }
    assert group_paths(group) == ["x", "a", "b", "secret"]


@pytest.mark.parametrize("group", [None, {"members": [member("a"), member("secret")]}])
def test_fewer_than_two_is_no_group(group: Any) -> None:
    """
    Nor is nothing.
    """
    assert told_group(group, OWN) is None


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (409, {"reason": "protected"}, "protected"),
        (409, {}, "stale_revision"),
        (400, {}, "refused"),
    ],
)
def test_refusals_have_a_reason(status: int, body: dict[str, Any], reason: str) -> None:
    """
    The service's own, else what its status means.
    """
    assert told_refusal(ServiceRefusedError(status, body), OWN) == {
        "reason": reason,
        "items": [],
        "current": None,
    }


def test_paths_of_a_refusal() -> None:
    """
    All that it speaks of, so that assets can be looked up at once.
    """
    body = {"files": [{"path": "a"}], "current": {"members": [member("b", also_at=["c"])]}}

    assert paths_in(ServiceRefusedError(409, body)) == ["a", "b", "c"]


def test_trouble_with_one_of_many() -> None:
    """
    What may be tried again is told apart; what an error knows goes along.
    """
    assert told_trouble("g", UnavailableError("away"))["reason"] == "unavailable"
    told = told_trouble("g", ConflictError("stale", reason="stale_revision", current={"a": 1}))

    assert (told["reason"], told["current"], told["ok"]) == ("stale_revision", {"a": 1}, False)
