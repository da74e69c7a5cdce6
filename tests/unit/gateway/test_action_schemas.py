"""
The shapes of what became of something, against what callers are told of it.
"""

import pytest
from pydantic import BaseModel

from gateway import action_schemas as schemas
from gateway.carry_over import PERMISSIONS, Change
from gateway.journal import Item, Order, State
from gateway.removal_answers import FLAGS, HEAD, TOLD, told_order, told_trouble
from gateway.removal_rules import DETAILS, Reason, Refusal
from mediacore.errors import ConflictError, TwinlensError, UnavailableError
from tests.unit.gateway.shapes import in_camel_case, names

ONE = "00000000-0000-4000-8000-000000000001"
CHANGE = Change("album", before=False, after=True, key=ONE, name="May").told()


def order(**progress: object) -> Order:
    """
    Make an order about one file.
    """
    warnings = [{"reason": "phone_upload", "detail": "It may be uploaded again."}]
    item = Item(ONE, "a.jpg", State.PLANNED, {"warnings": warnings})
    return Order(
        ONE, ONE, ONE, 1, ((ONE, "b.jpg"),), carry_over=True, items=(item,), progress=progress
    )


@pytest.mark.parametrize(
    "found",
    [
        order(),
        order(changes=[CHANGE]),
        order(changes=[CHANGE | {"ok": True, "trouble": None}], revision=2),
        order(refused=[Refusal(ONE, Reason.KEPT_TOO).told()]),
    ],
    ids=["planned", "carried over", "done", "partly refused"],
)
def test_removal_is_told_as_documented(found: Order) -> None:
    """
    However far it is.
    """
    told = told_order(found)

    assert schemas.Removal.model_validate(told, extra="forbid").group_id == ONE
    assert schemas.Resolved.model_validate(told, extra="forbid").group_id == ONE


@pytest.mark.parametrize(
    "error",
    [
        UnavailableError("Immich does not answer"),
        ConflictError(
            DETAILS[Reason.TRASH_OFF],
            reason=Reason.TRASH_OFF,
            items=[Refusal(ONE, Reason.TRASH_OFF).told()],
        ),
    ],
    ids=["away", "refused"],
)
def test_trouble_with_one_of_many_is_told_as_documented(error: TwinlensError) -> None:
    """
    Whatever it is, the group and why are told.
    """
    told = told_trouble(ONE, error)

    assert schemas.Resolved.model_validate(told, extra="forbid").detail == error.message


def test_decided_group_has_all_that_is_told_of_one() -> None:
    """
    Both services' names, and the flags of either.
    """
    assert names(schemas.DecidedGroup) == in_camel_case([*HEAD, "members"])
    assert names(schemas.DecidedMember) >= in_camel_case(FLAGS)


@pytest.mark.parametrize(
    ("model", "field", "values"),
    [
        (schemas.Removed, "state", set(TOLD.values())),
        (schemas.Change, "what", {*PERMISSIONS, "favorite", "rating", "description", "place"}),
    ],
)
def test_every_word_is_documented(model: type[BaseModel], field: str, values: set[str]) -> None:
    """
    What happened, and what is carried over, is one of the words that the document lists.
    """
    assert set(model.model_json_schema()["properties"][field]["enum"]) == values
