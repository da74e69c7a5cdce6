"""
Tests of the routes that change something.
"""

from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway import action_routes, guard
from gateway.acting import Acting
from gateway.rooms import rooms
from gateway.viewer import Viewer
from mediacore import api_errors
from mediacore.database import Database
from tests import documented
from tests.integration.gateway.acting_room import GROUP, ActingRoom
from tests.integration.gateway.scripted import Gateway, Scripted
from tests.integration.gateway.test_group_actions import OTHER, TOKEN, suggest, versions

ANNA: dict[str, Any] = {"id": OTHER, "email": "a@b", "name": "Anna", "isAdmin": False}


@dataclass(frozen=True, slots=True)
class _Parts:
    acting: Acting
    database: Database


@pytest.fixture
def asking(one_room: ActingRoom) -> httpx.AsyncClient:
    """
    The routes, asked by the demo user.
    """
    return client(one_room, one_room.viewer())


def client(room: ActingRoom, viewer: Viewer) -> httpx.AsyncClient:
    """
    Make a client of the routes for somebody; every answer must be as documented.
    """
    app = FastAPI()
    api_errors.install(app)
    app.include_router(action_routes.router)
    app.dependency_overrides = {
        rooms: lambda: _Parts(room.acting, room.database),
        **dict.fromkeys((guard.reader, guard.decider, guard.remover), lambda: viewer),
    }
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://gateway",
        event_hooks={"response": [_as_documented]},
    )


async def _as_documented(answer: httpx.Response) -> None:
    request = answer.request
    documented.check(request.method, request.url.path, answer.status_code, await answer.aread())


async def test_removing_and_undoing(one_room: ActingRoom, asking: httpx.AsyncClient) -> None:
    """
    Preview, removal, audit and undo, as a page would ask for them.
    """
    ids, url = one_room.ids, f"/api/duplicates/{GROUP}"
    body = {"remove": [ids[1]], "keep": [ids[0]], "revision": 1, "carryOver": True}
    preview = await asking.post(f"{url}/preview", json=body)
    assert [one["assetId"] for one in preview.json()["items"]] == [ids[1]]

    removed = (await asking.request("DELETE", f"{url}/files", json=body)).json()
    assert removed["ok"]
    trail = (await asking.get("/api/audit")).json()
    assert [one["action"] for one in trail["items"]] == ["trashed"]

    undone = await asking.post(f"/api/duplicates/undo/{removed['undoToken']}")
    assert [one["state"] for one in undone.json()["items"]] == ["restored"]


async def test_conflict_is_a_problem_with_the_fresh_state(asking: httpx.AsyncClient) -> None:
    """
    A stale revision is 409 in problem+json.
    """
    body = {"assetIds": [], "revision": 9}
    answer = await asking.post(f"/api/duplicates/{GROUP}/dismiss", json=body)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["current"]["revision"] == 1


async def test_many_are_resolved(one_room: ActingRoom, asking: httpx.AsyncClient) -> None:
    """
    Each item has its result.
    """
    item = {"groupId": GROUP, "remove": [one_room.ids[1]], "revision": 1}
    answer = await asking.post("/api/duplicates/resolve", json={"items": [item]})

    assert [one["ok"] for one in answer.json()["results"]] == [True]


async def test_keeping(one_room: ActingRoom, asking: httpx.AsyncClient) -> None:
    """
    Copies are kept by their ids.
    """
    body = {"assetIds": one_room.ids[:1], "revision": 1}
    answer = await asking.post(f"/api/duplicates/{GROUP}/keep", json=body)

    assert answer.json()["groups"][0]["members"][0]["isKept"]


async def test_deciding_about_groups(one_room: ActingRoom, asking: httpx.AsyncClient) -> None:
    """
    Each route reaches grouping with what it wants to hear.
    """
    room = one_room
    room.group(kind="version")
    done = {"undo_token": TOKEN, "groups": [versions(room)]}
    suggest(room, *room.dedup.paths[:2])
    bodies: dict[str, dict[str, object]] = {
        f"/groups/{GROUP}/primary": {"assetId": room.ids[0], "revision": 1},
        f"/groups/{GROUP}/split": {"assetIds": room.ids[:1]},
        "/groups/merge": {"groups": [{"groupId": GROUP}], "assetIds": room.ids[:1]},
        f"/groups/undo/{TOKEN}": {},
        "/suggestions/7-9/accept": {},
        "/suggestions/7-9/reject": {},
    }
    for path, body in bodies.items():
        room.say(path, done)
        answer = await asking.post(f"/api{path}", json=body)
        assert (answer.status_code, answer.json()["undoToken"]) == (200, TOKEN)
    room.say("/groups/dissolve", {"undo_token": TOKEN, "results": []})
    answer = await asking.post("/api/groups/dissolve", json={"groups": [{"groupId": GROUP}]})

    assert answer.json()["undoToken"] == TOKEN


async def test_decision_is_taken_in_before_it_is_told(one_room: ActingRoom) -> None:
    """
    A preview decides nothing.
    """
    caught: list[int] = []

    async def catch_up() -> None:
        caught.append(1)

    room = one_room
    room.acting = replace(room.acting, catch_up=catch_up)
    wish = {"remove": room.ids[1:2], "revision": 1}
    async with client(room, room.viewer()) as demo:
        await demo.post(f"/api/duplicates/{GROUP}/preview", json=wish)
        assert caught == []
        await demo.post(f"/api/duplicates/{GROUP}/dismiss", json={"revision": 1})

    assert caught == [1]


async def test_everybody_reads_their_own_audit(one_room: ActingRoom) -> None:
    """
    An admin reads everybody's.
    """
    async with client(one_room, one_room.viewer()) as demo:
        body = {"assetIds": [], "revision": 1}
        await demo.post(f"/api/duplicates/{GROUP}/dismiss", json=body)
    seen = []
    for name in ("demo", "guest", "admin"):
        async with client(one_room, one_room.viewer(name)) as asked:
            seen.append(len((await asked.get("/api/audit")).json()["items"]))

    assert seen == [1, 0, 1]


async def test_nobody_and_foreign_pages_change_nothing(
    gateway: Gateway, immich: Scripted, services: Scripted
) -> None:
    """
    Without a credential it is 401, and from a foreign page 403.
    """
    url = f"{gateway.url}/api/duplicates/{GROUP}/files"
    body = {"remove": [OTHER], "revision": 1}
    async with gateway.client.delete(url, json=body) as answer:
        assert answer.status == 401
    immich.say("/api/users/me", ANNA)
    cookie = {"cookie": "twinlens=tok", "origin": "http://evil.example"}
    async with gateway.client.delete(url, json=body, headers=cookie) as answer:
        assert answer.status == 403

    assert services.seen == []


async def test_key_that_may_not_delete_is_refused(gateway: Gateway, immich: Scripted) -> None:
    """
    In Immich's own words.
    """
    immich.say("/api/users/me", ANNA)
    immich.say("/api/api-keys/me", {"permissions": ["asset.read", "user.read"]})
    url = f"{gateway.url}/api/duplicates/{GROUP}/files"
    body = {"remove": [OTHER], "revision": 1}
    async with gateway.client.delete(url, json=body, headers={"x-api-key": "k"}) as answer:
        assert answer.status == 403
        assert "asset.delete" in (await answer.json())["detail"]
