"""
Tests of asking the services for groups.
"""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
import respx
from httpx import ConnectError, Response

from gateway.immich_client import make_client
from gateway.lookups import GroupLookup
from gateway.versions import DuplicateGroup, Member, VersionGroup
from mediacore.errors import UnavailableError

GROUPING, DEDUP = "http://grouping.test", "http://dedup.test"
PAIR: dict[str, Any] = {
    "group_id": "g1",
    "group_type": "raw_jpeg",
    "switchable": True,
    "confidence": 0.9,
    "revision": 3,
    "primary_path": "a.jpg",
    "members": [
        {"path": "a.jpg", "filename": "a.jpg", "type": "jpeg", "size": 10, "is_primary": True}
    ],
}
COPIES: dict[str, Any] = {
    "group_id": "d1",
    "duplicate_type": "exact",
    "similarity": 1.0,
    "members": [{"path": "a.jpg", "filename": "a.jpg", "size": 10}],
}


@pytest.fixture
async def lookup() -> AsyncIterator[GroupLookup]:
    """
    A lookup whose services are played by each test.
    """
    async with make_client(GROUPING) as grouping, make_client(DEDUP) as dedup:
        yield GroupLookup(grouping, dedup, "token")


async def test_groups_are_read(lookup: GroupLookup, respx_mock: respx.MockRouter) -> None:
    """
    One request with our token brings the groups of all paths.
    """
    route = respx_mock.post(f"{GROUPING}/groups/lookup").respond(json={"groups": [PAIR]})

    groups = await lookup.versions(["a.jpg"])

    member = Member("a.jpg", "a.jpg", "jpeg", 10)
    assert groups == [
        VersionGroup("g1", "raw_jpeg", switchable=True, primary_path="a.jpg", members=(member,))
    ]
    request = route.calls.last.request
    assert request.headers["authorization"] == "Bearer token"
    assert orjson.loads(request.content) == {"paths": ["a.jpg"], "owner": None}


async def test_duplicates_are_read(lookup: GroupLookup, respx_mock: respx.MockRouter) -> None:
    """
    Dedup tells no type of its members, and none is needed.
    """
    respx_mock.post(f"{DEDUP}/duplicates/lookup").respond(json={"groups": [COPIES]})

    groups = await lookup.duplicates(["a.jpg"])

    assert groups == [DuplicateGroup("d1", "exact", 1.0, (Member("a.jpg", "a.jpg", "", 10),))]


@pytest.mark.parametrize(
    "answer",
    [
        Response(500),
        Response(200, text="nope"),
        Response(200, json={"groups": [{}]}),
        Response(200, json=[]),
        ConnectError("down"),
    ],
)
async def test_useless_answer_is_unavailable(
    lookup: GroupLookup, respx_mock: respx.MockRouter, answer: Response | ConnectError
) -> None:
    """
    Down, failing or speaking another language: it is all the same to the caller.
    """
    respx_mock.post(f"{GROUPING}/groups/lookup").mock(side_effect=[answer])

    with pytest.raises(UnavailableError):
        await lookup.versions(["a.jpg"])
