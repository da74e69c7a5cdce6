"""
Tests of a service's refusal, said to the one who asked.
"""

import pytest

from gateway.own_words import in_own_words
from gateway.service_calls import ServiceRefusedError
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError
from tests.integration.gateway.acting_room import ActingRoom


@pytest.mark.parametrize(
    ("status", "kind"), [(409, ConflictError), (404, NotFoundError), (400, InvalidRequestError)]
)
async def test_each_refusal_is_an_error_of_ours(
    one_room: ActingRoom, status: int, kind: type[Exception]
) -> None:
    """
    With the service's sentence.
    """
    refusal = ServiceRefusedError(status, {"detail": "No"})
    error = await in_own_words(one_room.acting, one_room.viewer(), refusal)

    assert isinstance(error, kind)
    assert error.message == "No"


async def test_fresh_state_is_the_viewers(one_room: ActingRoom) -> None:
    """
    Whoever has none of the group's files gets none of it.
    """
    refusal = ServiceRefusedError(409, {"detail": "No", "current": one_room.dedup.group()})
    mine = await in_own_words(one_room.acting, one_room.viewer(), refusal)
    theirs = await in_own_words(one_room.acting, one_room.viewer("guest"), refusal)

    assert len(mine.context["current"]["members"]) == 4
    assert theirs.context["current"] is None
