"""
Asking the services for groups in full.
"""

import json

import httpx
import pytest
import respx

from gateway.group_details import GroupDetails
from gateway.json_client import make_client
from gateway.stored_groups import NOBODY
from mediacore.errors import UnavailableError

GROUP = {"group_id": "g1", "members": []}


@pytest.fixture
def details() -> GroupDetails:
    """
    Two services that a test speaks for.
    """
    return GroupDetails(make_client("http://grouping.test"), make_client("http://dedup.test"), "t")


@respx.mock
async def test_each_service_is_asked_for_its_groups(details: GroupDetails) -> None:
    """
    In an owner's view, with our token; what is gone is missing in the answer.
    """
    asked = respx.post("http://grouping.test/groups/details").respond(json={"groups": [GROUP]})
    respx.post("http://dedup.test/duplicates/details").respond(json={"groups": []})

    assert await details.versions("anna", ["g1", "g2"]) == {"g1": GROUP}
    assert await details.duplicates("anna", ["g1"]) == {}
    request = asked.calls.last.request
    assert json.loads(request.content) == {"ids": ["g1", "g2"], "owner": "anna"}
    assert request.headers["authorization"] == "Bearer t"


@respx.mock
async def test_nobodys_view_is_the_common_one(details: GroupDetails) -> None:
    """
    No decision of an owner applies to it.
    """
    asked = respx.post("http://grouping.test/groups/details").respond(json={"groups": []})
    await details.versions(NOBODY, [])

    assert json.loads(asked.calls.last.request.content)["owner"] is None


@respx.mock
async def test_orphans_are_asked_for_by_path(details: GroupDetails) -> None:
    """
    Grouping knows them.
    """
    respx.post("http://grouping.test/suggestions/lookup").respond(json={"items": [{"path": "a"}]})

    assert await details.orphans("anna", ["a"]) == [{"path": "a"}]


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(200, text="no"),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"groups": [{}]}),
    ],
)
@respx.mock
async def test_service_in_trouble_is_unavailable(
    details: GroupDetails, answer: httpx.Response
) -> None:
    """
    Down, broken, or of another version.
    """
    respx.post("http://grouping.test/groups/details").mock(return_value=answer)

    with pytest.raises(UnavailableError):
        await details.versions("anna", ["g1"])
