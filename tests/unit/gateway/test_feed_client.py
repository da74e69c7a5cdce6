"""
Reading a service's feed.
"""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
import respx
from httpx import ConnectError, Response

from gateway.fed_groups import read_groups
from gateway.feed_client import Changes, FeedClient, FeedPage, FeedPart
from gateway.json_client import make_client
from mediacore.errors import UnavailableError
from tests.unit.gateway.test_fed_groups import BODY, KEY

SERVICE = "http://grouping.test"
ONE = uuid.UUID(KEY)


@pytest.fixture
async def feed() -> AsyncIterator[FeedClient]:
    """
    A client that asks for two at once, of a service that each test plays.
    """
    async with make_client(SERVICE) as client:
        yield FeedClient(client, "token", at_once=2)


async def test_pages_are_read_with_our_token(
    feed: FeedClient, respx_mock: respx.MockRouter
) -> None:
    """
    Each from behind the last group of the one before.
    """
    answer = {"groups": [BODY], "next": KEY, "position": 7}
    route = respx_mock.get(f"{SERVICE}/feed").mock(return_value=Response(200, json=answer))

    first, second = await feed.page(None), await feed.page(ONE)

    assert first == second == FeedPage(read_groups([BODY]), ONE, 7)
    asked = [call.request for call in route.calls]
    assert [dict(request.url.params) for request in asked] == [
        {"limit": "2"},
        {"limit": "2", "after": KEY},
    ]
    assert {request.headers["authorization"] for request in asked} == {"Bearer token"}


async def test_last_page_has_no_next(feed: FeedClient, respx_mock: respx.MockRouter) -> None:
    """
    Then all groups are read.
    """
    answer: dict[str, Any] = {"groups": [], "next": None, "position": 0}
    respx_mock.get(f"{SERVICE}/feed").mock(return_value=Response(200, json=answer))

    assert await feed.page(None) == FeedPage([], None, 0)


async def test_some_groups_are_asked_for(feed: FeedClient, respx_mock: respx.MockRouter) -> None:
    """
    Those that are gone are told.
    """
    gone = uuid.UUID(int=1)
    route = respx_mock.post(f"{SERVICE}/feed").mock(
        return_value=Response(200, json={"groups": [BODY], "gone": [str(gone)]})
    )

    assert await feed.some([ONE, gone]) == FeedPart(read_groups([BODY]), [gone])
    assert orjson.loads(route.calls[0].request.content) == {"ids": [KEY, str(gone)]}


@pytest.mark.parametrize(
    ("subjects", "ids", "more"), [([KEY, KEY], [ONE], True), (["a file"], [], False)]
)
async def test_changes_name_each_group_once(
    feed: FeedClient,
    respx_mock: respx.MockRouter,
    subjects: list[str],
    ids: list[uuid.UUID],
    more: bool,
) -> None:
    """
    A subject that is no group's id is passed over; a full answer may have more behind it.
    """
    items = [{"id": 8 + at, "subject": subject} for at, subject in enumerate(subjects)]
    route = respx_mock.get(f"{SERVICE}/changes").mock(
        return_value=Response(200, json={"items": items, "last": 9, "lost": False})
    )

    assert await feed.changes(7) == Changes(ids, 9, lost=False, more=more)
    assert dict(route.calls[0].request.url.params) == {"after": "7", "limit": "2"}


@pytest.mark.parametrize(
    "answer", [Response(500), ConnectError("refused"), Response(200, json={}), Response(200)]
)
async def test_service_that_does_not_answer_is_unavailable(
    feed: FeedClient, respx_mock: respx.MockRouter, answer: Any
) -> None:
    """
    Nor does one that answers something else.
    """
    if isinstance(answer, Response):
        respx_mock.get(f"{SERVICE}/changes").mock(return_value=answer)
    else:
        respx_mock.get(f"{SERVICE}/changes").mock(side_effect=answer)

    with pytest.raises(UnavailableError):
        await feed.changes(0)
