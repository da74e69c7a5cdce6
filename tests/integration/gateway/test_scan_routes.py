"""
Tests of looking at scans, and of starting and stopping them.
"""

from typing import Any

import pytest
from aiohttp import web

from tests.integration.gateway.scripted import Gateway, Scripted

ME = "/api/users/me"
TOKEN = {"x-immich-user-token": "t"}
STATUS = {"state": "running", "total": 1, "recent_errors": [{"path": "secret.jpg"}]}


def sign_in(immich: Scripted, *, is_admin: bool) -> None:
    """
    Let Immich know the caller.
    """
    immich.say(ME, {"id": "u1", "name": "Ada", "email": "a@b.c", "isAdmin": is_admin})
    immich.say("/api/api-keys/me", {"message": "no key"}, status=403)


async def asked(gateway: Gateway, method: str, path: str) -> tuple[int, Any]:
    """
    Ask a route of ours.
    """
    url = f"{gateway.url}{path}"
    async with gateway.client.request(method, url, headers=TOKEN) as answer:
        return answer.status, await answer.json(content_type=None)


@pytest.mark.parametrize(("is_admin", "told"), [(True, True), (False, False)])
async def test_names_of_failing_files_are_for_admins(
    gateway: Gateway, immich: Scripted, services: Scripted, *, is_admin: bool, told: bool
) -> None:
    """
    Everybody signed in sees how far the scans are.
    """
    sign_in(immich, is_admin=is_admin)
    services.say("/scan/status", STATUS)

    status, body = await asked(gateway, "GET", "/api/scan/status")

    assert (status, body["grouping"]["state"], body["dedup"]["total"]) == (200, "running", 1)
    assert ("recentErrors" in body["dedup"]) is told


async def test_runs_of_both_services_are_listed(
    gateway: Gateway, immich: Scripted, services: Scripted
) -> None:
    """
    Under the name of each.
    """
    sign_in(immich, is_admin=True)
    services.say("/scan/runs", {"items": [{"run_id": 3}]})

    assert await asked(gateway, "GET", "/api/scan/runs?limit=1") == (
        200,
        {"grouping": [{"runId": 3}], "dedup": [{"runId": 3}]},
    )


@pytest.mark.parametrize("path", ["/api/scan", "/api/scan/pause", "/api/scan/retry"])
async def test_only_admins_change_scans(gateway: Gateway, immich: Scripted, path: str) -> None:
    """
    The services are not asked.
    """
    sign_in(immich, is_admin=False)

    assert (await asked(gateway, "POST", path))[0] == 403


async def test_admin_starts_both_scans_or_one(
    gateway: Gateway, immich: Scripted, services: Scripted
) -> None:
    """
    Each says how it went.
    """
    sign_in(immich, is_admin=True)
    services.say("/scan", {"run_id": 5}, status=202)

    assert await asked(gateway, "POST", "/api/scan?service=dedup") == (
        202,
        {"dedup": {"ok": True, "runId": 5}},
    )
    assert set((await asked(gateway, "POST", "/api/scan"))[1]) == {"grouping", "dedup"}


async def test_one_service_that_refuses_does_not_hide_the_other(
    gateway: Gateway, immich: Scripted, services: Scripted
) -> None:
    """
    When both refuse, their words are the answer.
    """
    sign_in(immich, is_admin=True)
    turns = iter([(200, {"state": "paused"}), (404, {"detail": "No scan is under way"})])

    async def pause(_request: web.Request) -> web.StreamResponse:
        status, body = next(turns, (404, {"detail": "No scan is under way"}))
        return web.json_response(body, status=status)

    services.answers["/scan/pause"] = pause

    status, body = await asked(gateway, "POST", "/api/scan/pause")
    assert (status, {row["ok"] for row in body.values()}) == (200, {True, False})

    status, body = await asked(gateway, "POST", "/api/scan/pause")
    assert (status, body["detail"]) == (404, "No scan is under way")


async def test_unknown_verb_is_refused(gateway: Gateway, immich: Scripted) -> None:
    """
    With the names of those that exist.
    """
    sign_in(immich, is_admin=True)

    assert (await asked(gateway, "POST", "/api/scan/delete"))[0] == 422


async def test_request_keeps_its_id_on_its_way_inside(
    gateway: Gateway, immich: Scripted, services: Scripted
) -> None:
    """
    Grouping and dedup are told it, Immich is not; its answer names it.
    """
    sign_in(immich, is_admin=True)
    headers = {**TOKEN, "x-request-id": "r1"}
    async with gateway.client.get(f"{gateway.url}/api/scan/status", headers=headers) as answer:
        told = answer.headers["x-request-id"]

    assert told == "r1"
    assert [seen.header("x-request-id") for seen in services.seen] == [["r1"], ["r1"]]
    assert [seen.header("x-request-id") for seen in immich.seen] == [[]] * len(immich.seen)


async def test_what_is_done_for_nobody_has_no_id(gateway: Gateway, services: Scripted) -> None:
    """
    The gateway's own calls say none.
    """
    await gateway.rooms.grouping.get("/health")

    assert services.seen[0].header("x-request-id") == []
