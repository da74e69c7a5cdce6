"""
Tests of the guards before every route.
"""

import pytest

from tests.unit.fakes.immich.conftest import StandIn


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 200), (b"[]", 200), (b"{", 400), (b"{}", 200)]
)
async def test_body_must_be_json(stand_in: StandIn, content: bytes, status: int) -> None:
    """
    No body and no object count as an empty one; broken JSON is a 400.
    """
    headers = {**stand_in.key("demo"), "content-type": "application/json"}
    url = "/api/search/metadata"
    answer = await stand_in.client.post(url, content=content, headers=headers)

    assert answer.status_code == status


async def test_version_3_wants_a_body(newer: StandIn) -> None:
    """
    Where version 2 takes none for an empty one.
    """
    answer = await newer.ask("POST", "/search/metadata")

    assert answer.json()["errors"][0]["expected"] == "object"


async def test_link_opens_only_what_is_for_links(stand_in: StandIn) -> None:
    """
    Whoever comes by one is refused all else.
    """
    [asset_id] = stand_in.ids("L1000.JPG")
    wish = {"type": "INDIVIDUAL", "assetIds": [asset_id]}
    link = await stand_in.send("POST", "/shared-links", wish)

    answer = await stand_in.ask("GET", f"/users/me?key={link['key']}", who="")
    assert (answer.status_code, answer.json()["message"]) == (403, "Forbidden")
