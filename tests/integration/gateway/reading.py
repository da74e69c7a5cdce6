"""
A gateway over a shelf: who asks is in the token, and the services tell what the shelf says.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web

from gateway import index_store
from gateway.index_plan import Have
from gateway.preferences import Preferences
from gateway.viewpoint import View
from mediacore.database import Database
from tests import documented
from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf
from tests.integration.gateway.scripted import Gateway, Scripted, running_gateway

USERS = {"Bearer anna": (ANNA, False), "Bearer ben": (BEN, True)}


def view_of(*owners: str, **taste: Any) -> View:
    """
    Give the view of somebody, and of those who share with them.
    """
    return View(owners or (ANNA,), (1,) * max(1, len(owners)), Preferences(**taste))


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What a test of a route that reads touches.
    """

    gateway: Gateway
    shelf: Shelf
    immich: Scripted
    services: Scripted

    async def get(self, path: str, who: str = "anna", **headers: str) -> tuple[int, Any]:
        """
        Ask; give the status and the body, if there is one.
        """
        status, body, _ = await self.ask(path, who, **headers)
        return status, body

    async def ask(self, path: str, who: str = "anna", **headers: str) -> tuple[int, Any, Any]:
        """
        Ask; give status, body and headers, of an answer that is as documented.
        """
        credentials = {"authorization": f"Bearer {who}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        async with self.gateway.client.get(
            f"{self.gateway.url}{path}", headers=credentials
        ) as answer:
            told = await answer.read()
            documented.check("GET", path, answer.status, told)
            return answer.status, orjson.loads(told) if told else None, answer.headers


async def _me(request: web.Request) -> web.StreamResponse:
    user_id, is_admin = USERS[request.headers["authorization"]]
    return web.json_response({"id": user_id, "email": "x@y", "name": "X", "isAdmin": is_admin})


def _teller(shelf: Shelf) -> Any:
    async def tell(request: web.Request) -> web.StreamResponse:
        ids = (await request.json())["ids"]
        return web.json_response(
            {"groups": [shelf.details[one] for one in ids if one in shelf.details]}
        )

    return tell


def _months(database: Database) -> Any:
    """
    Give what answers as Immich would, if it showed a partner's photos just as they are here.
    """

    async def tell(request: web.Request) -> web.StreamResponse:
        def read() -> dict[Any, Have]:
            with database.read() as session:
                return index_store.have(session, request.query["userId"])

        have = await asyncio.to_thread(read)
        return web.json_response(
            [
                {"timeBucket": first.isoformat(), "count": known.rows}
                for (view, first), known in have.items()
                if view == "timeline"
            ]
        )

    return tell


@asynccontextmanager
async def reading_room(
    immich: Scripted, services: Scripted, database_url: Callable[[str], str]
) -> AsyncIterator[Reading]:
    """
    Run a gateway over an empty shelf with a database of its own.
    """
    url = database_url("gateway")
    database = Database(url)
    shelf = Shelf(database)
    immich.answers["/api/users/me"] = _me
    immich.say("/api/partners", [{"id": BEN, "inTimeline": True}])
    immich.answers["/api/timeline/buckets"] = _months(database)
    immich.say("/api/search/person", [])
    immich.say("/api/search/suggestions", [])
    nothing: dict[str, Any] = {"assets": {"items": [], "nextPage": None}}
    immich.say("/api/search/metadata", nothing)
    for path in ("/groups/details", "/duplicates/details"):
        services.answers[path] = _teller(shelf)
    async with running_gateway(immich.url, services=services.url, database_url=url) as gateway:
        yield Reading(gateway, shelf, immich, services)
    database.close()
