"""
Tests of what the stand-in answers outside of its API.
"""

from pathlib import Path

from httpx import ASGITransport, AsyncClient

from tests.fakes.immich.app import create_app
from tests.unit.fakes.immich.conftest import StandIn


async def test_page_says_that_it_is_a_stand_in(stand_in: StandIn) -> None:
    """
    Nobody takes it for Immich; who cannot show pages gets none.
    """
    page = await stand_in.client.get("/photos")
    json = await stand_in.client.get("/photos", headers={"accept": "application/json"})
    posted = await stand_in.client.post("/photos")

    assert "stand-in" in page.text
    assert (json.status_code, posted.status_code) == (406, 404)


async def test_outside_of_the_api_is_what_apps_look_for(stand_in: StandIn) -> None:
    """
    The well-known file, a style sheet, and a health check.
    """
    known = await stand_in.client.get("/.well-known/immich")
    css = await stand_in.client.get("/custom.css")
    health = await stand_in.client.get("/health")

    assert known.json() == {"api": {"endpoint": "/api"}}
    assert css.headers["content-type"].startswith("text/css")
    assert health.json()["status"] == "up"


async def test_unknown_route_is_told_in_the_shape_of_version_2(stand_in: StandIn) -> None:
    """
    Message, phrase, status, and an id that also stands in a header.
    """
    answer = await stand_in.ask("GET", "/nope")

    assert answer.json() == {
        "message": "Cannot GET /api/nope",
        "error": "Not Found",
        "statusCode": 404,
        "correlationId": answer.headers["x-immich-cid"],
    }


async def test_version_3_says_less(newer: StandIn) -> None:
    """
    Its errors are a message alone.
    """
    assert (await newer.ask("PATCH", "/timeline/buckets")).json() == {
        "message": "Cannot PATCH /api/timeline/buckets"
    }


async def test_folder_is_enough_for_a_stand_in(tmp_path: Path) -> None:
    """
    A world is made where none is given.
    """
    transport = ASGITransport(create_app(tmp_path))
    async with AsyncClient(transport=transport, base_url="http://immich.test") as client:
        answer = await client.get("/api/server/version")

    assert answer.json() == {"major": 2, "minor": 7, "patch": 5}
