"""
Tests of dismissing and keeping duplicates.
"""

import uuid

import pytest

from gateway.duplicate_decisions import Decisions
from gateway.removal_facts import Wish
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError
from tests.integration.gateway.acting_room import GROUP, ActingRoom


async def test_keeping_is_remembered(one_room: ActingRoom) -> None:
    """
    Dedup hears the path, the answer has the group in assets, and the audit who decided.
    """
    room, viewer = one_room, one_room.viewer()
    told = await Decisions(room.acting).keep(viewer, Wish(GROUP, 1, (), (room.ids[2],)))

    assert room.dedup.kept == [room.dedup.paths[2]]
    [group] = told["groups"]
    assert [one["assetId"] for one in group["members"] if one["isKept"]] == [room.ids[2]]
    assert room.rows("SELECT action, token::text FROM audit") == [
        ("duplicate_kept", told["undoToken"])
    ]
    assert room.nudged == [viewer.user_id]


async def test_dismissing_names_assets(one_room: ActingRoom) -> None:
    """
    A dismissal of two of a group is one of their paths.
    """
    room = one_room
    told = await Decisions(room.acting).dismiss(room.viewer(), GROUP, None, room.ids[:2])

    assert told["groups"] == []
    assert room.rows("SELECT action FROM audit") == [("duplicate_dismissed",)]


async def test_stale_picture_is_a_conflict(one_room: ActingRoom) -> None:
    """
    A decision on an old picture is none.
    """
    with pytest.raises(ConflictError) as caught:
        await Decisions(one_room.acting).dismiss(one_room.viewer(), GROUP, 7, ())

    assert caught.value.context["current"]["revision"] == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, NotFoundError), (400, InvalidRequestError), (422, InvalidRequestError)],
)
async def test_other_refusals_pass(
    one_room: ActingRoom, status: int, kind: type[Exception]
) -> None:
    """
    What dedup does not find, or does not understand, is said as it says it.
    """
    one_room.dedup.refusal = (status, {"detail": "No such thing"})
    with pytest.raises(kind, match="No such thing"):
        await Decisions(one_room.acting).dismiss(one_room.viewer(), GROUP, 1, ())


async def test_foreign_assets_are_refused(one_room: ActingRoom) -> None:
    """
    Only the viewer's own shown assets can be named.
    """
    with pytest.raises(InvalidRequestError):
        await Decisions(one_room.acting).dismiss(
            one_room.viewer(), GROUP, 1, [str(uuid.UUID(int=1))]
        )


async def test_foreign_group_is_unknown(one_room: ActingRoom) -> None:
    """
    Whoever does not see a group decides nothing about it.
    """
    with pytest.raises(NotFoundError):
        await Decisions(one_room.acting).dismiss(one_room.viewer("guest"), GROUP, 1, ())
