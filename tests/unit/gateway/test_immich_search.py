"""
What Immich itself finds.
"""

import asyncio
import json
from typing import Any, cast

import httpx
import pytest
import respx

from gateway.credentials import Credentials
from gateway.immich_client import ImmichClient
from gateway.immich_search import ImmichSearch
from gateway.json_client import make_client

KEY = Credentials(((b"x-api-key", b"k"),), ())
FEATURES = {"smartSearch": True, "ocr": True}


def page(*ids: str, more: bool = False) -> httpx.Response:
    """
    Give a page of a search.
    """
    items = [{"id": one} for one in ids]
    return httpx.Response(200, json={"assets": {"items": items, "nextPage": "2" if more else None}})


class Immich:
    """
    An Immich whose searches a test sets.
    """

    def __init__(self) -> None:
        self.features: dict[str, Any] = FEATURES
        self.places: dict[str, list[str]] = {}
        self.people: list[dict[str, str]] = []
        self.found: dict[str, httpx.Response] = {}
        self.asked: list[dict[str, Any]] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        """
        Answer any of the questions.
        """
        if request.url.path == "/api/server/features":
            return httpx.Response(200, json=self.features)
        if request.url.path == "/api/search/suggestions":
            kind = request.url.params["type"]
            return httpx.Response(200, json=[*self.places.get(kind, []), None])
        if request.url.path == "/api/search/person":
            return httpx.Response(200, json=self.people)
        wish = json.loads(request.content)
        self.asked.append(wish)
        return next((self.found[name] for name in self.found if name in wish), page())


@pytest.fixture
def immich(respx_mock: respx.MockRouter) -> Immich:
    """
    An Immich that finds nothing yet.
    """
    made = Immich()
    respx_mock.route().mock(side_effect=made.answer)
    return made


def searching(seconds: float = 2.0) -> ImmichSearch:
    """
    Make a search over it.
    """
    return ImmichSearch(ImmichClient(make_client("http://immich.test")), b"s", seconds)


async def test_every_search_is_asked_and_the_surest_comes_first(immich: Immich) -> None:
    """
    An asset that several find is told once.
    """
    immich.places = {"city": ["Berlin"], "country": ["Peru"]}
    immich.people = [{"id": "p", "name": "Berlinda"}]
    immich.found = {
        "description": page("1"),
        "ocr": page("2", "1"),
        "city": page("3"),
        "personIds": page("4"),
        "query": page("5", more=True),
    }
    outcome = await searching().find(KEY, "berlin", 1)

    assert [(one.asset_id, one.why, one.text) for one in outcome.found] == [
        ("1", "description", "berlin"),
        ("2", "ocr", "berlin"),
        ("3", "place", "Berlin"),
        ("4", "person", "Berlinda"),
        ("5", "smart", "berlin"),
    ]
    assert (outcome.more, outcome.missing) == (True, ())
    assert {wish["visibility"] for wish in immich.asked} == {"timeline"}


async def test_searches_that_are_off_are_not_asked(immich: Immich) -> None:
    """
    Nor are they missing; features and places are remembered for a while.
    """
    immich.features = {"smartSearch": False}
    search = searching()
    await search.find(KEY, "x", 1)
    outcome = await search.find(KEY, "x", 2)

    assert outcome.missing == ()
    assert [(wish["description"], wish["page"]) for wish in immich.asked] == [("x", 1), ("x", 2)]
    await search.close()


@pytest.mark.parametrize(
    "broken", [httpx.Response(500), httpx.Response(200, json={}), httpx.Response(403)]
)
async def test_search_that_fails_is_missing(immich: Immich, broken: httpx.Response) -> None:
    """
    The others count.
    """
    immich.found = {"description": broken, "ocr": page("1")}
    outcome = await searching().find(KEY, "x", 1)

    assert ([one.asset_id for one in outcome.found], outcome.missing) == (["1"], ("description",))


async def test_search_that_takes_too_long_is_missing(respx_mock: respx.MockRouter) -> None:
    """
    Nobody waits longer than agreed.
    """

    async def never(_request: httpx.Request) -> httpx.Response:
        return cast("httpx.Response", await asyncio.get_running_loop().create_future())

    respx_mock.route().mock(side_effect=never)
    search = searching(0.01)
    outcome = await search.find(KEY, "x", 1)
    await search.close()

    assert outcome.missing == ("description", "ocr", "place", "person", "smart")
